-- question: How does the money of one family divide by year, on one dimension?
-- grain: financial_year, member
-- returns: financial_year VARCHAR, member VARCHAR, amount_gbp DECIMAL(18,2), share_percent DOUBLE,
--   lines BIGINT, part_year BOOLEAN
-- A year that comes to nothing or less has no shares.
SELECT
    s.financial_year,
    s.member,
    sum(s.amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    CASE
        WHEN sum(sum(s.amount_gbp)) OVER of_year > 0
        THEN 100 * sum(s.amount_gbp)::DOUBLE / (sum(sum(s.amount_gbp)) OVER of_year)::DOUBLE
    END AS share_percent,
    sum(s.lines)::BIGINT AS lines,
    any_value(covered.months) < 12 AS part_year
FROM selected_money(
    $package::VARCHAR, $family::VARCHAR, $dimension::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR,
    $programmes::VARCHAR[], $services::VARCHAR[], $providers::VARCHAR[], NULL, NULL
) AS s
JOIN months_covered($package::VARCHAR, $family::VARCHAR) AS covered
    ON covered.financial_year = s.financial_year
GROUP BY s.financial_year, s.member
WINDOW of_year AS (PARTITION BY s.financial_year)
ORDER BY s.financial_year, s.member
