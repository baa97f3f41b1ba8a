-- question: Which funds and years have published grants to areas, and to how many of them?
-- grain: fund, financial_year
-- returns: fund VARCHAR, funder VARCHAR, financial_year VARCHAR, areas_found BIGINT,
--   areas_with_population BIGINT, areas_in_all BIGINT, own_found BOOLEAN
-- The fund and year with most areas comes first. A package whose body is none of the areas has no
-- peers and no rows. An area that was not found is not known to have had nothing.
SELECT
    g.fund,
    g.funder,
    g.financial_year,
    count(DISTINCT g.area) AS areas_found,
    count(DISTINCT g.area) FILTER (WHERE g.population IS NOT NULL) AS areas_with_population,
    (SELECT count(DISTINCT area) FROM area_names WHERE kind = 'area') AS areas_in_all,
    bool_or(g.area_code IS NOT DISTINCT FROM body.value) AS own_found
FROM peer_grant AS g
JOIN package_about AS body ON body.package = $package::VARCHAR AND body.key = 'body.area_code'
WHERE body.value IN (SELECT area_code FROM area_names WHERE kind = 'area' AND area_code <> '')
GROUP BY g.fund, g.funder, g.financial_year
ORDER BY areas_found DESC, g.financial_year DESC, g.fund
