-- view: how many payments there are of each size, how much they are and the largest of them
-- grain: package, financial_year, programme, service, provider, area, funder, band, step
SELECT
    package,
    financial_year,
    programme,
    service,
    provider,
    area,
    funder,
    size_band(amount_gbp)::TINYINT AS band,
    step,
    count(*) AS payments,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    max(amount_gbp) AS largest_gbp
FROM payment
GROUP BY ALL
ORDER BY package, financial_year, service
