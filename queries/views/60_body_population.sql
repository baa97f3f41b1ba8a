-- view: residents of the area each package's body serves, one trusted figure a calendar year; the
--   mid-year of a financial year falls in the calendar year it starts in
-- grain: package, year
SELECT
    body.package,
    p.year,
    arg_min(p.population, p.line) AS population,
    arg_min(p.definition, p.line) AS definition
FROM package_about AS body
JOIN population AS p ON p.area_code = body.value AND p.trust = 'ok'
WHERE body.key = 'body.area_code'
GROUP BY body.package, p.year
