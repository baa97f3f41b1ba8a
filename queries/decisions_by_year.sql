-- question: How much new money was approved for commissioned services in the decisions found, by
--   year and programme?
-- grain: financial_year, programme
-- returns: financial_year VARCHAR, programme VARCHAR, amount_gbp DECIMAL(18,2),
--   ceiling_gbp DECIMAL(18,2), lines BIGINT, decisions BIGINT
SELECT
    financial_year,
    programme,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE is_ceiling), 0)::DECIMAL(18, 2) AS ceiling_gbp,
    count(*) AS lines,
    count(DISTINCT decision_ref) AS decisions
FROM counted_parts(
    $package::VARCHAR, 'out', $first_year::VARCHAR, $last_year::VARCHAR, $open_ended::VARCHAR
)
WHERE ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], programme))
GROUP BY financial_year, programme
ORDER BY financial_year, programme
