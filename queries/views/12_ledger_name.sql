-- view: the latest name the ledger has for each service reference, and whether all it was paid are grants
-- grain: package, service_id
SELECT
    package,
    service_id,
    arg_max(service, payment_date) AS service,
    bool_and(instrument = 'grant') AS paid_by_grant
FROM spend_lines
GROUP BY package, service_id
