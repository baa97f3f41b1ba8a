-- question: How much of what is committed falls in each financial year, before and after a day?
-- grain: financial_year
-- returns: financial_year VARCHAR, by_as_at_gbp DECIMAL(18,2), still_to_run_gbp DECIMAL(18,2),
--   amount_gbp DECIMAL(18,2), ceiling_gbp DECIMAL(18,2), commitments BIGINT, services BIGINT
-- Each line is spread evenly over its own days, both ends counted, in whole pence that add to it
-- exactly; the as-at day itself is before. Lines without both days are in no year.
WITH parts AS (
    SELECT
        financial_year_label(years.starting) AS financial_year,
        l.reference,
        l.service,
        l.provider,
        l.funder,
        l.is_ceiling,
        profiled_amount(
            l.amount_gbp, financial_year_label(years.starting), l.first_day, l.last_day
        ) AS amount_gbp,
        amount_by(
            l.amount_gbp,
            l.first_day,
            l.last_day,
            greatest(
                make_date(years.starting::INTEGER, 4, 1) - 1,
                least($as_at::DATE, make_date(years.starting::INTEGER + 1, 3, 31))
            )
        ) - amount_by(
            l.amount_gbp, l.first_day, l.last_day, make_date(years.starting::INTEGER, 4, 1) - 1
        ) AS by_as_at_gbp
    FROM commitment_line AS l
    CROSS JOIN LATERAL (
        SELECT unnest(
            range(
                starting_year(financial_year_of(l.first_day)),
                1 + starting_year(financial_year_of(l.last_day))
            )
        ) AS starting
    ) AS years
    WHERE l.package = $package::VARCHAR
        AND l.family = $family::VARCHAR
        AND l.first_day IS NOT NULL
        AND l.last_day IS NOT NULL
        AND ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], l.programme))
        AND ($providers::VARCHAR[] IS NULL OR list_contains($providers::VARCHAR[], l.provider))
        AND ($funders::VARCHAR[] IS NULL OR list_contains($funders::VARCHAR[], l.funder))
)

SELECT
    financial_year,
    sum(by_as_at_gbp)::DECIMAL(18, 2) AS by_as_at_gbp,
    (sum(amount_gbp) - sum(by_as_at_gbp))::DECIMAL(18, 2) AS still_to_run_gbp,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    coalesce(sum(amount_gbp) FILTER (WHERE is_ceiling), 0)::DECIMAL(18, 2) AS ceiling_gbp,
    count(DISTINCT (reference, service, provider, funder)) AS commitments,
    count(DISTINCT service) AS services
FROM parts
WHERE $first_year::VARCHAR IS NULL OR financial_year >= $first_year::VARCHAR
GROUP BY financial_year
ORDER BY financial_year
