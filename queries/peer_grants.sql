-- question: What did one fund give each area in one year, and how much is that a head?
-- grain: published_area
-- returns: published_area VARCHAR, area VARCHAR, own BOOLEAN, fund VARCHAR, funder VARCHAR,
--   financial_year VARCHAR, amount_gbp DECIMAL(18,2), precision VARCHAR, population BIGINT,
--   population_year BIGINT, per_head_gbp DECIMAL(18,4), note VARCHAR, area_note VARCHAR,
--   source_url VARCHAR, population_source_url VARCHAR, areas_found BIGINT, areas_in_all BIGINT,
--   extract_row VARCHAR
-- One fund and one year at a time: funds overlap, so they are never added. Residents are the latest
-- trusted figure up to the year of the grant. No rank: the order is by name. A package whose body is
-- none of the areas has no rows.
SELECT
    g.published_area,
    g.area,
    g.area_code IS NOT DISTINCT FROM body.value AS own,
    g.fund,
    g.funder,
    g.financial_year,
    g.amount_gbp,
    g.precision,
    g.population,
    g.population_year,
    -- A head is pennies in some funds, so two decimal places would blur them.
    (g.amount_gbp::DOUBLE / nullif(g.population, 0))::DECIMAL(18, 4) AS per_head_gbp,
    g.note,
    g.area_note,
    g.source_url,
    g.population_source_url,
    (
        SELECT count(DISTINCT other.area)
        FROM peer_grant AS other
        WHERE other.fund = g.fund AND other.financial_year = g.financial_year
    ) AS areas_found,
    (SELECT count(DISTINCT area) FROM area_names WHERE kind = 'area') AS areas_in_all,
    g.file || ', row ' || g.line AS extract_row
FROM peer_grant AS g
JOIN package_about AS body ON body.package = $package::VARCHAR AND body.key = 'body.area_code'
WHERE g.fund = $fund::VARCHAR
    AND g.financial_year = $financial_year::VARCHAR
    AND body.value IN (SELECT area_code FROM area_names WHERE kind = 'area' AND area_code <> '')
ORDER BY g.area, g.published_area
