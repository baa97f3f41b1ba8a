-- view: what each family comes to in a financial year, with the records it is made of and the months of
--   the year in which there is any
-- grain: package, family, financial_year
-- months_covered are the months of the year, from April, that the family's first month to its last hold:
-- 12 for a whole year, 0 when they do not begin with April. A family without months covers every year
-- it has.
WITH years AS (
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
)

SELECT
    *,
    CASE
        WHEN max(last_month) OVER of_family IS NULL THEN 12
        WHEN min(first_month) OVER of_family > first_day(financial_year) THEN 0
        ELSE least(
            12, 1 + date_diff('month', first_day(financial_year), max(last_month) OVER of_family)
        )
    END AS months_covered
FROM years
WINDOW of_family AS (PARTITION BY package, family)
ORDER BY package, family, financial_year
