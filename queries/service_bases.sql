-- question: What was approved, contracted and paid for each service, year by year?
-- grain: service, financial_year
-- returns: service VARCHAR, programme VARCHAR, financial_year VARCHAR, approved_gbp DECIMAL(18,2),
--   contracted_gbp DECIMAL(18,2), paid_gbp DECIMAL(18,2), paid_part_year BOOLEAN,
--   paid_of_contracted_percent DOUBLE, paid_of_approved_percent DOUBLE, names VARCHAR
-- Three bases side by side and never added. What is not found is NULL, not nothing. A part year of
-- payments is set against nothing, and no payment against a price of nothing or less. Under contract means all that was paid for the service, so a
-- service with grants beside its contract can be paid more than is contracted. text looks for a service by any of its names.
WITH bases AS (
    SELECT
        service,
        financial_year,
        sum(amount_gbp) FILTER (WHERE family = 'decisions') AS approved,
        sum(amount_gbp) FILTER (WHERE family = 'contracts') AS contracted,
        sum(amount_gbp) FILTER (WHERE family = 'paid') AS paid,
        min(programme) AS programme,
        array_to_string(
            list_sort(
                list_filter(list_distinct(list(service_as_filed)), lambda name: name <> service)
            ),
            '; '
        ) AS names
    FROM service_year
    WHERE package = $package::VARCHAR AND family <> 'grants'
        AND ($first_year::VARCHAR IS NULL OR financial_year >= $first_year::VARCHAR)
        AND ($last_year::VARCHAR IS NULL OR financial_year <= $last_year::VARCHAR)
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
        AND ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], programme))
    GROUP BY service, financial_year
)

SELECT
    b.service,
    b.programme,
    b.financial_year,
    b.approved::DECIMAL(18, 2) AS approved_gbp,
    b.contracted::DECIMAL(18, 2) AS contracted_gbp,
    b.paid::DECIMAL(18, 2) AS paid_gbp,
    CASE WHEN b.paid IS NOT NULL THEN covered.months < 12 END AS paid_part_year,
    CASE
        WHEN covered.months = 12 AND b.contracted > 0
        THEN 100 * b.paid::DOUBLE / b.contracted::DOUBLE
    END AS paid_of_contracted_percent,
    CASE
        WHEN covered.months = 12 AND b.approved > 0
        THEN 100 * b.paid::DOUBLE / b.approved::DOUBLE
    END AS paid_of_approved_percent,
    nullif(b.names, '') AS names
FROM bases AS b
LEFT JOIN months_covered($package::VARCHAR, 'paid') AS covered
    ON covered.financial_year = b.financial_year
WHERE $text::VARCHAR IS NULL
    OR contains(lower(concat_ws(' ', b.service, b.names)), lower($text::VARCHAR))
ORDER BY b.service, b.financial_year
