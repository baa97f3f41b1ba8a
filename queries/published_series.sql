-- question: How has each published series moved, year by year, each on its own definition?
-- grain: series_id, financial_year
-- returns: series_id VARCHAR, title VARCHAR, definition VARCHAR, basis VARCHAR, direction VARCHAR,
--   financial_year VARCHAR, amount_gbp DECIMAL(18,2), components BIGINT, corroborations BIGINT,
--   precision VARCHAR, joined BOOLEAN, caution VARCHAR
SELECT
    c.series_id,
    c.title,
    c.definition,
    c.basis,
    c.direction,
    v.financial_year,
    v.amount_gbp,
    v.components,
    v.corroborations,
    v.precision,
    c.joined AND EXISTS (
        SELECT 1
        FROM series_value AS prior
        WHERE prior.package = v.package
            AND prior.series_id = v.series_id
            AND starting_year(prior.financial_year) = starting_year(v.financial_year) - 1
    ) AS joined,
    c.caution
FROM series_catalogue AS c
JOIN series_value AS v ON v.package = c.package AND v.series_id = c.series_id
WHERE c.package = $package::VARCHAR
    AND c.family = 'published'
    AND ($series_ids::VARCHAR[] IS NULL OR list_contains($series_ids::VARCHAR[], c.series_id))
ORDER BY c.series_id, v.financial_year
