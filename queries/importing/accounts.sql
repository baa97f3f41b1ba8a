-- step: rows and pounds of one sheet by what becomes of them
SELECT
    outcome,
    count(*) AS rows,
    coalesce(sum(amount_gbp), 0)::DECIMAL(38, 2) AS pounds,
    count(*) FILTER (amount_gbp IS NULL) AS unread
FROM outcome
WHERE sheet = $sheet
GROUP BY outcome
