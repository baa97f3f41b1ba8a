-- view: what each decision or contract commits to a service, from its first day to its last; the lines
--   of one decision for one service, provider and funder are one commitment, and on_basis keeps
--   approvals apart from contract prices
-- grain: package, family, reference, service, provider, funder
-- Money out that counts in totals; last_day is NULL where no end is stated, both days where neither is.
SELECT
    package,
    'decisions' AS family,
    decision_ref AS reference,
    service_counted AS service,
    coalesce(provider_counted, 'Not stated') AS provider,
    coalesce(funding_source, 'Not stated') AS funder,
    any_value(title) AS title,
    any_value(programme) AS programme,
    any_value(instrument) AS instrument,
    min(first_day) AS first_day,
    -- One line without an end leaves the whole without one.
    CASE WHEN bool_and(last_day IS NOT NULL) THEN max(last_day) END AS last_day,
    NULL::DATE AS extension_last_day,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    bool_or(amount_basis = 'approved_maximum') AS is_ceiling,
    count(*) AS lines,
    any_value(source_url) AS source_url,
    any_value(file) AS file,
    min(line) AS line
FROM decision_award
WHERE counted AND direction = 'out'
GROUP BY ALL
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
    1 AS lines,
    source_url,
    file,
    line
FROM contract_award
ORDER BY package, family, first_day, reference, service, provider, funder
