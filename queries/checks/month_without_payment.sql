-- check: Every month between the first and the last of a ledger has a payment
-- severity: look
SELECT package::VARCHAR AS package, file, line,
    'No payment from ' || strftime(payment_date_before, '%Y-%m-%d') || ' to '
        || strftime(payment_date, '%Y-%m-%d') AS detail
FROM (
    SELECT package, file, line, payment_date,
        lag(payment_date) OVER (PARTITION BY package ORDER BY payment_date, file, line)
            AS payment_date_before
    FROM spend_lines
)
WHERE date_diff('month', payment_date_before, payment_date) > 1
ORDER BY file, line
