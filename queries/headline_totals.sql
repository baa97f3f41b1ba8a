-- question: What totals of commissioned services has the body published, and on which definitions?
-- grain: total_id
-- returns: financial_year VARCHAR, series_id VARCHAR, title VARCHAR, definition VARCHAR,
--   basis VARCHAR, amount_gbp DECIMAL(18,2), precision VARCHAR, total_id VARCHAR,
--   source_title VARCHAR, source_paragraph VARCHAR, source_url VARCHAR, source_date VARCHAR,
--   scope_note VARCHAR, corroborations BIGINT, file VARCHAR, line BIGINT
SELECT
    t.financial_year,
    s.series_id,
    s.title,
    s.definition,
    t.basis::VARCHAR AS basis,
    t.amount_gbp,
    t.precision::VARCHAR AS precision,
    t.total_id,
    t.source_title,
    t.source_paragraph,
    t.source_url,
    t.source_date,
    t.scope_note,
    (
        SELECT count(*)
        FROM series_points AS other
        WHERE other.package = p.package
            AND other.series_id = p.series_id
            AND other.financial_year = p.financial_year
            AND other.role = 'corroboration'
    ) AS corroborations,
    t.file,
    t.line
FROM series AS s
JOIN series_points AS p
    ON p.package = s.package AND p.series_id = s.series_id AND p.role = 'component'
JOIN spend_totals AS t ON t.package = p.package AND t.total_id = p.total_id
WHERE s.package = $package::VARCHAR AND s.headline = 'yes'
    AND ($first_year::VARCHAR IS NULL OR t.financial_year >= $first_year::VARCHAR)
    AND ($last_year::VARCHAR IS NULL OR t.financial_year <= $last_year::VARCHAR)
ORDER BY t.financial_year, t.amount_gbp, t.total_id
