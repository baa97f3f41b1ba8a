-- check: A pair of totals marked as compatible is for the same years and on the same basis
-- severity: look
SELECT p.package::VARCHAR AS package, p.file, p.line,
    p.pair_id || ': ' || concat_ws(' to ', part.financial_year, part.last_financial_year) || ', '
        || part.basis || ' over '
        || concat_ws(' to ', whole.financial_year, whole.last_financial_year) || ', ' || whole.basis
        AS detail
FROM share_pairs AS p
JOIN spend_totals AS part ON part.package = p.package AND part.total_id = p.part_total_id
JOIN spend_totals AS whole ON whole.package = p.package AND whole.total_id = p.whole_total_id
WHERE p.compatible = 'yes'
    AND (
        part.basis::VARCHAR <> whole.basis::VARCHAR
        OR part.financial_year <> whole.financial_year
        OR part.last_financial_year IS DISTINCT FROM whole.last_financial_year
    )
ORDER BY p.file, p.line
