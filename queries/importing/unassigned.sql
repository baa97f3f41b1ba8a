-- step: what would be loaded into each extract without a service
SELECT resource, count(*) AS rows, coalesce(sum(amount_gbp), 0)::DECIMAL(38, 2) AS pounds
FROM loaded
WHERE service_counted = 'Not assigned'
GROUP BY resource
ORDER BY resource
