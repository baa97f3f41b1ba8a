-- check: A result that is due against a target is in
-- severity: look
SELECT package::VARCHAR AS package, file, line, service || ': ' || indicator AS detail
FROM outcome_result
WHERE target IS NOT NULL AND actual IS NULL AND status = 'not_returned'
ORDER BY file, line
