-- step: what would be loaded without a service
SELECT count(*) AS rows, coalesce(sum(amount_gbp), 0)::DECIMAL(38, 2) AS pounds
FROM loaded
WHERE service_counted = 'Not assigned'
