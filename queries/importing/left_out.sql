-- step: every row that is left out
SELECT sheet, line, reason, amount_gbp
FROM outcome
WHERE outcome = 'excluded'
ORDER BY sheet, line
LIMIT $limit::BIGINT
