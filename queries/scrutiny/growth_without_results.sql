-- rule: Which services got more money in the last whole year, with no result found for them?
-- why: More money is a chance to ask what more it bought. Without a result nobody can say.
-- needs: paid or decisions; results
-- grain: subject
-- returns: subject VARCHAR, programme VARCHAR, family VARCHAR, financial_year VARCHAR,
--   amount_gbp DECIMAL(18,2), compared_gbp DECIMAL(18,2), percent DOUBLE, lines BIGINT,
--   last_day DATE, extension_last_day DATE, filed_as VARCHAR
-- percent is the growth of amount_gbp on compared_gbp, the amount of the year before.
WITH services AS (
    SELECT *
    FROM services_of_whole_years($package::VARCHAR, $as_at::DATE)
)

SELECT
    s.service AS subject,
    s.programme,
    s.family,
    s.financial_year,
    s.amount_gbp,
    before.amount_gbp AS compared_gbp,
    100 * (s.amount_gbp - before.amount_gbp)::DOUBLE / before.amount_gbp::DOUBLE AS percent,
    s.lines,
    NULL::DATE AS last_day,
    NULL::DATE AS extension_last_day,
    s.filed_as
FROM services AS s
JOIN services AS before
    ON before.service = s.service
    AND starting_year(before.financial_year) = starting_year(s.financial_year) - 1
    AND before.amount_gbp > 0
LEFT JOIN measured_service AS m ON m.package = $package::VARCHAR AND m.service = s.service
WHERE s.financial_year = (SELECT max(financial_year) FROM services)
    AND 100 * (s.amount_gbp - before.amount_gbp) > $growth_percent::INTEGER * before.amount_gbp
    AND NOT coalesce(m.has_result, false)
ORDER BY s.amount_gbp - before.amount_gbp DESC, s.service
