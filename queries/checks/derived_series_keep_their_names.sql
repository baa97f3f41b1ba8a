-- check: No published series has the name of one that is derived: decisions, grants or paid
-- severity: must hold
SELECT package::VARCHAR AS package, file, line, series_id AS detail
FROM series
WHERE series_id IN ('decisions', 'grants', 'paid')
ORDER BY file, line
