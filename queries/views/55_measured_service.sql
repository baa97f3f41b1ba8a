-- view: which services have a target or a result, under the names that count; an indicator's service is
--   the ledger's latest name for its reference where the ledger has it
-- grain: package, service
-- A suppressed result was returned: it is only not shown.
WITH measured AS (
    SELECT package, service, target IS NOT NULL AS has_target, actual IS NOT NULL AS has_result
    FROM outcomes
    WHERE reported_by = 'own'
    UNION ALL
    SELECT
        i.package,
        coalesce(l.service, i.service) AS service,
        EXISTS (
            FROM indicator_targets AS t
            WHERE t.package = i.package
                AND t.indicator_id = i.indicator_id
                AND t.target IS NOT NULL
        ) AS has_target,
        EXISTS (
            FROM indicator_returns AS r
            WHERE r.package = i.package
                AND r.indicator_id = i.indicator_id
                AND (r.actual IS NOT NULL OR r.status = 'suppressed')
        ) AS has_result
    FROM indicators AS i
    LEFT JOIN ledger_name AS l ON l.package = i.package AND l.service_id = i.service_id
)

SELECT
    m.package,
    coalesce(s.counts_under, m.service) AS service,
    bool_or(m.has_target) AS has_target,
    bool_or(m.has_result) AS has_result
FROM measured AS m
LEFT JOIN mappings AS s ON s.package = m.package AND s.kind = 'service' AND s.name = m.service
GROUP BY ALL
ORDER BY ALL
