-- view: what each family comes to in a financial year, with the records it is made of and the months of
--   the year in which there is any
-- grain: package, family, financial_year
SELECT
    package,
    family,
    financial_year,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    count(*) AS lines,
    count(DISTINCT reference) AS records,
    min(month) AS first_month,
    max(month) AS last_month
FROM money_line
GROUP BY package, family, financial_year
ORDER BY package, family, financial_year
