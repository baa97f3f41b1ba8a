-- source: where each area's tile stands on a map of equal tiles
-- grain: area
SELECT
    record,
    area,
    short_name,
    parse_integer("column") AS "column",
    parse_integer("row") AS "row"
FROM extract
