-- view: the latest name the ledger has for each service reference
-- grain: package, service_id
SELECT package, service_id, arg_max(service, payment_date) AS service
FROM spend_lines
GROUP BY package, service_id
