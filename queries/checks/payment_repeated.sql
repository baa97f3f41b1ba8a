-- check: No two payments have one provider, service, area, invoice and amount
-- severity: look
SELECT package::VARCHAR AS package, file, line,
    line_id || ': ' || amount_gbp || ' to ' || provider || ' on invoice ' || invoice_ref
        || ', as on line ' || first_value(line) OVER same || ' of ' || first_value(file) OVER same
        AS detail
FROM spend_lines
WHERE invoice_ref IS NOT NULL AND amount_gbp > 0
WINDOW same AS (
    PARTITION BY package, provider, service_id, area, invoice_ref, amount_gbp, basis, direction
    ORDER BY file, line
)
QUALIFY row_number() OVER same > 1
ORDER BY file, line
