-- question: How much are commissioning totals, grants and payments for each resident, year by year?
-- grain: series_id, financial_year
-- returns: series_id VARCHAR, title VARCHAR, family VARCHAR, definition VARCHAR, basis VARCHAR,
--   direction VARCHAR, financial_year VARCHAR, amount_gbp DECIMAL(18,2), precision VARCHAR, part_year BOOLEAN,
--   population BIGINT, population_year BIGINT, population_definition VARCHAR,
--   per_resident_gbp DECIMAL(18,2), total_ids VARCHAR, source_url VARCHAR, caution VARCHAR
-- Residents are those of the middle of the financial year, as in growth; a year without a trusted
-- figure has no rate, and none is carried over from another year. A part year has none either.
SELECT
    c.series_id,
    c.title,
    c.family,
    c.definition,
    c.basis,
    c.direction,
    v.financial_year,
    v.amount_gbp,
    v.precision,
    v.part_year,
    population.population,
    population.year AS population_year,
    population.definition AS population_definition,
    CASE WHEN NOT v.part_year THEN v.amount_gbp::DOUBLE / population.population END::DECIMAL(18, 2)
        AS per_resident_gbp,
    parts.total_ids,
    parts.source_url,
    c.caution
FROM series_catalogue AS c
JOIN series_value AS v ON v.package = c.package AND v.series_id = c.series_id
LEFT JOIN series AS s ON s.package = c.package AND s.series_id = c.series_id
LEFT JOIN body_population AS population
    ON population.package = c.package AND population.year = starting_year(v.financial_year)
LEFT JOIN (
    SELECT
        p.package,
        p.series_id,
        p.financial_year,
        string_agg(p.total_id, ' ' ORDER BY p.total_id) AS total_ids,
        arg_min(t.source_url, p.total_id) AS source_url
    FROM series_points AS p
    JOIN spend_totals AS t ON t.package = p.package AND t.total_id = p.total_id
    WHERE p.role = 'component'
    GROUP BY p.package, p.series_id, p.financial_year
) AS parts
    ON parts.package = c.package
    AND parts.series_id = c.series_id
    AND parts.financial_year = v.financial_year
WHERE c.package = $package::VARCHAR
    AND (s.headline = 'yes' OR (c.family = 'published' AND c.direction = 'in') OR c.series_id = 'paid')
    AND ($direction::VARCHAR IS NULL OR c.direction = $direction::VARCHAR)
    AND ($first_year::VARCHAR IS NULL OR v.financial_year >= $first_year::VARCHAR)
    AND ($last_year::VARCHAR IS NULL OR v.financial_year <= $last_year::VARCHAR)
ORDER BY c.series_id, v.financial_year
