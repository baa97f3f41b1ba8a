-- source: GDP deflators at market prices by financial year
-- grain: financial_year
SELECT
    record,
    parse_financial_year(financial_year) AS financial_year,
    parse_number(index) AS index,
    base_year,
    parse_date(publication_date) AS publication_date,
    parse_url(source_url) AS source_url,
    status,
    parse_url(cross_check_url) AS cross_check_url,
    note
FROM extract
