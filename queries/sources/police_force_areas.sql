-- source: residents by police force area
-- grain: year, police_force_area
SELECT
    record,
    parse_integer(year) AS year,
    police_force_area,
    parse_integer(population) AS population,
    parse_url(source_url) AS source_url,
    trust,
    note
FROM extract
