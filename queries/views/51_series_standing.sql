-- view: every series of results for everyone at its latest period, with what all its periods come to
-- grain: package, series_id
-- The latest period is the latest whose return is due; one that is not due stands where none is.
-- last_actual is the latest result that came, which may be of an earlier period. A figure that goes on
-- adding up has no gap, for no target is stated for that part. words are those that a text is looked
-- for in, of every period, in small letters. has_own_target: the body's own, in any period.
WITH of_everyone AS (
    SELECT
        *,
        coalesce(status NOT IN ('not_yet_due', 'not_applicable'), true) AS is_due,
        -- What has no date comes before all that has one.
        coalesce(period_end, DATE '0001-01-01') AS ended
    FROM outcome_result
    WHERE dimension = 'all'
),

counted AS (
    SELECT
        package,
        series_id,
        count(*) AS periods,
        count(actual) AS returned,
        arg_max(outcome_id, (is_due, ended, outcome_id)) AS latest_id,
        arg_max(actual, (ended, outcome_id)) FILTER (WHERE actual IS NOT NULL) AS last_actual,
        arg_max(period_start, (ended, outcome_id)) FILTER (WHERE actual IS NOT NULL)
            AS last_period_start,
        arg_max(period_end, (ended, outcome_id)) FILTER (WHERE actual IS NOT NULL)
            AS last_period_end,
        list_sort(
            list(DISTINCT lower(concat_ws(' ', indicator, service, service_as_filed, provider)))
        ) AS words,
        bool_or(reported_by = 'own' AND target IS NOT NULL) AS has_own_target
    FROM of_everyone
    GROUP BY package, series_id
)

SELECT
    c.package,
    c.series_id,
    r.outcome_id,
    r.reported_by,
    r.organisation,
    r.provider,
    r.service,
    r.programme,
    r.indicator,
    r.indicator_kind,
    r.unit,
    r.per,
    r.better,
    r.accumulation,
    r.definition,
    r.definition_version,
    r.cohort,
    r.period_start,
    r.period_end,
    r.numerator,
    r.denominator,
    r.actual,
    r.target,
    r.target_set_on,
    r.target_set_by,
    CASE WHEN r.accumulation IS DISTINCT FROM 'cumulative' THEN r.actual - r.target END AS gap,
    r.status,
    r.returned_on,
    r.date_basis,
    c.periods,
    c.returned,
    c.last_actual,
    c.last_period_start,
    c.last_period_end,
    r.source_title,
    r.source_url,
    r.note,
    r.file,
    r.line,
    c.words,
    c.has_own_target
FROM counted AS c
JOIN outcome_result AS r
    ON r.package = c.package AND r.series_id = c.series_id AND r.outcome_id = c.latest_id
ORDER BY c.package, r.reported_by DESC, r.service, r.indicator, r.cohort, c.series_id
