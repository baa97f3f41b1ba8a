-- question: For which years has no total of commissioned services been found?
-- grain: financial_year
-- returns: financial_year VARCHAR, decisions BIGINT
WITH span AS (
    SELECT
        min(starting_year(p.financial_year)) AS first_start,
        max(starting_year(p.financial_year)) AS last_total,
        (
            SELECT max(starting_year(financial_year))
            FROM decision_year
            WHERE package = $package::VARCHAR AND last_day_of(financial_year) <= $as_at::DATE
        ) AS last_decision
    FROM series AS s
    JOIN series_points AS p ON p.package = s.package AND p.series_id = s.series_id
    WHERE s.package = $package::VARCHAR AND s.headline = 'yes'
),

years AS (
    SELECT
        unnest(range(first_start, 1 + greatest(last_total, coalesce(last_decision, last_total))))
            AS starting
    FROM span
    WHERE first_start IS NOT NULL
)

SELECT
    financial_year_label(y.starting) AS financial_year,
    count(DISTINCT d.decision_ref) AS decisions
FROM years AS y
LEFT JOIN counted_parts($package::VARCHAR, 'out', NULL, NULL, 'leave_out') AS d
    ON d.financial_year = financial_year_label(y.starting)
WHERE financial_year_label(y.starting) NOT IN (
    SELECT p.financial_year
    FROM series AS s
    JOIN series_points AS p ON p.package = s.package AND p.series_id = s.series_id
    WHERE s.package = $package::VARCHAR AND s.headline = 'yes'
)
GROUP BY y.starting
ORDER BY y.starting
