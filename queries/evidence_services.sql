-- question: Which services had money in a year, and what does each have to show for that year?
-- grain: programme, service, financial_year
-- returns: service VARCHAR, programme VARCHAR, financial_year VARCHAR, part_year BOOLEAN,
--   amount_gbp DECIMAL(18,2), lines BIGINT, evidence VARCHAR, indicators BIGINT, targets BIGINT,
--   returned BIGINT, held BIGINT, met BIGINT, result_services VARCHAR, result_programmes VARCHAR,
--   filed_as VARCHAR
-- evidence is one of all_met, some_met, none_met, not_held, not_returned, not_yet_due, no_evidence.
-- held counts the indicators whose last return of the year is held to a target, and met those of them
-- that reached it. result_services and result_programmes are the names its results are listed under,
-- and filed_as those its money is filed under, with a bar between two.
SELECT
    service,
    programme,
    financial_year,
    any_value(part_year) AS part_year,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    sum(lines)::BIGINT AS lines,
    any_value(evidence) AS evidence,
    any_value(indicators) AS indicators,
    any_value(targets) AS targets,
    any_value(returned) AS returned,
    any_value(held) AS held,
    any_value(met) AS met,
    any_value(result_services) AS result_services,
    any_value(result_programmes) AS result_programmes,
    array_to_string(list_sort(list_distinct(list(service_as_filed))), ' | ') AS filed_as
FROM money_beside_evidence(
    $package::VARCHAR, $family::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR,
    $programmes::VARCHAR[]
)
WHERE $evidence::VARCHAR[] IS NULL OR list_contains($evidence::VARCHAR[], evidence)
GROUP BY service, programme, financial_year
ORDER BY financial_year DESC, amount_gbp DESC, service, programme
