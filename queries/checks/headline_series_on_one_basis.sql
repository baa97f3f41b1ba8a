-- check: Every total in a published series of money out is on the basis the series names
-- severity: must hold
SELECT p.package::VARCHAR AS package, p.file, p.line,
    p.total_id || ' is on the basis ' || t.basis || ', the series ' || s.series_id || ' on '
        || s.basis AS detail
FROM series_points AS p
JOIN series AS s ON s.package = p.package AND s.series_id = p.series_id
JOIN spend_totals AS t ON t.package = p.package AND t.total_id = p.total_id
WHERE s.direction = 'out' AND t.basis::VARCHAR <> s.basis::VARCHAR
ORDER BY p.file, p.line
