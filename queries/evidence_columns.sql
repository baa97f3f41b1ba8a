-- question: What is known of each service: its own targets, its approach, and its own evaluation?
-- grain: service
-- returns: service VARCHAR, approaches VARCHAR, ratings BIGINT, evaluations BIGINT,
--   highest_level BIGINT, evaluations_positive BIGINT, evaluations_other BIGINT,
--   evidence VARCHAR, evidence_basis VARCHAR
-- adds: outcomes BIGINT, outcomes_met_clearly BIGINT, outcomes_missed_clearly BIGINT,
--   outcomes_cannot_tell BIGINT, outcomes_no_target BIGINT, outcomes_not_returned BIGINT,
--   outcomes_not_yet_due BIGINT, outcomes_not_applicable BIGINT, outcomes_suppressed BIGINT,
--   outputs BIGINT, outputs_met_clearly BIGINT, outputs_missed_clearly BIGINT,
--   outputs_cannot_tell BIGINT, outputs_no_target BIGINT, outputs_not_returned BIGINT,
--   outputs_not_yet_due BIGINT, outputs_not_applicable BIGINT, outputs_suppressed BIGINT,
--   attainment VARCHAR, attainment_clear BOOLEAN, quadrant VARCHAR, disagree BOOLEAN
-- A service is here with a target of its own, an approach or an evaluation. evidence is for, not_for
-- or differs: what its own evaluations at Maryland level 3 or above found, otherwise which way the
-- ratings of its approach point; it differs too where a weaker evaluation points elsewhere than the
-- ratings. How large or how sure an effect is counts nowhere. evaluations_positive and
-- evaluations_other are those that state which way they point. What is added comes from
-- commissioning/evidence/columns.py: counts of indicators by verdict, and what follows from both.
WITH targeted AS (
    SELECT DISTINCT s.service
    FROM series_standing AS r
    JOIN series_service AS s ON s.package = r.package AND s.series_id = r.series_id
    WHERE r.package = $package::VARCHAR AND r.has_own_target
),

used AS (
    SELECT service, string_agg(intervention, '; ' ORDER BY intervention) AS approaches
    FROM service_approaches
    WHERE package = $package::VARCHAR
    GROUP BY service
),

rated AS (
    SELECT
        a.service,
        count(*) AS ratings,
        count(*) FILTER (WHERE w.finding_direction::VARCHAR <> 'not_stated') AS pointing,
        count(*) FILTER (WHERE w.finding_direction::VARCHAR = 'positive') AS positive,
        count(*) FILTER (WHERE w.finding_direction::VARCHAR IN ('none_found', 'negative')) AS without
    FROM service_approaches AS a
    JOIN what_works AS w ON w.package = a.package AND w.intervention = a.intervention
    WHERE a.package = $package::VARCHAR
    GROUP BY a.service
),

studied AS (
    SELECT
        service,
        count(*) AS evaluations,
        max(maryland_level) AS highest_level,
        count(*) FILTER (WHERE direction = 'positive') AS positive,
        count(*) FILTER (WHERE direction NOT IN ('positive', 'not_stated')) AS other,
        count(*) FILTER (WHERE maryland_level >= 3 AND direction <> 'not_stated') AS compared,
        count(*) FILTER (WHERE maryland_level >= 3 AND direction = 'positive') AS compared_positive,
        count(*) FILTER (WHERE maryland_level >= 3 AND direction IN ('none_found', 'negative'))
            AS compared_without
    FROM (SELECT *, finding_direction::VARCHAR AS direction FROM evaluations)
    WHERE package = $package::VARCHAR
    GROUP BY service
),

listed AS (
    SELECT service FROM targeted
    UNION
    SELECT service FROM used
    UNION
    SELECT service FROM studied
)

SELECT
    l.service,
    u.approaches,
    CASE WHEN u.service IS NOT NULL THEN coalesce(r.ratings, 0) END AS ratings,
    coalesce(e.evaluations, 0) AS evaluations,
    e.highest_level::BIGINT AS highest_level,
    coalesce(e.positive, 0) AS evaluations_positive,
    coalesce(e.other, 0) AS evaluations_other,
    CASE
        WHEN e.compared > 0 THEN
            CASE
                WHEN e.compared_positive = e.compared THEN 'for'
                WHEN e.compared_without = e.compared THEN 'not_for'
                ELSE 'differs'
            END
        WHEN r.pointing > 0 THEN
            CASE
                WHEN r.positive = r.pointing AND coalesce(e.other, 0) = 0 THEN 'for'
                WHEN r.without = r.pointing AND coalesce(e.positive, 0) = 0 THEN 'not_for'
                ELSE 'differs'
            END
    END AS evidence,
    CASE WHEN e.compared > 0 THEN 'evaluation' WHEN r.pointing > 0 THEN 'ratings' END
        AS evidence_basis
FROM listed AS l
LEFT JOIN used AS u ON u.service = l.service
LEFT JOIN rated AS r ON r.service = l.service
LEFT JOIN studied AS e ON e.service = l.service
WHERE $services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], l.service)
ORDER BY l.service
