-- question: What do the decisions behind a figure add up to, and what is left out of the sum?
-- grain: direction
-- returns: direction VARCHAR, lines BIGINT, decisions BIGINT, amount_gbp DECIMAL(18,2),
--   counted_lines BIGINT, amount_in_years DECIMAL(18,2), ceiling_lines BIGINT,
--   ceiling_gbp DECIMAL(18,2), not_counted_lines BIGINT, not_counted_gbp DECIMAL(18,2),
--   undated_lines BIGINT, undated_gbp DECIMAL(18,2), open_ended_lines BIGINT,
--   open_ended_gbp DECIMAL(18,2), unlinked_lines BIGINT
-- Money in and money out are never added, so each direction has its own row. amount_in_years is the
-- counted money that falls in the years asked for; the left-out columns account for the rest, and
-- where years are asked for what is not counted is its part in those years too.
SELECT
    direction::VARCHAR AS direction,
    count(*) AS lines,
    count(DISTINCT decision_ref) AS decisions,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    count(*) FILTER (WHERE counted AND amount_in_years IS NOT NULL) AS counted_lines,
    (sum(amount_in_years) FILTER (WHERE counted))::DECIMAL(18, 2) AS amount_in_years,
    count(*) FILTER (
        WHERE counted AND amount_in_years IS NOT NULL AND amount_basis = 'approved_maximum'
    ) AS ceiling_lines,
    (
        sum(amount_in_years) FILTER (WHERE counted AND amount_basis = 'approved_maximum')
    )::DECIMAL(18, 2) AS ceiling_gbp,
    count(*) FILTER (WHERE NOT counted) AS not_counted_lines,
    (
        sum(
            CASE
                WHEN $first_year::VARCHAR IS NULL AND $last_year::VARCHAR IS NULL THEN amount_gbp
                ELSE amount_in_years
            END
        ) FILTER (WHERE NOT counted)
    )::DECIMAL(18, 2) AS not_counted_gbp,
    count(*) FILTER (WHERE counted AND dating = 'No date') AS undated_lines,
    (sum(amount_gbp) FILTER (WHERE counted AND dating = 'No date'))::DECIMAL(18, 2) AS undated_gbp,
    count(*) FILTER (WHERE counted AND dating = 'Start only') AS open_ended_lines,
    (sum(amount_gbp) FILTER (WHERE counted AND dating = 'Start only'))::DECIMAL(18, 2)
        AS open_ended_gbp,
    count(*) FILTER (WHERE source_url IS NULL) AS unlinked_lines
FROM selected_decisions(
    $package::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR, $programmes::VARCHAR[], $services::VARCHAR[],
    $providers::VARCHAR[], $funders::VARCHAR[], $instruments::VARCHAR[], $directions::VARCHAR[],
    $amount_bases::VARCHAR[], $datings::VARCHAR[], $counting::VARCHAR, $open_ended::VARCHAR, $text::VARCHAR
)
GROUP BY direction
ORDER BY direction DESC
