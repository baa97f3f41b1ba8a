-- question: Which rows were rejected, and why?
-- grain: file, line, field, reason
-- returns: package VARCHAR, resource VARCHAR, file VARCHAR, line BIGINT, field VARCHAR,
--   value VARCHAR, reason VARCHAR
SELECT package::VARCHAR AS package, resource, file, line, field, value, reason
FROM rejected_rows
WHERE $package::VARCHAR IS NULL OR package = $package::VARCHAR
ORDER BY file, line, field, reason
