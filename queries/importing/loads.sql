-- step: what would be loaded into each extract
SELECT resource, count(*) AS rows, coalesce(sum(amount_gbp), 0)::DECIMAL(38, 2) AS pounds
FROM loaded
GROUP BY resource
ORDER BY resource
