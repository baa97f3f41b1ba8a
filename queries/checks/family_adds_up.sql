-- check: The members of a family of series add up to the family in every year, to the penny
-- severity: must hold
SELECT whole.package::VARCHAR AS package, 'series_value' AS file, NULL::BIGINT AS line,
    whole.series_id || ' ' || whole.financial_year || ': ' || whole.amount_gbp
        || ' against parts of ' || sum(part.amount_gbp) AS detail
FROM series_value AS whole
JOIN series_catalogue AS family
    ON family.package = whole.package
    AND family.series_id = whole.series_id
    AND family.family <> 'published'
    AND family.member IS NULL
JOIN series_value AS part
    ON part.package = whole.package
    AND starts_with(part.series_id, whole.series_id || '/')
    AND part.financial_year = whole.financial_year
GROUP BY whole.package, whole.series_id, whole.financial_year, whole.amount_gbp
HAVING sum(part.amount_gbp) <> whole.amount_gbp
ORDER BY detail
