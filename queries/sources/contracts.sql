-- source: contracts let, a row a contract
-- grain: contract_id
SELECT
    record,
    contract_id,
    title,
    service_id,
    service,
    programme,
    provider,
    funding_source,
    parse_date(start_date) AS start_date,
    parse_date(end_date) AS end_date,
    parse_date(extension_end_date) AS extension_end_date,
    parse_money(amount_gbp) AS amount_gbp,
    regime,
    parse_url(source_url) AS source_url,
    note
FROM extract
