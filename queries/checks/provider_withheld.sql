-- check: A payment, contract or decision names the provider
-- severity: look
SELECT package::VARCHAR AS package, file, line,
    reference || ': ' || amount_gbp || ' to “' || provider || '”' AS detail
FROM (
    SELECT package, file, line, line_id AS reference, amount_gbp, provider FROM spend_lines
    UNION ALL
    SELECT package, file, line, contract_id, amount_gbp, provider FROM contracts
    UNION ALL
    SELECT package, file, line, decision_ref, amount_gbp, provider FROM decisions
)
WHERE names_nobody(provider)
ORDER BY file, line
