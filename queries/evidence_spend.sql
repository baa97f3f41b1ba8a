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
WITH money AS (
    SELECT
        m.programme,
        m.financial_year,
        m.service,
        m.amount_gbp,
        coalesce(e.evidence, 'no_evidence') AS evidence,
        coalesce(e.targets > 0, false) AS has_target,
        coalesce(e.returned > 0, false) AS has_return,
        covered.months < 12 AS part_year
    FROM selected_money(
        $package::VARCHAR, $family::VARCHAR, 'service', $first_year::VARCHAR, $last_year::VARCHAR,
        $programmes::VARCHAR[], NULL, NULL, NULL, NULL
    ) AS m
    JOIN months_covered($package::VARCHAR, $family::VARCHAR) AS covered
        ON covered.financial_year = m.financial_year
    LEFT JOIN service_evidence AS e
        ON e.package = m.package
        AND e.service = m.service
        AND e.financial_year = m.financial_year
)

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
    coalesce(sum(amount_gbp) FILTER (WHERE has_target), 0)::DECIMAL(18, 2) AS with_target_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE has_return), 0)::DECIMAL(18, 2) AS with_return_gbp,
    count(DISTINCT service) AS services,
    count(*) AS lines
FROM money
GROUP BY programme, financial_year
ORDER BY financial_year, programme
