-- question: What does each funder pay for now, and what of it has no other funder?
-- grain: funder
-- returns: funder VARCHAR, services BIGINT, services_alone BIGINT, services_unclear BIGINT,
--   commitments BIGINT, still_to_run_gbp DECIMAL(18,2), ceilings BIGINT, last_day DATE
-- Commitments running on the as-at day. A service stands alone when every commitment found running
-- for it, whatever the filters, names this funder; it is unclear when the only others name no
-- funder. Neither can be said of commitments that name none themselves.
WITH running AS (
    SELECT *
    FROM selected_commitments(
        $package::VARCHAR, $family::VARCHAR, $as_at::DATE, NULL, NULL, NULL, NULL
    )
    WHERE state = 'running'
),

others AS (
    SELECT
        one.service,
        one.funder,
        count(DISTINCT other.funder) FILTER (WHERE other.funder <> one.funder) AS other_funders,
        coalesce(bool_or(other.funder = 'Not stated'), false) AS has_unstated
    FROM (SELECT DISTINCT service, funder FROM running) AS one
    JOIN running AS other USING (service)
    GROUP BY one.service, one.funder
)

SELECT
    r.funder,
    count(DISTINCT r.service) AS services,
    CASE
        WHEN r.funder <> 'Not stated'
        THEN count(DISTINCT r.service) FILTER (WHERE o.other_funders = 0)
    END AS services_alone,
    CASE
        WHEN r.funder <> 'Not stated'
        THEN count(DISTINCT r.service) FILTER (WHERE o.other_funders = 1 AND o.has_unstated)
    END AS services_unclear,
    count(*) AS commitments,
    sum(r.after_day_gbp)::DECIMAL(18, 2) AS still_to_run_gbp,
    count(*) FILTER (WHERE r.is_ceiling) AS ceilings,
    max(r.last_day) AS last_day
FROM running AS r
JOIN others AS o USING (service, funder)
WHERE ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], r.programme))
    AND ($providers::VARCHAR[] IS NULL OR list_contains($providers::VARCHAR[], r.provider))
    AND ($funders::VARCHAR[] IS NULL OR list_contains($funders::VARCHAR[], r.funder))
GROUP BY r.funder
ORDER BY still_to_run_gbp DESC, r.funder
