-- view: the lines that make up each family of derived series, with the year their money falls in
-- grain: none, a row a line and year
SELECT
    package,
    CASE direction WHEN 'out' THEN 'decisions' ELSE 'grants' END AS family,
    CASE direction WHEN 'out' THEN programme ELSE coalesce(funding_source, 'Not stated') END
        AS member,
    financial_year,
    amount_gbp
FROM decision_year
WHERE counted AND NOT open_ended
UNION ALL
SELECT
    package,
    'paid' AS family,
    programme AS member,
    financial_year_of(payment_date) AS financial_year,
    amount_gbp
FROM spend_lines
WHERE basis = 'paid' AND direction = 'out'
