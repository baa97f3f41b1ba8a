-- check: A published figure has the address of its page
-- severity: look
SELECT package::VARCHAR AS package, file, line, total_id || ': ' || source_title AS detail
FROM spend_totals
WHERE source_url IS NULL
ORDER BY file, line
