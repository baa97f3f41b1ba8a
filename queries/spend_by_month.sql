-- question: What was paid each month, before and after credits?
-- grain: month
-- returns: month DATE, financial_year VARCHAR, gross_gbp DECIMAL(18,2), credits_gbp DECIMAL(18,2),
--   amount_gbp DECIMAL(18,2), lines BIGINT, credit_lines BIGINT, to_date_gbp DECIMAL(18,2),
--   year_before_to_date_gbp DECIMAL(18,2), to_date_growth_percent DOUBLE
-- Every month from the ledger's first to its last, with nothing where nothing was paid. to_date adds
-- up from April; growth is on the same months of the year before, and NULL where the ledger does not
-- hold them all or they come to nothing or less.
WITH ledger AS (
    SELECT min(first_month) AS first_month, max(last_month) AS last_month
    FROM family_year
    WHERE package = $package::VARCHAR AND family = 'paid'
),

months AS (
    SELECT unnest(generate_series(first_month, last_month, INTERVAL 1 MONTH))::DATE AS month
    FROM ledger
),

-- Where no provider is chosen, the sums by service will do; the branch that is not asked is not read.
chosen AS (
    SELECT month, gross_gbp, credits_gbp, amount_gbp, lines, credit_lines
    FROM service_month
    WHERE $providers::VARCHAR[] IS NULL
        AND package = $package::VARCHAR
        AND family = 'paid'
        AND ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], programme))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
    UNION ALL
    SELECT month, gross_gbp, credits_gbp, amount_gbp, lines, credit_lines
    FROM monthly_money(
        $package::VARCHAR, 'paid', 'service', $programmes::VARCHAR[], $services::VARCHAR[],
        $providers::VARCHAR[]
    )
    WHERE $providers::VARCHAR[] IS NOT NULL
),

paid AS (
    SELECT
        month,
        sum(gross_gbp) AS gross,
        sum(credits_gbp) AS credits,
        sum(amount_gbp) AS amount,
        sum(lines) AS lines,
        sum(credit_lines) AS credit_lines
    FROM chosen
    GROUP BY month
),

monthly AS (
    SELECT
        m.month,
        financial_year_of(m.month) AS financial_year,
        coalesce(paid.gross, 0) AS gross,
        coalesce(paid.credits, 0) AS credits,
        coalesce(paid.amount, 0) AS amount,
        coalesce(paid.lines, 0)::BIGINT AS lines,
        coalesce(paid.credit_lines, 0)::BIGINT AS credit_lines
    FROM months AS m
    LEFT JOIN paid ON paid.month = m.month
),

to_date AS (
    SELECT
        *,
        CASE
            WHEN first_day(financial_year) >= ledger.first_month
            THEN sum(amount) OVER (PARTITION BY financial_year ORDER BY month)
        END AS amount_to_date
    FROM monthly
    CROSS JOIN ledger
)

SELECT
    t.month,
    t.financial_year,
    t.gross::DECIMAL(18, 2) AS gross_gbp,
    t.credits::DECIMAL(18, 2) AS credits_gbp,
    t.amount::DECIMAL(18, 2) AS amount_gbp,
    t.lines,
    t.credit_lines,
    t.amount_to_date::DECIMAL(18, 2) AS to_date_gbp,
    before.amount_to_date::DECIMAL(18, 2) AS year_before_to_date_gbp,
    CASE
        WHEN before.amount_to_date > 0
        THEN 100 * (t.amount_to_date - before.amount_to_date)::DOUBLE / before.amount_to_date::DOUBLE
    END AS to_date_growth_percent
FROM to_date AS t
LEFT JOIN to_date AS before ON before.month = t.month - INTERVAL 1 YEAR
WHERE ($first_year::VARCHAR IS NULL OR t.financial_year >= $first_year::VARCHAR)
    AND ($last_year::VARCHAR IS NULL OR t.financial_year <= $last_year::VARCHAR)
ORDER BY t.month
