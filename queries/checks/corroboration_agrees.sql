-- check: A figure that corroborates another agrees with it
-- severity: look
SELECT other.package::VARCHAR AS package, t.file, t.line,
    other.total_id || ' is ' || t.amount_gbp || ', the series has ' || v.amount_gbp AS detail
FROM series_points AS other
JOIN spend_totals AS t ON t.package = other.package AND t.total_id = other.total_id
JOIN series_value AS v
    ON v.package = other.package
    AND v.series_id = other.series_id
    AND v.financial_year = other.financial_year
WHERE other.role = 'corroboration' AND t.amount_gbp <> v.amount_gbp
ORDER BY t.file, t.line
