-- check: A decision says which years its money is for
-- severity: look
SELECT package::VARCHAR AS package, file, line,
    decision_ref || ': ' || lower(dating) || ', ' || amount_gbp AS detail
FROM decision_award
WHERE dating IN ('No date', 'Start only')
ORDER BY file, line
