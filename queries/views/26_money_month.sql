-- view: the amounts of money_line by month, with everything by which a question chooses, divides or
--   names them; gross less credits is the amount, and credits are negative; period_start is that of
--   money_line
-- grain: package, family, financial_year, month, service, service_id, service_as_filed, programme,
--   provider, provider_group, provider_as_filed, area, funder, instrument
SELECT
    package,
    family,
    financial_year,
    month,
    period_start,
    service,
    service_id,
    service_as_filed,
    programme,
    provider,
    provider_group,
    provider_as_filed,
    area,
    funder,
    instrument,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    sum(greatest(amount_gbp, 0))::DECIMAL(18, 2) AS gross_gbp,
    sum(least(amount_gbp, 0))::DECIMAL(18, 2) AS credits_gbp,
    count(*) AS lines,
    count(*) FILTER (WHERE amount_gbp < 0) AS credit_lines
FROM money_line
GROUP BY ALL
ORDER BY package, family, financial_year, month, service, provider
