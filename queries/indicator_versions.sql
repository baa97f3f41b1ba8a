-- question: How has an indicator been defined, from when, and who decided that it begins anew?
-- grain: series_id, definition_version
-- returns: series_id VARCHAR, definition_version BIGINT, definition VARCHAR, valid_from DATE,
--   rebase_reason VARCHAR, rebase_author VARCHAR, file VARCHAR, line BIGINT
-- A version after the first is a rebase: limits are worked out anew from its first day.
SELECT
    indicator_id AS series_id,
    definition_version,
    definition,
    valid_from,
    rebase_reason,
    rebase_author,
    file,
    line
FROM indicators
WHERE package = $package::VARCHAR
    AND ($series_id::VARCHAR IS NULL OR indicator_id = $series_id::VARCHAR)
ORDER BY indicator_id, definition_version
