-- view: the amount of every series in every year it has one
-- grain: package, series_id, financial_year
WITH published AS (
    SELECT
        p.package,
        p.series_id,
        p.financial_year,
        sum(t.amount_gbp) FILTER (WHERE p.role = 'component') AS amount_gbp,
        count(*) FILTER (WHERE p.role = 'component') AS components,
        count(*) FILTER (WHERE p.role = 'corroboration') AS corroborations,
        -- The coarsest rounding among the parts is the rounding of their sum.
        arg_max(
            t.precision::VARCHAR,
            list_position(
                ['exact', 'rounded', 'rounded_0.1m', 'rounded_1m', 'rounded_100m'],
                t.precision::VARCHAR
            )
        ) FILTER (WHERE p.role = 'component') AS precision
    FROM series_points AS p
    JOIN spend_totals AS t ON t.package = p.package AND t.total_id = p.total_id
    GROUP BY ALL
),

ledger_days AS (
    SELECT
        package,
        date_trunc('month', min(payment_date)) AS first_month,
        last_day(max(payment_date)) AS last_month
    FROM spend_lines
    GROUP BY package
),

members AS (
    SELECT
        package,
        family,
        CASE family WHEN 'grants' THEN funder ELSE programme END AS member,
        financial_year,
        amount_gbp,
        lines
    FROM money_year
)

SELECT
    package,
    series_id,
    financial_year,
    amount_gbp::DECIMAL(18, 2) AS amount_gbp,
    components,
    corroborations,
    precision,
    false AS part_year
FROM published
WHERE amount_gbp IS NOT NULL
UNION ALL
SELECT
    m.package,
    m.family || CASE WHEN grouping(m.member) = 1 THEN '' ELSE '/' || m.member END AS series_id,
    m.financial_year,
    sum(m.amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    sum(m.lines)::BIGINT AS components,
    0 AS corroborations,
    'exact' AS precision,
    m.family = 'paid' AND coalesce(
        any_value(l.first_month) > first_day(m.financial_year)
        OR any_value(l.last_month) < last_day_of(m.financial_year),
        false
    ) AS part_year
FROM members AS m
LEFT JOIN ledger_days AS l ON l.package = m.package AND m.family = 'paid'
GROUP BY GROUPING SETS (
    (m.package, m.family, m.financial_year),
    (m.package, m.family, m.financial_year, m.member)
)
ORDER BY package, series_id, financial_year
