-- source: grants for victims' services by Police and Crime Commissioner area
-- grain: financial_year, pcc_area, fund
SELECT
    record,
    parse_financial_year(financial_year) AS financial_year,
    pcc_area,
    parse_money(amount_gbp) AS amount_gbp,
    fund,
    parse_url(source_url) AS source_url,
    precision,
    note
FROM extract
