-- question: Which services had money in a year, and what does each have to show for that year?
-- grain: programme, service, financial_year
-- returns: service VARCHAR, programme VARCHAR, financial_year VARCHAR, part_year BOOLEAN,
--   amount_gbp DECIMAL(18,2), lines BIGINT, evidence VARCHAR, indicators BIGINT, targets BIGINT,
--   returned BIGINT, held BIGINT, met BIGINT, filed_as VARCHAR
-- evidence is one of all_met, some_met, none_met, not_held, not_returned, not_yet_due, no_evidence.
-- held counts the indicators whose last return of the year is held to a target, and met those of them
-- that reached it. filed_as are the names its money is filed under, with a bar between two.
SELECT
    m.service,
    m.programme,
    m.financial_year,
    any_value(covered.months) < 12 AS part_year,
    sum(m.amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    count(*) AS lines,
    coalesce(any_value(e.evidence), 'no_evidence') AS evidence,
    coalesce(any_value(e.indicators), 0) AS indicators,
    coalesce(any_value(e.targets), 0) AS targets,
    coalesce(any_value(e.returned), 0) AS returned,
    coalesce(any_value(e.held), 0) AS held,
    coalesce(any_value(e.met), 0) AS met,
    string_agg(DISTINCT m.service_as_filed, ' | ' ORDER BY m.service_as_filed) AS filed_as
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
GROUP BY m.service, m.programme, m.financial_year
HAVING $evidence::VARCHAR[] IS NULL
    OR list_contains($evidence::VARCHAR[], coalesce(any_value(e.evidence), 'no_evidence'))
ORDER BY m.financial_year DESC, amount_gbp DESC, m.service, m.programme
