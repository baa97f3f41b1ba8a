-- source: which area each name in the extracts of grants means
-- grain: published_area
SELECT
    record,
    published_area,
    area,
    kind,
    force_area,
    area_code,
    note
FROM extract
