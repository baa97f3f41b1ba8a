SELECT
    'I' || lpad(number::VARCHAR, 6, '0') AS indicator_id,
    DATE '2015-04-01' AS valid_from,
    CASE WHEN number % 3 < 2 THEN 70 ELSE 150 END AS target,
    DATE '2015-03-01' AS set_on,
    'Made to measure with' AS set_by
FROM range(getvariable('indicators')) AS every (number)
ORDER BY number
