-- question: By which steps does the total of one year become that of another?
-- grain: step
-- returns: position INTEGER, step VARCHAR, amount_gbp DECIMAL(18,2), level_before DECIMAL(18,2),
--   level_after DECIMAL(18,2), members BIGINT, points DOUBLE
-- start + price effect + new + ended + up + down = end, to the penny. The price effect restates the
-- start in the end year's prices and is there in real terms only. points are per cent of the restated
-- start, if that is above zero; those of the four kinds of change add up to growth. No rows when the years do not compare.
WITH changes AS (
    SELECT * FROM bridged(
        $package::VARCHAR, $family::VARCHAR, $dimension::VARCHAR, $from_year::VARCHAR, $to_year::VARCHAR,
        $real_terms::BOOLEAN, $months::INTEGER
    )
),

whole AS (
    SELECT
        coalesce(sum(amount_from), 0) AS amount_from,
        coalesce(sum(restated_from), 0) AS restated_from,
        coalesce(sum(amount_to), 0) AS amount_to,
        count(amount_from) AS members_from,
        count(amount_to) AS members_to,
        count(*) AS members
    FROM changes
    HAVING count(*) > 0
),

steps AS (
    SELECT 1 AS position, 'start' AS step, amount_from AS amount, members_from AS members FROM whole
    UNION ALL
    SELECT 2, 'price_effect', restated_from - amount_from, members_from
    FROM whole
    WHERE $real_terms::BOOLEAN
    UNION ALL
    SELECT
        kinds.position,
        kinds.kind,
        coalesce(sum(c.change_gbp), 0),
        count(c.member)
    FROM whole
    CROSS JOIN (VALUES (3, 'new'), (4, 'ended'), (5, 'up'), (6, 'down')) AS kinds (position, kind)
    LEFT JOIN changes AS c ON c.change_kind = kinds.kind
    GROUP BY kinds.position, kinds.kind
    UNION ALL
    SELECT 7, 'end', amount_to, members_to FROM whole
)

SELECT
    s.position,
    s.step,
    s.amount::DECIMAL(18, 2) AS amount_gbp,
    CASE
        WHEN s.step IN ('start', 'end') THEN 0
        ELSE sum(s.amount) OVER (ORDER BY s.position) - s.amount
    END::DECIMAL(18, 2) AS level_before,
    CASE
        WHEN s.step = 'end' THEN s.amount
        ELSE sum(s.amount) OVER (ORDER BY s.position)
    END::DECIMAL(18, 2) AS level_after,
    s.members,
    CASE
        WHEN s.position BETWEEN 3 AND 6 AND whole.restated_from > 0
        THEN 100 * s.amount::DOUBLE / whole.restated_from::DOUBLE
    END AS points
FROM steps AS s
CROSS JOIN whole
ORDER BY s.position
