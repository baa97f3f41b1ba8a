-- Payments in order of date, one in fifty a credit; a few have no reference of an invoice.
SELECT
    'L' || lpad(line.number::VARCHAR, 9, '0') AS line_id,
    line.day AS payment_date,
    a.service_id,
    service_name(a.service, line.day) AS service,
    a.programme,
    a.provider,
    a.area,
    a.funder AS funding_source,
    a.instrument,
    'paid' AS basis,
    'out' AS direction,
    (
        CASE WHEN draw(line.number, 'credit') < 0.02 THEN -1 ELSE 1 END
        * exp(7.5 + 1.6 * normal(line.number, 'amount'))
    )::DECIMAL(18, 2) AS amount_gbp,
    CASE WHEN draw(line.number, 'invoice') < 0.95 THEN 'INV' || line.number END AS invoice_ref,
    CASE WHEN draw(line.number, 'note') < 0.01 THEN 'Adjusted' END AS note,
    CASE WHEN draw(line.number, 'tax') < 0.9 THEN 'net' ELSE 'unknown' END AS vat_basis,
    'V' || substr(a.provider, 10) AS provider_ref
FROM (
    SELECT
        number,
        day_of(number::DOUBLE / getvariable('lines')) AS day,
        floor(
            getvariable('agreements') * (
                0.7 * number::DOUBLE / getvariable('lines') + 0.3 * pow(draw(number, 'agreement'), 1.4)
            )
        )::BIGINT AS agreement
    FROM range(getvariable('lines')) AS every (number)
) AS line
JOIN agreements AS a ON a.number = line.agreement
ORDER BY line.number
