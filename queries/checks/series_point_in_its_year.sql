-- check: Every point of a published series is a figure for that one year
-- severity: must hold
SELECT p.package::VARCHAR AS package, p.file, p.line,
    p.total_id || ' is for ' || concat_ws(' to ', t.financial_year, t.last_financial_year)
        || ', not ' || p.financial_year AS detail
FROM series_points AS p
JOIN spend_totals AS t ON t.package = p.package AND t.total_id = p.total_id
WHERE t.financial_year <> p.financial_year OR t.last_financial_year IS NOT NULL
ORDER BY p.file, p.line
