-- step: what stands in the rows that count under no service, those with most money first
SELECT
    resource,
    field,
    coalesce(value, '') AS value,
    count(*) AS rows,
    coalesce(sum(amount_gbp), 0)::DECIMAL(38, 2) AS pounds
FROM (
    SELECT
        resource,
        amount_gbp,
        CASE
            WHEN cost_centre IS NOT NULL THEN 'cost_centre'
            WHEN service IS NOT NULL THEN 'service'
            WHEN category IS NOT NULL THEN 'category'
            WHEN department IS NOT NULL THEN 'department'
            ELSE 'supplier'
        END AS field,
        plain_text(coalesce(cost_centre, service, category, department, supplier)) AS value
    FROM loaded
    WHERE service_counted = 'Not assigned'
)
GROUP BY resource, field, value
ORDER BY abs(pounds) DESC, resource, field, value
LIMIT $limit::BIGINT
