-- question: Does an indicator vary by more than usual, and would it meet its target if left alone?
-- grain: outcome_id
-- returns: outcome_id VARCHAR, series_id VARCHAR, indicator VARCHAR, service VARCHAR,
--   provider VARCHAR, unit VARCHAR, per BIGINT, better VARCHAR, accumulation VARCHAR,
--   definition_version BIGINT, period_start DATE, period_end DATE, numerator DOUBLE,
--   denominator DOUBLE, actual DOUBLE, target DOUBLE, target_set_on DATE, status VARCHAR,
--   file VARCHAR, line BIGINT
-- adds: mean DOUBLE, lower_limit DOUBLE, upper_limit DOUBLE, lower_near_limit DOUBLE,
--   upper_near_limit DOUBLE, amount VARCHAR, signal VARCHAR, point_type VARCHAR,
--   variation VARCHAR, assurance VARCHAR, not_charted VARCHAR
-- In order of time, a row a period whether a result came or not: what did not come is a gap. Limits
-- begin anew with each version of the definition, unless one set over all is asked for. The marks
-- and the reason for no chart are those of the series, on each of its rows. What is added comes
-- from commissioning/statistics/spc.
SELECT
    outcome_id,
    series_id,
    indicator,
    service,
    provider,
    unit,
    per,
    better,
    accumulation,
    definition_version,
    period_start,
    period_end,
    numerator,
    denominator,
    actual,
    target,
    target_set_on,
    status,
    file,
    line
FROM outcome_result
WHERE package = $package::VARCHAR
    AND dimension = 'all'
    AND ($series_id::VARCHAR IS NULL OR series_id = $series_id::VARCHAR)
ORDER BY series_id, period_end, period_start, outcome_id
