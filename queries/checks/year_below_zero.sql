-- check: The credits of a service in a financial year are not more than its payments
-- severity: look
SELECT package::VARCHAR AS package,
    arg_min({'file': file, 'line': line}, {'amount': amount_gbp, 'file': file, 'line': line}).file
        AS file,
    arg_min({'file': file, 'line': line}, {'amount': amount_gbp, 'file': file, 'line': line}).line
        AS line,
    service || ', ' || financial_year || ': ' || sum(amount_gbp) AS detail
FROM money_line
WHERE family = 'paid'
GROUP BY package, service, financial_year
HAVING sum(amount_gbp) < 0
ORDER BY file, line
