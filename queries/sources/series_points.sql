-- source: which published totals make up a year of a series
-- grain: series_id, total_id
SELECT
    record,
    series_id,
    parse_financial_year(financial_year) AS financial_year,
    total_id,
    role
FROM extract
