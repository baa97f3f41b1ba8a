-- rule: Which services were paid for without a decision being found?
-- why: Public money should rest on a decision that anybody can read.
-- needs: paid; decisions
-- grain: subject
-- returns: subject VARCHAR, programme VARCHAR, family VARCHAR, financial_year VARCHAR,
--   amount_gbp DECIMAL(18,2), compared_gbp DECIMAL(18,2), percent DOUBLE, lines BIGINT,
--   last_day DATE, extension_last_day DATE, filed_as VARCHAR
-- All payments up to the day; any decision that sends money out counts, whatever its years.
-- financial_year is the year of the last payment.
SELECT
    m.service AS subject,
    min(m.programme) AS programme,
    m.family,
    max(m.financial_year) AS financial_year,
    sum(m.amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    NULL::DECIMAL(18, 2) AS compared_gbp,
    NULL::DOUBLE AS percent,
    sum(m.lines)::BIGINT AS lines,
    NULL::DATE AS last_day,
    NULL::DATE AS extension_last_day,
    string_agg(DISTINCT m.service_as_filed, ' | ' ORDER BY m.service_as_filed) AS filed_as
FROM money_month AS m
WHERE m.package = $package::VARCHAR
    AND m.family = 'paid'
    AND m.month <= $as_at::DATE
    AND NOT EXISTS (
        FROM decision_award AS d
        WHERE d.package = m.package AND d.direction = 'out' AND d.service_counted = m.service
    )
GROUP BY m.service, m.family
HAVING sum(m.amount_gbp) > 0
ORDER BY amount_gbp DESC, subject
