-- question: What ends in each quarter ahead, and what is it worth over its last twelve months?
-- grain: quarter_start
-- returns: quarter_start DATE, quarter_end DATE, commitments BIGINT, services BIGINT,
--   services_without_later BIGINT, final_year_gbp DECIMAL(18,2), ceilings BIGINT,
--   extendable BIGINT, march_services BIGINT, march_without_later BIGINT,
--   march_gbp DECIMAL(18,2), services_ahead BIGINT
-- Every calendar quarter from that of the as-at day to that of the last end; one without an end has
-- no amount. final_year_gbp is what falls in the twelve months up to each last day. A service has
-- nothing later when no commitment found for it, whatever the filters, ends after the quarter.
-- The march columns are of what ends on 31 March. services_ahead is the same in every row: services
-- with a commitment that ends on or after the as-at day.
WITH ending AS (
    SELECT *, date_trunc('quarter', last_day)::DATE AS quarter
    FROM selected_commitments(
        $package::VARCHAR, $family::VARCHAR, $as_at::DATE, $programmes::VARCHAR[],
        $providers::VARCHAR[], $funders::VARCHAR[], NULL
    )
    WHERE state IN ('running', 'not_begun')
),

latest AS (
    SELECT service, max(last_day) AS latest_day
    FROM commitment
    WHERE package = $package::VARCHAR AND family = $family::VARCHAR
    GROUP BY service
),

told AS (
    SELECT
        e.*,
        l.latest_day < e.quarter + INTERVAL 3 MONTH AS is_last,
        month(e.last_day) = 3 AND day(e.last_day) = 31 AS in_march
    FROM ending AS e
    JOIN latest AS l USING (service)
),

quarters AS (
    SELECT
        unnest(
            generate_series(
                date_trunc('quarter', $as_at::DATE),
                (SELECT max(quarter)::TIMESTAMP FROM ending),
                INTERVAL 3 MONTH
            )
        )::DATE AS quarter
)

SELECT
    q.quarter AS quarter_start,
    (q.quarter + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS quarter_end,
    count(t.reference) AS commitments,
    count(DISTINCT t.service) AS services,
    count(DISTINCT t.service) FILTER (WHERE t.is_last) AS services_without_later,
    sum(t.final_year_gbp)::DECIMAL(18, 2) AS final_year_gbp,
    count(t.reference) FILTER (WHERE t.is_ceiling) AS ceilings,
    count(t.extension_last_day) AS extendable,
    count(DISTINCT t.service) FILTER (WHERE t.in_march) AS march_services,
    count(DISTINCT t.service) FILTER (WHERE t.in_march AND t.is_last) AS march_without_later,
    (sum(t.final_year_gbp) FILTER (WHERE t.in_march))::DECIMAL(18, 2) AS march_gbp,
    (SELECT count(DISTINCT service) FROM ending) AS services_ahead
FROM quarters AS q
LEFT JOIN told AS t ON t.quarter = q.quarter
GROUP BY q.quarter
ORDER BY q.quarter
