-- check: A payment is dated no later than the day the data describes
-- severity: look
SELECT l.package::VARCHAR AS package, l.file, l.line,
    l.line_id || ': paid on ' || l.payment_date || ', and the data is as at ' || a.value AS detail
FROM spend_lines AS l
JOIN package_about AS a ON a.package = l.package AND a.key = 'as_at'
WHERE l.payment_date > try_cast(a.value AS DATE)
ORDER BY l.file, l.line
