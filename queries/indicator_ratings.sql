-- question: Which rating does each result earn by bands set before its period, or why none?
-- grain: outcome_id
-- returns: outcome_id VARCHAR, series_id VARCHAR, service VARCHAR, programme VARCHAR,
--   provider VARCHAR, indicator VARCHAR, indicator_kind VARCHAR, unit VARCHAR, per BIGINT,
--   better VARCHAR, accumulation VARCHAR, period_start DATE, period_end DATE, numerator DOUBLE,
--   denominator DOUBLE, actual DOUBLE, target DOUBLE, status VARCHAR, is_latest BOOLEAN,
--   rating VARCHAR, no_rating VARCHAR, good DOUBLE, approaching_target DOUBLE,
--   requires_improvement DOUBLE, bands_from DATE, bands_set_on DATE, bands_set_by VARCHAR,
--   bands_file VARCHAR, bands_line BIGINT, regime VARCHAR, contract_id VARCHAR, file VARCHAR,
--   line BIGINT
-- adds: interval_low DOUBLE, interval_high DOUBLE, interval_method VARCHAR, verdict VARCHAR,
--   point_met BOOLEAN
-- Bands are those that hold on the first day of the period, and rate it only if the last of them
-- had been set by then. A result that reaches no band is inadequate. The rating is of the result as
-- returned. The latest period is the latest whose return is due. The regime is that of the contract
-- that ran on the first day; a service without one whose payments are all grants is paid by grant.
-- What is added comes from commissioning/statistics/intervals.
SELECT
    outcome_id,
    series_id,
    service,
    programme,
    provider,
    indicator,
    indicator_kind,
    unit,
    per,
    better,
    accumulation,
    period_start,
    period_end,
    numerator,
    denominator,
    actual,
    target,
    status,
    is_latest,
    rating,
    no_rating,
    good,
    approaching_target,
    requires_improvement,
    bands_from,
    bands_set_on,
    bands_set_by,
    bands_file,
    bands_line,
    regime,
    contract_id,
    file,
    line
FROM result_rating
WHERE package = $package::VARCHAR
    AND ($series_id::VARCHAR IS NULL OR series_id = $series_id::VARCHAR)
    AND (is_latest OR NOT $latest_only::BOOLEAN)
ORDER BY service, indicator, series_id, period_end, period_start, outcome_id
