-- view: trusted residents of each area that grants are published for, a figure a calendar year; no
--   later year than the force areas have, so that all are counted on one series
-- grain: area, year
WITH counted AS (
    SELECT n.area, f.year, f.population, f.source_url, f.line
    FROM (SELECT DISTINCT package, area, force_area FROM area_names WHERE kind = 'area') AS n
    JOIN police_force_areas AS f
        ON f.package = n.package AND f.police_force_area = n.force_area AND f.trust = 'ok'
    UNION ALL
    SELECT n.area, p.year, p.population, p.source_url, p.line
    FROM (SELECT DISTINCT package, area, area_code FROM area_names WHERE kind = 'area') AS n
    JOIN population AS p
        ON p.package = n.package AND p.area_code = n.area_code AND p.trust = 'ok'
    WHERE p.year <= (SELECT max(year) FROM police_force_areas WHERE trust = 'ok')
)

SELECT
    area,
    year,
    arg_min(population, line) AS population,
    arg_min(source_url, line) AS source_url
FROM counted
GROUP BY area, year
ORDER BY area, year
