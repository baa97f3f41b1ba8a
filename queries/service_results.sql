-- question: What does each of a service's own indicators show at its latest period?
-- grain: series_id
-- returns: service VARCHAR, series_id VARCHAR
-- adds: indicator VARCHAR, kind_group VARCHAR, indicator_kind VARCHAR, organisation VARCHAR,
--   period_start DATE, period_end DATE, unit VARCHAR, per BIGINT, better VARCHAR,
--   accumulation VARCHAR, actual DOUBLE, target DOUBLE, gap DOUBLE, interval_low DOUBLE,
--   interval_high DOUBLE, verdict VARCHAR, point_met BOOLEAN, source_title VARCHAR,
--   source_url VARCHAR, file VARCHAR, line BIGINT
-- kind_group is outcomes (outcome, experience) or outputs (all else). What is added is that of
-- indicator_standing for the series.
SELECT service, series_id
FROM series_service
WHERE package = $package::VARCHAR
    AND reported_by = 'own'
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
ORDER BY service, series_id
