-- question: How much of each published total do the decisions found explain?
-- grain: total_id
-- returns: total_id VARCHAR, financial_year VARCHAR, definition VARCHAR, basis VARCHAR,
--   precision VARCHAR, total_gbp DECIMAL(18,2), found_gbp DECIMAL(18,2), gap_gbp DECIMAL(18,2),
--   coverage_percent DOUBLE, lines BIGINT, decisions BIGINT
-- The total is on its own basis and what is found is approvals, so the gap is a question about the
-- record and not a sum of money. A year without decisions found has no coverage, not 0%.
WITH found AS (
    SELECT
        financial_year,
        sum(amount_gbp) AS found_gbp,
        count(*) AS lines,
        count(DISTINCT decision_ref) AS decisions
    FROM counted_parts($package::VARCHAR, 'out', NULL, NULL, $open_ended::VARCHAR)
    GROUP BY financial_year
)

SELECT
    t.total_id,
    t.financial_year,
    s.definition,
    t.basis::VARCHAR AS basis,
    t.precision::VARCHAR AS precision,
    t.amount_gbp AS total_gbp,
    f.found_gbp::DECIMAL(18, 2) AS found_gbp,
    (t.amount_gbp - f.found_gbp)::DECIMAL(18, 2) AS gap_gbp,
    100 * f.found_gbp::DOUBLE / nullif(t.amount_gbp, 0)::DOUBLE AS coverage_percent,
    coalesce(f.lines, 0) AS lines,
    coalesce(f.decisions, 0) AS decisions
FROM series AS s
JOIN series_points AS p
    ON p.package = s.package AND p.series_id = s.series_id AND p.role = 'component'
JOIN spend_totals AS t ON t.package = p.package AND t.total_id = p.total_id
LEFT JOIN found AS f ON f.financial_year = t.financial_year
WHERE s.package = $package::VARCHAR AND s.headline = 'yes'
    AND ($first_year::VARCHAR IS NULL OR t.financial_year >= $first_year::VARCHAR)
    AND ($last_year::VARCHAR IS NULL OR t.financial_year <= $last_year::VARCHAR)
ORDER BY t.financial_year, t.amount_gbp
