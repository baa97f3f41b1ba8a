-- question: How did each indicator go, period by period, and which target held when?
-- grain: series_id
-- returns: series_id VARCHAR, period_starts DATE[], period_ends DATE[],
--   definition_versions BIGINT[], actuals DOUBLE[], targets DOUBLE[]
-- Results for everyone in order of time. Every list has an entry a period, whether a result came or
-- not: what did not come is missing in its place. Figures are in the unit of the indicator.
SELECT series_id, period_starts, period_ends, definition_versions, actuals, targets
FROM series_trend
WHERE package = $package::VARCHAR
    AND ($series_id::VARCHAR IS NULL OR series_id = $series_id::VARCHAR)
ORDER BY series_id
