-- question: Which areas or providers have a rate further from the rest than chance would take it?
-- grain: cohort
-- returns: cohort VARCHAR, indicator VARCHAR, service VARCHAR, unit VARCHAR, per BIGINT,
--   better VARCHAR, accumulation VARCHAR, definition VARCHAR, dimension VARCHAR,
--   period_start DATE, period_end DATE, numerator DOUBLE, denominator DOUBLE, actual DOUBLE,
--   target DOUBLE, target_set_on DATE, target_set_by VARCHAR, status VARCHAR, file VARCHAR,
--   line BIGINT
-- adds: rate DOUBLE, interval_low DOUBLE, interval_high DOUBLE, interval_method VARCHAR,
--   centre DOUBLE, lower_95 DOUBLE, upper_95 DOUBLE, lower_998 DOUBLE, upper_998 DOUBLE,
--   phi DOUBLE, tau_squared DOUBLE, flag VARCHAR, side VARCHAR, limits_method VARCHAR,
--   caution VARCHAR, why_no_limits VARCHAR
-- In the order of names. What was withheld is a row with its status and no figures. What is added
-- comes from commissioning/statistics/funnel and intervals.
SELECT
    cohort,
    indicator,
    service,
    unit,
    per,
    better,
    accumulation,
    definition,
    dimension,
    period_start,
    period_end,
    numerator,
    denominator,
    actual,
    target,
    target_set_on,
    target_set_by,
    status,
    file,
    line
FROM outcome_result
WHERE package = $package::VARCHAR
    AND series_id = $series_id::VARCHAR
    AND dimension = $dimension::VARCHAR
    AND period_start = $period_start::DATE
    AND period_end = $period_end::DATE
ORDER BY cohort
