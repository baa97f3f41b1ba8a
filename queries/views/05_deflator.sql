-- view: one deflator a financial year
-- grain: financial_year
SELECT financial_year, index, base_year, status, publication_date, source_url
FROM gdp_deflator
QUALIFY row_number() OVER (PARTITION BY financial_year ORDER BY package, line) = 1
ORDER BY financial_year
