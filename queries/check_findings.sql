-- question: Which rows did a check find?
-- grain: check_name, file, line, detail
-- returns: check_name VARCHAR, file VARCHAR, line BIGINT, detail VARCHAR
SELECT name AS check_name, file, line, detail
FROM check_findings
WHERE package = $package::VARCHAR AND name = $check_name::VARCHAR
ORDER BY file, line, detail
