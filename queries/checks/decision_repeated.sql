-- check: No two decisions that count have one service, provider, funder, period and amount
-- severity: look
SELECT package::VARCHAR AS package, file, line,
    decision_ref || ': ' || amount_gbp || ' for ' || service || ', as in '
        || first_value(decision_ref) OVER same || ' on line ' || first_value(line) OVER same
        AS detail
FROM decision_award
WHERE counted AND provider IS NOT NULL AND dating IN ('Year stated', 'Period stated')
WINDOW same AS (
    PARTITION BY package, service, provider, funding_source, direction, amount_basis, first_day,
        last_day, amount_gbp
    ORDER BY file, line
)
QUALIFY row_number() OVER same > 1
ORDER BY file, line
