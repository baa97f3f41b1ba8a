-- step: how many rows of one sheet are left out for each reason
SELECT
    regexp_replace(reason, 'line \d+', 'another line') AS reason,
    count(*) AS rows,
    coalesce(sum(amount_gbp), 0)::DECIMAL(38, 2) AS pounds,
    min(line) AS first_line
FROM outcome
WHERE sheet = $sheet AND outcome = 'excluded'
GROUP BY 1
ORDER BY first_line, reason
