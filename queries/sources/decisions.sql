-- source: decisions that approve, accept or transfer money, a row a decision, service and financial year
-- grain: decision_ref, decision_line
SELECT
    record,
    decision_ref,
    parse_integer(decision_line) AS decision_line,
    title,
    parse_date(date_signed) AS date_signed,
    service,
    scope,
    programme,
    provider,
    funding_source,
    instrument,
    direction,
    parse_financial_year(financial_year) AS financial_year,
    parse_integer(start_year) AS start_year,
    parse_integer(end_year) AS end_year,
    parse_money(amount_gbp) AS amount_gbp,
    amount_basis,
    lower(is_new_money) AS is_new_money,
    parse_url(source_url) AS source_url,
    note
FROM extract
