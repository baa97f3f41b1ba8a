-- question: How much is committed that is running, has not begun, has ended or has no end stated?
-- grain: state
-- returns: state VARCHAR, commitments BIGINT, services BIGINT, amount_gbp DECIMAL(18,2),
--   by_as_at_gbp DECIMAL(18,2), still_to_run_gbp DECIMAL(18,2), unplaced_gbp DECIMAL(18,2),
--   ceilings BIGINT, ceiling_gbp DECIMAL(18,2), extendable BIGINT, last_day DATE
-- amount_gbp is what falls up to the end of the as-at day, plus what is still to run, plus what has
-- no first or no last day and so cannot be placed.
SELECT
    state,
    count(*) AS commitments,
    count(DISTINCT service) AS services,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    sum(by_day_gbp)::DECIMAL(18, 2) AS by_as_at_gbp,
    sum(after_day_gbp)::DECIMAL(18, 2) AS still_to_run_gbp,
    (sum(amount_gbp) - coalesce(sum(placed_gbp), 0))::DECIMAL(18, 2) AS unplaced_gbp,
    count(*) FILTER (WHERE is_ceiling) AS ceilings,
    (sum(amount_gbp) FILTER (WHERE is_ceiling))::DECIMAL(18, 2) AS ceiling_gbp,
    count(extension_last_day) AS extendable,
    max(last_day) AS last_day
FROM selected_commitments(
    $package::VARCHAR, $family::VARCHAR, $as_at::DATE, $programmes::VARCHAR[],
    $providers::VARCHAR[], $funders::VARCHAR[], $text::VARCHAR
)
GROUP BY state
ORDER BY list_position(commitment_states(), state)
