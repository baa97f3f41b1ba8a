-- check: A decision to spend names who is to be paid
-- severity: look
SELECT package::VARCHAR AS package, file, line, decision_ref || ': ' || service AS detail
FROM decisions
WHERE direction = 'out' AND provider IS NULL
ORDER BY file, line
