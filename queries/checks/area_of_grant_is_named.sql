-- check: Every area that a grant is published for is in the extract of names of areas
-- severity: look
SELECT g.package, g.file, g.line, g.area || ' is not named' AS detail
FROM (
    SELECT package::VARCHAR AS package, file, line, pcc_area AS area FROM pcc_victims_allocations
    UNION ALL
    SELECT package::VARCHAR AS package, file, line, area FROM serious_violence_allocations
) AS g
LEFT JOIN area_names AS n ON n.package::VARCHAR = g.package AND n.published_area = g.area
WHERE n.published_area IS NULL
ORDER BY g.file, g.line
