-- view: how many lines of a ledger each month has, and how many of them can be followed home
-- grain: package, month
-- A line is complete when it names its provider and gives an invoice reference. A month between
-- the first and the last that has no line is there, with none.
WITH lines AS (
    SELECT
        package,
        date_trunc('month', payment_date)::DATE AS month,
        count(*) AS lines,
        count(*) FILTER (names_nobody(provider)) AS withheld,
        count(*) FILTER (invoice_ref IS NULL) AS without_invoice,
        count(*) FILTER (NOT names_nobody(provider) AND invoice_ref IS NOT NULL) AS complete
    FROM spend_lines
    GROUP BY ALL
),

months AS (
    SELECT package, unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH))::DATE AS month
    FROM lines
    GROUP BY package
)

SELECT
    m.package,
    m.month,
    coalesce(l.lines, 0) AS lines,
    coalesce(l.complete, 0) AS complete,
    coalesce(l.withheld, 0) AS withheld,
    coalesce(l.without_invoice, 0) AS without_invoice
FROM months AS m
LEFT JOIN lines AS l ON l.package = m.package AND l.month = m.month
ORDER BY m.package, m.month
