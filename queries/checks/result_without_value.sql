-- check: A target has a result
-- severity: look
SELECT package::VARCHAR AS package, file, line, service || ': ' || indicator AS detail
FROM outcome_result
WHERE target IS NOT NULL AND actual IS NULL
ORDER BY file, line
