-- source: grants against serious violence by police area
-- grain: financial_year, area, fund
SELECT
    record,
    parse_financial_year(financial_year) AS financial_year,
    area,
    parse_money(amount_gbp) AS amount_gbp,
    fund,
    parse_url(source_url) AS source_url,
    precision,
    note
FROM extract
