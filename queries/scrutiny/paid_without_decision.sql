-- rule: Which services were paid for without a decision being found?
-- why: Public money should rest on a decision that anybody can read.
-- needs: paid; decisions
-- grain: subject
-- returns: subject VARCHAR, programme VARCHAR, family VARCHAR, financial_year VARCHAR,
--   amount_gbp DECIMAL(18,2), compared_gbp DECIMAL(18,2), percent DOUBLE, lines BIGINT,
--   last_day DATE, extension_last_day DATE, filed_as VARCHAR
-- All payments up to the day; any decision that sends money out counts, whatever its years.
-- financial_year is the year of the last payment. Added up by name as filed first, because telling
-- apart the names of every month takes longer.
WITH decided AS (
    SELECT DISTINCT service_counted AS service
    FROM decision_award
    WHERE package = $package::VARCHAR AND direction = 'out'
),

paid AS (
    SELECT
        service,
        service_as_filed,
        min(programme) AS programme,
        max(financial_year) AS financial_year,
        sum(amount_gbp) AS amount_gbp,
        sum(lines) AS lines
    FROM service_month
    ANTI JOIN decided USING (service)
    WHERE package = $package::VARCHAR AND family = 'paid' AND month <= $as_at::DATE
    GROUP BY service, service_as_filed
)

SELECT
    service AS subject,
    min(programme) AS programme,
    'paid' AS family,
    max(financial_year) AS financial_year,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    NULL::DECIMAL(18, 2) AS compared_gbp,
    NULL::DOUBLE AS percent,
    sum(lines)::BIGINT AS lines,
    NULL::DATE AS last_day,
    NULL::DATE AS extension_last_day,
    string_agg(service_as_filed, ' | ' ORDER BY service_as_filed) AS filed_as
FROM paid
GROUP BY service
HAVING sum(amount_gbp) > 0
ORDER BY amount_gbp DESC, subject
