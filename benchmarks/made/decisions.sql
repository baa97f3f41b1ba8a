-- A decision for each service and year, and a grant from each funder in each year.
SELECT
    'D-' || year || '-' || service AS decision_ref,
    1 AS decision_line,
    'Decision on service ' || service AS title,
    make_date(year::INTEGER, 3, 1) AS date_signed,
    service_name(service, make_date(year::INTEGER, 4, 1)) AS service,
    'commissioned' AS scope,
    programme_name(service) AS programme,
    'Provider ' || pick(service, 'decided', getvariable('providers'), 1.8) AS provider,
    'Funder ' || (pick(service, 'funder', 8, 2) + 1) AS funding_source,
    'grant' AS instrument,
    'out' AS direction,
    financial_year_label(year) AS financial_year,
    exp(14 + normal(year * 1000 + service, 'decision'))::DECIMAL(18, 2) AS amount_gbp,
    'approved' AS amount_basis,
    'yes' AS is_new_money,
    'https://example.org/decisions/' || year || '/' || service AS source_url
FROM range(getvariable('services')) AS every (service)
CROSS JOIN range(first_year(), 2025) AS years (year)
UNION ALL
SELECT
    'G-' || year || '-' || funder,
    1,
    'Grant of funder ' || funder,
    make_date(year::INTEGER, 3, 1),
    'Grant in',
    'commissioned',
    'Grants',
    NULL,
    'Funder ' || funder,
    'grant',
    'in',
    financial_year_label(year),
    exp(17 + normal(year * 10 + funder, 'grant'))::DECIMAL(18, 2),
    'accepted',
    'yes',
    'https://example.org/grants/' || year || '/' || funder
FROM range(1, 9) AS every (funder)
CROSS JOIN range(first_year(), 2025) AS years (year)
ORDER BY decision_ref
