-- view: what each decision or contract commits to a service, from its first day to its last; the lines
--   of one decision for one service, provider and funder are one commitment, and family keeps
--   approvals apart from contract prices
-- grain: package, family, reference, service, provider, funder
SELECT
    package,
    family,
    reference,
    service,
    provider,
    funder,
    any_value(title) AS title,
    any_value(programme) AS programme,
    any_value(instrument) AS instrument,
    min(first_day) AS first_day,
    -- One line without an end leaves the whole without one.
    CASE WHEN bool_and(last_day IS NOT NULL) THEN max(last_day) END AS last_day,
    max(extension_last_day) AS extension_last_day,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    bool_or(is_ceiling) AS is_ceiling,
    count(*) AS lines,
    any_value(source_url) AS source_url,
    any_value(file) AS file,
    min(line) AS line
FROM commitment_line
GROUP BY package, family, reference, service, provider, funder
ORDER BY package, family, first_day, reference, service, provider, funder
