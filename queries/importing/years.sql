-- step: what would be loaded into each extract for each financial year
-- Payments, awards and contract values are never added to each other.
SELECT
    resource,
    coalesce(financial_year_of(coalesce(date_day, start_day)), 'no date') AS financial_year,
    count(*) AS rows,
    coalesce(sum(amount_gbp), 0)::DECIMAL(38, 2) AS pounds
FROM loaded
GROUP BY ALL
ORDER BY resource, financial_year
