-- rule: Which services had money in the last whole year and no target?
-- why: Without a target there is nothing to hold a result against.
-- needs: paid or decisions; targets
-- grain: subject
-- returns: subject VARCHAR, programme VARCHAR, family VARCHAR, financial_year VARCHAR,
--   amount_gbp DECIMAL(18,2), compared_gbp DECIMAL(18,2), percent DOUBLE, lines BIGINT,
--   last_day DATE, extension_last_day DATE, filed_as VARCHAR
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
    NULL::DECIMAL(18, 2) AS compared_gbp,
    NULL::DOUBLE AS percent,
    s.lines,
    NULL::DATE AS last_day,
    NULL::DATE AS extension_last_day,
    s.filed_as
FROM services AS s
LEFT JOIN measured_service AS m ON m.package = $package::VARCHAR AND m.service = s.service
WHERE s.financial_year = (SELECT max(financial_year) FROM services)
    AND s.amount_gbp > 0
    AND NOT coalesce(m.has_target, false)
ORDER BY s.amount_gbp DESC, s.service
