-- question: How far does what each funder gave agree with what goes out in its name?
-- grain: funder
-- returns: funder VARCHAR, received_gbp DECIMAL(18,2), received_lines BIGINT, out_gbp DECIMAL(18,2),
--   out_lines BIGINT, gap_gbp DECIMAL(18,2)
-- received is grants accepted, out is the family asked for; they are different bases, set beside each
-- other and never added. The gap is what came in less what went out, and NULL where a side is missing.
-- A year of which the family covers a part is left out of both sides: a grant is for a whole one.
WITH part_years AS (
    SELECT financial_year
    FROM months_covered($package::VARCHAR, $family::VARCHAR)
    WHERE months < 12
),

sides AS (
    SELECT
        funder,
        sum(amount_gbp) FILTER (WHERE family = 'grants') AS received,
        coalesce(sum(lines) FILTER (WHERE family = 'grants'), 0)::BIGINT AS received_lines,
        sum(amount_gbp) FILTER (WHERE family = $family::VARCHAR) AS out_amount,
        coalesce(sum(lines) FILTER (WHERE family = $family::VARCHAR), 0)::BIGINT AS out_lines
    FROM money_year
    WHERE package = $package::VARCHAR AND family IN ('grants', $family::VARCHAR)
        AND ($first_year::VARCHAR IS NULL OR financial_year >= $first_year::VARCHAR)
        AND ($last_year::VARCHAR IS NULL OR financial_year <= $last_year::VARCHAR)
        AND financial_year NOT IN (FROM part_years)
    GROUP BY funder
)

SELECT
    funder,
    received::DECIMAL(18, 2) AS received_gbp,
    received_lines,
    out_amount::DECIMAL(18, 2) AS out_gbp,
    out_lines,
    (received - out_amount)::DECIMAL(18, 2) AS gap_gbp
FROM sides
ORDER BY coalesce(out_amount, 0) DESC, coalesce(received, 0) DESC, funder
