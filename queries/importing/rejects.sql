-- step: every value that a row is rejected for
SELECT p.sheet, o.line, p.field, coalesce(p.value, '') AS value, p.reason
FROM problem AS p
JOIN outcome AS o ON o.sheet = p.sheet AND o.record = p.record AND o.outcome = 'rejected'
ORDER BY p.sheet, o.line, p.field
LIMIT $limit::BIGINT
