-- step: the last total that one sheet gives of itself
SELECT line, amount_gbp
FROM outcome
WHERE sheet = $sheet AND starts_with(reason, 'a total') AND amount_gbp IS NOT NULL
ORDER BY line DESC
LIMIT 1
