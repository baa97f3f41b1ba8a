-- source: amounts paid, a row a payment or credit
-- grain: line_id
SELECT
    record,
    line_id,
    parse_date(payment_date) AS payment_date,
    service_id,
    service,
    programme,
    provider,
    area,
    funding_source,
    instrument,
    basis,
    direction,
    parse_money(amount_gbp) AS amount_gbp,
    invoice_ref,
    note,
    vat_basis,
    provider_ref,
    source_file,
    parse_integer(source_line) AS source_line
FROM extract
