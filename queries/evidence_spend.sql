-- question: How much of each programme's money has a target, a return, targets met or no evidence?
-- grain: programme, financial_year
-- returns: programme VARCHAR, financial_year VARCHAR, part_year BOOLEAN, amount_gbp DECIMAL(18,2),
--   all_met_gbp DECIMAL(18,2), some_met_gbp DECIMAL(18,2), none_met_gbp DECIMAL(18,2),
--   not_held_gbp DECIMAL(18,2), not_returned_gbp DECIMAL(18,2), not_yet_due_gbp DECIMAL(18,2),
--   no_evidence_gbp DECIMAL(18,2), with_target_gbp DECIMAL(18,2), with_return_gbp DECIMAL(18,2),
--   services BIGINT, lines BIGINT
-- The seven amounts from all_met_gbp to no_evidence_gbp add up to amount_gbp: the money of a service
-- in a year is in one of them. with_target_gbp and with_return_gbp cut across them. Money is not
-- followed to a result: it is that of services which have one.
SELECT
    programme,
    financial_year,
    any_value(part_year) AS part_year,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE evidence = 'all_met'), 0)::DECIMAL(18, 2) AS all_met_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE evidence = 'some_met'), 0)::DECIMAL(18, 2)
        AS some_met_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE evidence = 'none_met'), 0)::DECIMAL(18, 2)
        AS none_met_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE evidence = 'not_held'), 0)::DECIMAL(18, 2)
        AS not_held_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE evidence = 'not_returned'), 0)::DECIMAL(18, 2)
        AS not_returned_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE evidence = 'not_yet_due'), 0)::DECIMAL(18, 2)
        AS not_yet_due_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE evidence = 'no_evidence'), 0)::DECIMAL(18, 2)
        AS no_evidence_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE targets > 0), 0)::DECIMAL(18, 2) AS with_target_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE returned > 0), 0)::DECIMAL(18, 2) AS with_return_gbp,
    count(DISTINCT service) AS services,
    sum(lines)::BIGINT AS lines
FROM money_beside_evidence(
    $package::VARCHAR, $family::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR,
    $programmes::VARCHAR[]
)
GROUP BY programme, financial_year
ORDER BY financial_year, programme
