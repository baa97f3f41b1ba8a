-- step: what would be loaded for each financial year
SELECT
    coalesce(financial_year_of(coalesce(date_day, start_day)), 'no date') AS financial_year,
    count(*) AS rows,
    coalesce(sum(amount_gbp), 0)::DECIMAL(38, 2) AS pounds
FROM loaded
GROUP BY 1
ORDER BY 1
