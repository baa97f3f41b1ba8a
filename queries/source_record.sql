-- question: Where does a published total come from?
-- grain: total_id
-- returns: total_id VARCHAR, financial_year VARCHAR, last_financial_year VARCHAR,
--   organisation VARCHAR, measure VARCHAR, amount_gbp DECIMAL(18,2), basis VARCHAR,
--   precision VARCHAR, scope_note VARCHAR, source_title VARCHAR, source_paragraph VARCHAR,
--   source_url VARCHAR, source_date VARCHAR, series VARCHAR, file VARCHAR, line BIGINT
SELECT
    t.total_id,
    t.financial_year,
    t.last_financial_year,
    t.organisation,
    t.measure,
    t.amount_gbp,
    t.basis::VARCHAR AS basis,
    t.precision::VARCHAR AS precision,
    t.scope_note,
    t.source_title,
    t.source_paragraph,
    t.source_url,
    t.source_date,
    string_agg(
        s.title || CASE p.role WHEN 'corroboration' THEN ' (corroborates)' ELSE '' END,
        '; ' ORDER BY s.series_id
    ) AS series,
    t.file,
    t.line
FROM spend_totals AS t
LEFT JOIN series_points AS p ON p.package = t.package AND p.total_id = t.total_id
LEFT JOIN series AS s ON s.package = p.package AND s.series_id = p.series_id
WHERE t.package = $package::VARCHAR
    AND ($total_ids::VARCHAR[] IS NULL OR list_contains($total_ids::VARCHAR[], t.total_id))
    AND ($series_id::VARCHAR IS NULL OR p.series_id = $series_id::VARCHAR)
GROUP BY ALL
ORDER BY t.line
