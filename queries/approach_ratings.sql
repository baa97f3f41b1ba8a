-- question: How is each approach rated, in the words of each source, and which services use it?
-- grain: what_works_id
-- returns: what_works_id VARCHAR, intervention VARCHAR, outcome VARCHAR, impact_rating VARCHAR,
--   finding_direction VARCHAR, evidence_rating VARCHAR, cost_rating VARCHAR,
--   evidence_source VARCHAR, source_date VARCHAR, source_url VARCHAR, services VARCHAR,
--   mapped_service VARCHAR, evaluation_id VARCHAR, note VARCHAR, file VARCHAR, line BIGINT
-- services are those matched with the approach by name, a "; " between two; mapped_service is the
-- service as the compiler of the ratings wrote it; evaluation_id is given where the finding is of a
-- service itself.
WITH used AS (
    SELECT package, intervention, string_agg(service, '; ' ORDER BY service) AS services
    FROM service_approaches
    GROUP BY package, intervention
),

studied AS (
    SELECT package, what_works_id, min(evaluation_id) AS evaluation_id
    FROM evaluations
    GROUP BY package, what_works_id
)

SELECT
    w.what_works_id,
    w.intervention,
    w.outcome,
    w.impact_rating,
    w.finding_direction::VARCHAR AS finding_direction,
    w.evidence_rating,
    w.cost_rating,
    w.evidence_source,
    w.source_date,
    w.source_url,
    u.services,
    w.mapped_service,
    e.evaluation_id,
    w.note,
    w.file,
    w.line
FROM what_works AS w
LEFT JOIN used AS u ON u.package = w.package AND u.intervention = w.intervention
LEFT JOIN studied AS e ON e.package = w.package AND e.what_works_id = w.what_works_id
WHERE w.package = $package::VARCHAR
    AND ($sources::VARCHAR[] IS NULL OR list_contains($sources::VARCHAR[], w.evidence_source))
    AND (
        $services::VARCHAR[] IS NULL
        OR EXISTS (
            FROM service_approaches AS a
            WHERE a.package = w.package
                AND a.intervention = w.intervention
                AND list_contains($services::VARCHAR[], a.service)
        )
    )
ORDER BY w.intervention, w.evidence_source, w.what_works_id
