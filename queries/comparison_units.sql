-- question: Which areas or providers have a rate further from the rest than chance would take it?
-- grain: cohort
-- returns: cohort VARCHAR, indicator VARCHAR, service VARCHAR, unit VARCHAR, per BIGINT,
--   better VARCHAR, accumulation VARCHAR, definition VARCHAR, dimension VARCHAR,
--   period_start DATE, period_end DATE, numerator DOUBLE, denominator DOUBLE, actual DOUBLE,
--   target DOUBLE, target_set_on DATE, target_set_by VARCHAR, status VARCHAR,
--   disclosure_threshold BIGINT, file VARCHAR, line BIGINT
-- adds: rate DOUBLE, interval_low DOUBLE, interval_high DOUBLE, interval_method VARCHAR,
--   centre DOUBLE, lower_95 DOUBLE, upper_95 DOUBLE, lower_998 DOUBLE, upper_998 DOUBLE,
--   phi DOUBLE, tau_squared DOUBLE, flag VARCHAR, side VARCHAR, limits_method VARCHAR,
--   caution VARCHAR, why_no_limits VARCHAR
-- In the order of names. What was withheld is a row with its status and no figures. What is added
-- comes from commissioning/statistics/funnel and intervals. disclosure_threshold is the smallest count of
-- people above 0 that may be shown: the indicator's own, the package's, or 5 where neither says.
SELECT
    r.cohort,
    r.indicator,
    r.service,
    r.unit,
    r.per,
    r.better,
    r.accumulation,
    r.definition,
    r.dimension,
    r.period_start,
    r.period_end,
    r.numerator,
    r.denominator,
    r.actual,
    r.target,
    r.target_set_on,
    r.target_set_by,
    r.status,
    coalesce(max(i.disclosure_threshold) OVER (), a.value::BIGINT, 5) AS disclosure_threshold,
    r.file,
    r.line
FROM outcome_result AS r
LEFT JOIN indicators AS i
    ON i.package = r.package
    AND i.indicator_id = r.series_id
    AND i.definition_version = r.definition_version
LEFT JOIN package_about AS a
    ON a.package = r.package
    AND a.key = 'disclosure.threshold'
WHERE r.package = $package::VARCHAR
    AND r.series_id = $series_id::VARCHAR
    AND r.dimension = $dimension::VARCHAR
    AND r.period_start = $period_start::DATE
    AND r.period_end = $period_end::DATE
ORDER BY r.cohort
