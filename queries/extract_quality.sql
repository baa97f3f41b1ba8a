-- question: What can be said of the quality of each extract?
-- grain: resource
-- returns: resource VARCHAR, title VARCHAR, path VARCHAR, rows_in BIGINT, rows_loaded BIGINT,
--   rows_rejected BIGINT, first_day DATE, last_day DATE, expected BIGINT, complete BIGINT,
--   complete_percent DOUBLE, months_without BIGINT, late BIGINT, day_unknown BIGINT,
--   checks_failed BIGINT, findings BIGINT
-- What is expected and complete is said of some extracts alone: lines of a ledger that name their
-- provider and invoice, returns that came, published results that have a figure against their
-- target, decisions with their years and, where money goes out, a provider, published totals with the address of their page.
WITH measured AS (
    SELECT
        'spend_lines' AS resource,
        min(month) AS first_day,
        last_day(max(month)) AS last_day,
        sum(lines)::BIGINT AS expected,
        sum(complete)::BIGINT AS complete,
        count(*) FILTER (lines = 0) AS months_without,
        NULL::BIGINT AS late,
        NULL::BIGINT AS day_unknown
    FROM ledger_month
    WHERE package = $package::VARCHAR
    HAVING count(*) > 0
    UNION ALL
    SELECT 'indicator_returns', NULL, NULL, sum(expected)::BIGINT, sum(came)::BIGINT, NULL,
        sum(late)::BIGINT, sum(day_unknown)::BIGINT
    FROM return_month
    WHERE package = $package::VARCHAR
    HAVING count(*) > 0
    UNION ALL
    SELECT 'outcomes', NULL, NULL, count(target), count(target) FILTER (actual IS NOT NULL), NULL,
        NULL, NULL
    FROM outcomes
    WHERE package = $package::VARCHAR
    HAVING count(*) > 0
    UNION ALL
    SELECT 'decisions', min(first_day), max(last_day), count(*),
        count(*) FILTER (
            dating IN ('Year stated', 'Period stated')
            AND (direction = 'in' OR (provider IS NOT NULL AND NOT names_nobody(provider)))
        ),
        NULL, NULL, NULL
    FROM decision_award
    WHERE package = $package::VARCHAR
    HAVING count(*) > 0
    UNION ALL
    SELECT 'spend_totals', first_day(min(financial_year)),
        last_day_of(max(coalesce(last_financial_year, financial_year))), count(*),
        count(source_url), NULL, NULL, NULL
    FROM spend_totals
    WHERE package = $package::VARCHAR
    HAVING count(*) > 0
    UNION ALL
    SELECT 'contracts', min(start_date), max(coalesce(extension_end_date, end_date)), NULL, NULL,
        NULL, NULL, NULL
    FROM contracts
    WHERE package = $package::VARCHAR
    HAVING count(*) > 0
),

periods AS (
    SELECT resource, first_day, last_day
    FROM measured
    WHERE first_day IS NOT NULL
    UNION ALL
    SELECT 'indicator_returns', min(period_start), max(period_end)
    FROM indicator_returns
    WHERE package = $package::VARCHAR
    UNION ALL
    SELECT 'outcomes', min(r.period_start), max(r.period_end)
    FROM outcome_result AS r
    SEMI JOIN outcomes AS o ON o.package = r.package AND o.outcome_id = r.outcome_id
    WHERE r.package = $package::VARCHAR
),

failed AS (
    SELECT r.resource, count(DISTINCT f.name) AS checks_failed, count(*) AS findings
    FROM check_findings AS f
    JOIN package_resources AS r
        ON r.package = f.package AND list_contains(string_split(r.path, ', '), f.file)
    WHERE f.package = $package::VARCHAR
    GROUP BY r.resource
)

SELECT
    r.resource,
    r.title,
    r.path,
    r.rows_in,
    r.rows_loaded,
    r.rows_rejected,
    p.first_day,
    p.last_day,
    m.expected,
    m.complete,
    100.0 * m.complete / nullif(m.expected, 0) AS complete_percent,
    m.months_without,
    m.late,
    m.day_unknown,
    coalesce(f.checks_failed, 0) AS checks_failed,
    coalesce(f.findings, 0) AS findings
FROM package_resources AS r
LEFT JOIN measured AS m ON m.resource = r.resource
LEFT JOIN periods AS p ON p.resource = r.resource
LEFT JOIN failed AS f ON f.resource = r.resource
WHERE r.package = $package::VARCHAR
ORDER BY r.resource
