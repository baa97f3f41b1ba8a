-- view: the amounts of money_month by service alone, for questions that tell no providers apart
-- grain: package, family, financial_year, month, service, service_id, service_as_filed, programme
SELECT
    package,
    family,
    financial_year,
    month,
    service,
    service_id,
    service_as_filed,
    programme,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    sum(gross_gbp)::DECIMAL(18, 2) AS gross_gbp,
    sum(credits_gbp)::DECIMAL(18, 2) AS credits_gbp,
    sum(lines)::BIGINT AS lines,
    sum(credit_lines)::BIGINT AS credit_lines
FROM money_month
GROUP BY ALL
ORDER BY package, family, financial_year, month, service
