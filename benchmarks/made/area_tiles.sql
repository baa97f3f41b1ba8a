SELECT
    'Area ' || number AS area,
    'A' || number AS short_name,
    number % 6 + 1 AS "column",
    number // 6 + 1 AS "row"
FROM range(1, 33) AS every (number)
ORDER BY number
