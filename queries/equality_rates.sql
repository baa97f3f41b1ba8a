-- question: How do the rates of groups of people compare with that of a reference group?
-- grain: cohort
-- returns: cohort VARCHAR, indicator VARCHAR, service VARCHAR, unit VARCHAR, per BIGINT,
--   better VARCHAR, accumulation VARCHAR, definition VARCHAR, dimension VARCHAR,
--   period_start DATE, period_end DATE, numerator DOUBLE, denominator DOUBLE, actual DOUBLE,
--   status VARCHAR, reference_cohort VARCHAR, is_reference BOOLEAN, is_recorded BOOLEAN,
--   people DOUBLE, missing_percent DOUBLE, missing_most_percent DOUBLE,
--   disclosure_threshold BIGINT, file VARCHAR, line BIGINT
-- adds: rate DOUBLE, interval_low DOUBLE, interval_high DOUBLE, interval_method VARCHAR,
--   relative_rate DOUBLE, relative_rate_low DOUBLE, relative_rate_high DOUBLE,
--   difference_points DOUBLE, difference_low_points DOUBLE, difference_high_points DOUBLE,
--   why_no_ratio VARCHAR
-- In the order of the extract, people in no group last. reference_cohort is None where this split has
-- no such group. people is how many the result for everyone is out of, or the sum of the groups where
-- all are shown. missing_percent is the share of them in no group, None where it cannot be told;
-- missing_most_percent is then the most it can be, that of whoever is in no group shown. What is added
-- comes from commissioning/statistics/ratios. disclosure_threshold is the smallest count of people above
-- 0 that may be shown: the indicator's own, the package's, or 5 where neither says.
WITH of_period AS (
    SELECT *
    FROM outcome_result
    WHERE package = $package::VARCHAR
        AND series_id = $series_id::VARCHAR
        AND period_start = $period_start::DATE
        AND period_end = $period_end::DATE
        AND dimension IN ('all', $dimension::VARCHAR)
),

groups AS (
    SELECT *, cohort <> 'Not recorded' AS is_recorded
    FROM of_period
    WHERE dimension = $dimension::VARCHAR
),

counted AS (
    SELECT
        coalesce(
            (SELECT any_value(denominator) FROM of_period WHERE dimension = 'all'),
            CASE WHEN count(*) = count(denominator) THEN sum(denominator) END
        ) AS people,
        count(*) FILTER (WHERE is_recorded AND denominator IS NULL) AS groups_hidden,
        coalesce(sum(denominator) FILTER (WHERE is_recorded), 0) AS in_groups,
        count(*) FILTER (WHERE NOT is_recorded) AS rows_missing,
        sum(denominator) FILTER (WHERE NOT is_recorded) AS in_none
    FROM groups
),

missing AS (
    SELECT
        people,
        CASE
            WHEN rows_missing > 0 THEN in_none
            WHEN groups_hidden = 0 AND in_groups <= people THEN people - in_groups
        END AS known,
        CASE WHEN in_groups <= people THEN people - in_groups END AS most
    FROM counted
)

SELECT
    g.cohort,
    g.indicator,
    g.service,
    g.unit,
    g.per,
    g.better,
    g.accumulation,
    g.definition,
    g.dimension,
    g.period_start,
    g.period_end,
    g.numerator,
    g.denominator,
    g.actual,
    g.status,
    CASE WHEN bool_or(g.cohort = i.reference_cohort) OVER () THEN i.reference_cohort END
        AS reference_cohort,
    coalesce(g.cohort = i.reference_cohort, false) AS is_reference,
    g.is_recorded,
    m.people,
    100 * m.known / nullif(m.people, 0) AS missing_percent,
    100 * coalesce(m.known, m.most) / nullif(m.people, 0) AS missing_most_percent,
    coalesce(max(i.disclosure_threshold) OVER (), a.value::BIGINT, 5) AS disclosure_threshold,
    g.file,
    g.line
FROM groups AS g
CROSS JOIN missing AS m
LEFT JOIN indicators AS i
    ON i.package = $package::VARCHAR
    AND i.indicator_id = $series_id::VARCHAR
    AND i.definition_version = g.definition_version
LEFT JOIN package_about AS a
    ON a.package = $package::VARCHAR
    AND a.key = 'disclosure.threshold'
ORDER BY g.is_recorded DESC, g.line
