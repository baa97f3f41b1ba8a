-- question: Which targets has an indicator had, from when, set when and by whom?
-- grain: series_id, valid_from
-- returns: series_id VARCHAR, valid_from DATE, target DOUBLE, set_on DATE, set_by VARCHAR,
--   set_after_start BOOLEAN, file VARCHAR, line BIGINT
-- A target set after the day it holds from was set when its period had begun.
SELECT
    indicator_id AS series_id,
    valid_from,
    target,
    set_on,
    set_by,
    set_on > valid_from AS set_after_start,
    file,
    line
FROM indicator_targets
WHERE package = $package::VARCHAR
    AND ($series_id::VARCHAR IS NULL OR indicator_id = $series_id::VARCHAR)
ORDER BY indicator_id, valid_from
