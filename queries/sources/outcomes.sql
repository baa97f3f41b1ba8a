-- source: published results and targets of services
-- grain: outcome_id
SELECT
    record,
    outcome_id,
    organisation,
    service,
    programme,
    provider,
    indicator,
    indicator_kind,
    unit,
    parse_date(period_start) AS period_start,
    parse_date(period_end) AS period_end,
    parse_financial_year(financial_year) AS financial_year,
    cohort,
    parse_number(numerator) AS numerator,
    parse_number(denominator) AS denominator,
    parse_number(actual) AS actual,
    parse_number(target) AS target,
    better,
    accumulation,
    source_title,
    parse_url(source_url) AS source_url,
    parse_partial_date(source_date) AS source_date,
    note,
    date_basis,
    reported_by
FROM extract
