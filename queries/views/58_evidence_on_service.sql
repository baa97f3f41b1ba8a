-- view: what is known of each service besides its results: its approaches, how those are rated, its own
--   evaluations, and which way the two point
-- grain: package, service
-- A service is here with a target of its own, an approach or an evaluation. evidence is for, not_for
-- or differs: what its own evaluations at Maryland level 3 or above found, otherwise which way the
-- ratings of its approach point; it differs too where a weaker evaluation points elsewhere than the
-- ratings. evaluations_positive and evaluations_other are those that state which way they point.
WITH targeted AS (
    SELECT DISTINCT s.package, s.service
    FROM series_standing AS r
    JOIN series_service AS s ON s.package = r.package AND s.series_id = r.series_id
    WHERE r.has_own_target
),

used AS (
    SELECT package, service, string_agg(intervention, '; ' ORDER BY intervention) AS approaches
    FROM service_approaches
    GROUP BY package, service
),

rated AS (
    SELECT
        a.package,
        a.service,
        count(*) AS ratings,
        count(*) FILTER (WHERE w.finding_direction::VARCHAR <> 'not_stated') AS pointing,
        count(*) FILTER (WHERE w.finding_direction::VARCHAR = 'positive') AS positive,
        count(*) FILTER (WHERE w.finding_direction::VARCHAR IN ('none_found', 'negative')) AS without
    FROM service_approaches AS a
    JOIN what_works AS w ON w.package = a.package AND w.intervention = a.intervention
    GROUP BY a.package, a.service
),

studied AS (
    SELECT
        package,
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
    GROUP BY package, service
),

listed AS (
    SELECT package, service FROM targeted
    UNION
    SELECT package, service FROM used
    UNION
    SELECT package, service FROM studied
)

SELECT
    l.package,
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
LEFT JOIN used AS u ON u.package = l.package AND u.service = l.service
LEFT JOIN rated AS r ON r.package = l.package AND r.service = l.service
LEFT JOIN studied AS e ON e.package = l.package AND e.service = l.service
ORDER BY l.package, l.service
