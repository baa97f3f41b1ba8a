-- source: published totals, budgets, grants and variances
-- grain: total_id
SELECT
    record,
    total_id,
    parse_financial_year(financial_year) AS financial_year,
    parse_financial_year(last_financial_year) AS last_financial_year,
    organisation,
    measure,
    parse_money(amount_gbp) AS amount_gbp,
    basis,
    precision,
    scope_note,
    source_title,
    source_paragraph,
    parse_url(source_url) AS source_url,
    parse_partial_date(source_date) AS source_date
FROM extract
