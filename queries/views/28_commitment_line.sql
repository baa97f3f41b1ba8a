-- view: the lines that commitments are made of, each with its own days: money is spread over the days
--   of the line it stands on, so the parts in a year are those of the decisions themselves
-- grain: package, family, file, line
-- Money out that counts in totals; last_day is NULL where no end is stated, both days where neither is.
SELECT
    package,
    'decisions' AS family,
    decision_ref AS reference,
    service_counted AS service,
    coalesce(provider_counted, 'Not stated') AS provider,
    coalesce(funding_source, 'Not stated') AS funder,
    title,
    programme,
    instrument,
    first_day,
    last_day,
    NULL::DATE AS extension_last_day,
    amount_gbp,
    amount_basis = 'approved_maximum' AS is_ceiling,
    source_url,
    file,
    line
FROM decision_award
WHERE counted AND direction = 'out'
UNION ALL
SELECT
    package,
    'contracts' AS family,
    contract_id AS reference,
    service_counted AS service,
    coalesce(provider_counted, 'Not stated') AS provider,
    coalesce(funding_source, 'Not stated') AS funder,
    title,
    programme,
    'contract' AS instrument,
    start_date AS first_day,
    end_date AS last_day,
    extension_end_date AS extension_last_day,
    amount_gbp,
    false AS is_ceiling,
    source_url,
    file,
    line
FROM contract_award
ORDER BY package, family, file, line
