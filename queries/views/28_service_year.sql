-- view: the amounts of service_month by financial year
-- grain: package, family, financial_year, service, service_id, service_as_filed, programme
SELECT
    * EXCLUDE (month, amount_gbp, gross_gbp, credits_gbp, lines, credit_lines),
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    sum(gross_gbp)::DECIMAL(18, 2) AS gross_gbp,
    sum(credits_gbp)::DECIMAL(18, 2) AS credits_gbp,
    sum(lines)::BIGINT AS lines,
    sum(credit_lines)::BIGINT AS credit_lines
FROM service_month
GROUP BY ALL
ORDER BY package, family, financial_year, service
