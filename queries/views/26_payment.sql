-- view: the payments above zero with what they can be chosen by, sorted by size
-- grain: none, a row a payment
SELECT
    package,
    size_step(amount_gbp) AS step,
    small_size_step(amount_gbp) AS small_step,
    amount_gbp,
    financial_year,
    programme,
    service,
    provider,
    area,
    funder
FROM money_line
WHERE family = 'paid' AND amount_gbp > 0
ORDER BY package, small_step, financial_year
