-- question: How much did each member of a family contribute to its growth between two years?
-- grain: member
-- returns: member VARCHAR, amount_from DECIMAL(18,2), amount_to DECIMAL(18,2),
--   change_gbp DECIMAL(18,2), contribution_points DOUBLE, own_growth_percent DOUBLE
-- Contribution = 100 x (member's change) / (family's amount in the first year): percentage points
-- that add up to the family's growth. With a price base both years are deflated first. A member with
-- nothing in the first year has a contribution and no growth rate; an amount that is not there is
-- NULL and its change is counted from nothing. A year that is not whole returns no rows.
WITH family_years AS (
    SELECT
        c.member,
        v.financial_year,
        CASE
            WHEN $price_base::VARCHAR IS NULL THEN v.amount_gbp::DOUBLE
            ELSE v.amount_gbp::DOUBLE * base.index / deflator.index
        END AS amount,
        v.part_year
    FROM series_catalogue AS c
    JOIN series_value AS v ON v.package = c.package AND v.series_id = c.series_id
    LEFT JOIN deflator ON deflator.financial_year = v.financial_year
    LEFT JOIN deflator AS base ON base.financial_year = $price_base::VARCHAR
    WHERE c.package = $package::VARCHAR
        AND c.family = $family::VARCHAR
        AND v.financial_year IN ($from_year::VARCHAR, $to_year::VARCHAR)
),

whole AS (
    SELECT max(amount) FILTER (WHERE financial_year = $from_year::VARCHAR) AS amount_from
    FROM family_years
    WHERE member IS NULL
    HAVING count(DISTINCT financial_year) = 2 AND NOT bool_or(part_year)
),

members AS (
    SELECT
        member,
        max(amount) FILTER (WHERE financial_year = $from_year::VARCHAR) AS amount_from,
        max(amount) FILTER (WHERE financial_year = $to_year::VARCHAR) AS amount_to
    FROM family_years
    WHERE member IS NOT NULL
    GROUP BY member
)

SELECT
    m.member,
    m.amount_from::DECIMAL(18, 2) AS amount_from,
    m.amount_to::DECIMAL(18, 2) AS amount_to,
    (coalesce(m.amount_to, 0) - coalesce(m.amount_from, 0))::DECIMAL(18, 2) AS change_gbp,
    CASE
        WHEN w.amount_from > 0
        THEN 100 * (coalesce(m.amount_to, 0) - coalesce(m.amount_from, 0)) / w.amount_from
    END AS contribution_points,
    CASE
        WHEN m.amount_from > 0
        THEN 100 * (coalesce(m.amount_to, 0) - m.amount_from) / m.amount_from
    END AS own_growth_percent
FROM members AS m
CROSS JOIN whole AS w
ORDER BY contribution_points DESC, m.member
