-- check: A decision's amount is above zero
-- severity: look
SELECT package::VARCHAR AS package, file, line, decision_ref || ': ' || amount_gbp AS detail
FROM decisions
WHERE amount_gbp <= 0
ORDER BY file, line
