-- question: How much was accepted in grants for commissioned services in the decisions found, by
--   year and funder?
-- grain: financial_year, funding_source
-- returns: financial_year VARCHAR, funding_source VARCHAR, amount_gbp DECIMAL(18,2), lines BIGINT,
--   decisions BIGINT
SELECT
    financial_year,
    coalesce(funding_source, 'Not stated') AS funding_source,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    count(*) AS lines,
    count(DISTINCT decision_ref) AS decisions
FROM counted_parts(
    $package::VARCHAR, 'in', $first_year::VARCHAR, $last_year::VARCHAR, $open_ended::VARCHAR
)
WHERE $funders::VARCHAR[] IS NULL
    OR list_contains($funders::VARCHAR[], coalesce(funding_source, 'Not stated'))
GROUP BY ALL
ORDER BY financial_year, funding_source
