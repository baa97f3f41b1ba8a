-- check: A service is not paid ten times as much in a month as in the months on either side of it
-- severity: look
-- The months on either side are the nearest with payments, at most three months away, so that a
-- grant paid by quarter is held against the quarters beside it.
WITH months AS (
    SELECT package, service, month, sum(amount_gbp) AS net_gbp,
        arg_max({'file': file, 'line': line}, {'amount': amount_gbp, 'file': file, 'line': line})
            AS largest
    FROM money_line
    WHERE family = 'paid'
    GROUP BY package, service, month
    HAVING sum(amount_gbp) > 0
),

beside AS (
    SELECT *, lag(month) OVER around AS month_before, lag(net_gbp) OVER around AS before_gbp,
        lead(month) OVER around AS month_after, lead(net_gbp) OVER around AS after_gbp
    FROM months
    WINDOW around AS (PARTITION BY package, service ORDER BY month)
)

SELECT package::VARCHAR AS package, largest.file AS file, largest.line AS line,
    service || ': ' || net_gbp || ' in ' || strftime(month, '%Y-%m') || ', against ' || before_gbp
        || ' in ' || strftime(month_before, '%Y-%m') || ' and ' || after_gbp || ' in '
        || strftime(month_after, '%Y-%m') AS detail
FROM beside
WHERE net_gbp >= 10 * greatest(before_gbp, after_gbp)
    AND date_diff('month', month_before, month) <= 3
    AND date_diff('month', month, month_after) <= 3
ORDER BY file, line
