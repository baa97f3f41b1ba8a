-- question: How large are the awards or payments, and how much of the money is in large ones?
-- grain: band
-- returns: band INTEGER, from_gbp DECIMAL(18,2), below_gbp DECIMAL(18,2), entries BIGINT,
--   amount_gbp DECIMAL(18,2), entries_percent DOUBLE, amount_percent DOUBLE,
--   median_gbp DECIMAL(18,2), largest_gbp DECIMAL(18,2)
-- An entry of an award is what one decision or contract gives one service in the years asked for; of
-- the ledger it is a payment. Credits are no entries. The last band has no upper end. The median and
-- the largest are of all entries.
WITH entries AS (
    SELECT sum(amount_gbp) AS amount
    FROM selected_money(
        $package::VARCHAR, $family::VARCHAR, 'service', $first_year::VARCHAR, $last_year::VARCHAR,
        $programmes::VARCHAR[], $services::VARCHAR[], $providers::VARCHAR[], $areas::VARCHAR[], $funders::VARCHAR[]
    )
    GROUP BY reference, member, CASE WHEN family = 'paid' THEN line END
    HAVING sum(amount_gbp) > 0
),

bands AS (
    SELECT
        row_number() OVER (ORDER BY lower)::INTEGER AS band,
        lower,
        lead(lower) OVER (ORDER BY lower) AS upper
    FROM (SELECT unnest([0, 10000, 50000, 100000, 250000, 500000, 1000000, 5000000, 10000000]) AS lower)
),

whole AS (
    SELECT
        count(*) AS entries,
        sum(amount) AS amount,
        quantile_disc(amount, 0.5) AS median,
        max(amount) AS largest
    FROM entries
    HAVING count(*) > 0
)

SELECT
    b.band,
    b.lower::DECIMAL(18, 2) AS from_gbp,
    b.upper::DECIMAL(18, 2) AS below_gbp,
    count(e.amount) AS entries,
    coalesce(sum(e.amount), 0)::DECIMAL(18, 2) AS amount_gbp,
    100.0::DOUBLE * count(e.amount) / whole.entries AS entries_percent,
    100 * coalesce(sum(e.amount), 0)::DOUBLE / whole.amount::DOUBLE AS amount_percent,
    whole.median::DECIMAL(18, 2) AS median_gbp,
    whole.largest::DECIMAL(18, 2) AS largest_gbp
FROM whole
CROSS JOIN bands AS b
LEFT JOIN entries AS e ON e.amount >= b.lower AND (b.upper IS NULL OR e.amount < b.upper)
GROUP BY b.band, b.lower, b.upper, whole.entries, whole.amount, whole.median, whole.largest
ORDER BY b.band
