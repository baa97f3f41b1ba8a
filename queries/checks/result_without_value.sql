-- check: A target whose result is due has a result
-- severity: look
SELECT package::VARCHAR AS package, file, line, service || ': ' || indicator AS detail
FROM outcome_result
WHERE target IS NOT NULL AND actual IS NULL AND status = 'not_returned'
ORDER BY file, line
