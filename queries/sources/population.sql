-- source: residents by area and calendar year
-- grain: area_code, year, definition
SELECT
    record,
    parse_integer(year) AS year,
    area_code,
    area,
    parse_integer(population) AS population,
    parse_url(source_url) AS source_url,
    definition,
    trust,
    note
FROM extract
