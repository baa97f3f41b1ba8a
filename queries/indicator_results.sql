-- question: What was returned or published for an indicator, period by period, against which target?
-- grain: outcome_id
-- returns: outcome_id VARCHAR, series_id VARCHAR, reported_by VARCHAR, organisation VARCHAR,
--   provider VARCHAR, service VARCHAR, programme VARCHAR, indicator VARCHAR,
--   indicator_kind VARCHAR, unit VARCHAR, per BIGINT, better VARCHAR, accumulation VARCHAR,
--   definition_version BIGINT, period_start DATE, period_end DATE, dimension VARCHAR,
--   cohort VARCHAR, numerator DOUBLE, denominator DOUBLE, actual DOUBLE, target DOUBLE,
--   target_set_on DATE, target_set_by VARCHAR, gap DOUBLE, status VARCHAR, returned_on DATE,
--   date_basis VARCHAR, source_title VARCHAR, source_url VARCHAR, note VARCHAR, file VARCHAR,
--   line BIGINT
-- adds: interval_low DOUBLE, interval_high DOUBLE, interval_method VARCHAR, verdict VARCHAR,
--   point_met BOOLEAN
-- The target is the one that held on the first day of the period. The gap is the result less the
-- target, in the indicator's own unit; a figure that goes on adding up is held to no target of its
-- own, for none is stated for that part. What is added comes from commissioning/statistics/intervals.
SELECT
    outcome_id,
    series_id,
    reported_by,
    organisation,
    provider,
    service,
    programme,
    indicator,
    indicator_kind,
    unit,
    per,
    better,
    accumulation,
    definition_version,
    period_start,
    period_end,
    dimension,
    cohort,
    numerator,
    denominator,
    actual,
    target,
    target_set_on,
    target_set_by,
    CASE WHEN accumulation IS DISTINCT FROM 'cumulative' THEN actual - target END AS gap,
    status,
    returned_on,
    date_basis,
    source_title,
    source_url,
    note,
    file,
    line
FROM outcome_result
WHERE package = $package::VARCHAR
    AND dimension = $dimension::VARCHAR
    AND ($series_id::VARCHAR IS NULL OR series_id = $series_id::VARCHAR)
    AND ($reported_by::VARCHAR IS NULL OR reported_by = $reported_by::VARCHAR)
ORDER BY series_id, period_end, period_start, cohort, outcome_id
