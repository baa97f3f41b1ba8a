-- question: How large are the awards or payments, and how much of the money is in large ones?
-- grain: band
-- returns: band INTEGER, from_gbp DECIMAL(18,2), below_gbp DECIMAL(18,2), entries BIGINT,
--   amount_gbp DECIMAL(18,2), entries_percent DOUBLE, amount_percent DOUBLE,
--   median_gbp DECIMAL(18,2), largest_gbp DECIMAL(18,2)
-- An entry of an award is what one decision or contract gives one service in the years asked for; of
-- the ledger it is a payment. Credits are no entries. The last band has no upper end. The median and
-- the largest are of all entries.
-- Payments are counted by size and not one by one; the median is then looked for on the one step of
-- sizes that holds it, and there on the one small step.
WITH awards AS (
    SELECT sum(amount_gbp) AS amount
    FROM selected_lines(
        $package::VARCHAR, $family::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR, $programmes::VARCHAR[],
        $services::VARCHAR[], $providers::VARCHAR[], $areas::VARCHAR[], $funders::VARCHAR[]
    )
    WHERE $family::VARCHAR <> 'paid'
    GROUP BY reference, service
    HAVING sum(amount_gbp) > 0
),

payments AS (
    SELECT
        band,
        step,
        sum(payments) AS entries,
        sum(amount_gbp) AS amount,
        max(largest_gbp) AS largest
    FROM selected_sizes(
        $package::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR, $programmes::VARCHAR[],
        $services::VARCHAR[], $providers::VARCHAR[], $areas::VARCHAR[], $funders::VARCHAR[]
    )
    WHERE $family::VARCHAR = 'paid'
    GROUP BY band, step
),

-- The step that holds the middle payment, and which of the step's payments that is.
middle AS (
    SELECT step, (of_all + 1) // 2 - (up_to - entries) AS place
    FROM (
        SELECT
            step,
            sum(entries) AS entries,
            sum(sum(entries)) OVER (ORDER BY step) AS up_to,
            sum(sum(entries)) OVER () AS of_all
        FROM payments
        GROUP BY step
    )
    WHERE (of_all + 1) // 2 BETWEEN up_to - entries + 1 AND up_to
),

middle_small_step AS (
    SELECT small_step, place - (up_to - entries) AS place
    FROM (
        SELECT
            small_step,
            any_value(place) AS place,
            count(*) AS entries,
            sum(count(*)) OVER (ORDER BY small_step) AS up_to
        FROM selected_payments(
            $package::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR, $programmes::VARCHAR[],
            $services::VARCHAR[], $providers::VARCHAR[], $areas::VARCHAR[], $funders::VARCHAR[]
        )
        JOIN middle USING (step)
        GROUP BY small_step
    )
    WHERE place BETWEEN up_to - entries + 1 AND up_to
),

middle_payments AS (
    SELECT amount_gbp, any_value(place) AS place, sum(count(*)) OVER (ORDER BY amount_gbp) AS up_to
    FROM selected_payments(
        $package::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR, $programmes::VARCHAR[],
        $services::VARCHAR[], $providers::VARCHAR[], $areas::VARCHAR[], $funders::VARCHAR[]
    )
    JOIN middle_small_step USING (small_step)
    GROUP BY amount_gbp
),

sizes AS (
    SELECT
        size_band(amount) AS band,
        count(*) AS entries,
        sum(amount) AS amount
    FROM awards
    GROUP BY ALL
    UNION ALL
    SELECT band, sum(entries)::BIGINT, sum(amount)
    FROM payments
    GROUP BY band
),

whole AS (
    SELECT count(*) AS entries, sum(amount) AS amount, quantile_disc(amount, 0.5) AS median,
        max(amount) AS largest
    FROM awards
    HAVING count(*) > 0
    UNION ALL
    SELECT
        sum(entries),
        sum(amount),
        (SELECT min(amount_gbp) FROM middle_payments WHERE up_to >= place),
        max(largest)
    FROM payments
    HAVING sum(entries) > 0
),

bands AS (
    SELECT
        row_number() OVER (ORDER BY lower)::INTEGER AS band,
        lower,
        lead(lower) OVER (ORDER BY lower) AS upper
    FROM (SELECT unnest([0, 10000, 50000, 100000, 250000, 500000, 1000000, 5000000, 10000000]) AS lower)
)

SELECT
    b.band,
    b.lower::DECIMAL(18, 2) AS from_gbp,
    b.upper::DECIMAL(18, 2) AS below_gbp,
    coalesce(s.entries, 0) AS entries,
    coalesce(s.amount, 0)::DECIMAL(18, 2) AS amount_gbp,
    100.0::DOUBLE * coalesce(s.entries, 0) / whole.entries AS entries_percent,
    100 * coalesce(s.amount, 0)::DOUBLE / whole.amount::DOUBLE AS amount_percent,
    whole.median::DECIMAL(18, 2) AS median_gbp,
    whole.largest::DECIMAL(18, 2) AS largest_gbp
FROM whole
CROSS JOIN bands AS b
LEFT JOIN sizes AS s ON s.band = b.band
ORDER BY b.band
