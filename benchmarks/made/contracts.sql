-- The contracts among the agreements, up to 2,000 of them, with the days in which the ledger pays.
SELECT
    'C' || number AS contract_id,
    'Contract ' || number AS title,
    service_id,
    service_name(service, first_day) AS service,
    programme,
    provider,
    funder AS funding_source,
    first_day AS start_date,
    last_day AS end_date,
    exp(13 + normal(number, 'price'))::DECIMAL(18, 2) AS amount_gbp,
    'https://example.org/contracts/' || number AS source_url
FROM (
    SELECT
        *,
        day_of(greatest(0, (number::DOUBLE / getvariable('agreements') - 0.3) / 0.7)) AS first_day,
        day_of(least(1, number::DOUBLE / getvariable('agreements') / 0.7)) + 30 AS last_day
    FROM agreements
    WHERE instrument = 'contract'
)
ORDER BY number
LIMIT 2000
