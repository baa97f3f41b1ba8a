-- view: payment_size by service alone, for questions that tell no providers, areas or funders apart
-- grain: package, financial_year, programme, service, band, step
SELECT
    package,
    financial_year,
    programme,
    service,
    band,
    step,
    sum(payments)::BIGINT AS payments,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    max(largest_gbp) AS largest_gbp
FROM payment_size
GROUP BY ALL
ORDER BY package, financial_year, service
