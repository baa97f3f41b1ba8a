-- question: Which financial years does each basis cover, and how much of each?
-- grain: family, financial_year
-- returns: family VARCHAR, financial_year VARCHAR, amount_gbp DECIMAL(18,2), lines BIGINT,
--   months INTEGER, part_year BOOLEAN, last_month DATE
-- months counts from April and is 12 where the record is not by month; last_month is the last month
-- of a year that is not whole.
SELECT
    family.name AS family,
    covered.financial_year,
    covered.amount_gbp,
    covered.lines,
    covered.months::INTEGER AS months,
    covered.months < 12 AS part_year,
    CASE
        WHEN covered.months BETWEEN 1 AND 11
        THEN (first_day(covered.financial_year) + to_months(covered.months::INTEGER - 1))::DATE
    END AS last_month
FROM (VALUES ('paid'), ('contracts'), ('decisions'), ('grants')) AS family (name)
CROSS JOIN LATERAL (SELECT * FROM months_covered($package::VARCHAR, family.name)) AS covered
ORDER BY list_position(['paid', 'contracts', 'decisions', 'grants'], family.name), covered.financial_year
