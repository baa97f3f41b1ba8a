-- source: returns of contract performance for a period and cohort
-- grain: indicator_id, period_start, period_end, dimension, cohort
SELECT
    record,
    indicator_id,
    parse_date(period_start) AS period_start,
    parse_date(period_end) AS period_end,
    dimension,
    cohort,
    parse_number(numerator) AS numerator,
    parse_number(denominator) AS denominator,
    parse_number(actual) AS actual,
    status,
    parse_date(returned_on) AS returned_on,
    parse_integer(definition_version) AS definition_version,
    provider,
    note,
    parse_date(due_on) AS due_on
FROM extract
