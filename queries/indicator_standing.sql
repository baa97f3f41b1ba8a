-- question: Where does each indicator stand at its latest period, against the target that held then?
-- grain: series_id
-- returns: series_id VARCHAR, reported_by VARCHAR, organisation VARCHAR, provider VARCHAR,
--   service VARCHAR, programme VARCHAR, indicator VARCHAR, indicator_kind VARCHAR, unit VARCHAR,
--   per BIGINT, better VARCHAR, accumulation VARCHAR, definition VARCHAR,
--   definition_version BIGINT, cohort VARCHAR, period_start DATE, period_end DATE,
--   numerator DOUBLE, denominator DOUBLE, actual DOUBLE, target DOUBLE, target_set_on DATE,
--   target_set_by VARCHAR, gap DOUBLE, status VARCHAR, returned_on DATE, date_basis VARCHAR,
--   periods BIGINT, returned BIGINT, last_actual DOUBLE, last_period_start DATE,
--   last_period_end DATE, source_title VARCHAR, source_url VARCHAR, note VARCHAR, file VARCHAR, line BIGINT
-- adds: interval_low DOUBLE, interval_high DOUBLE, interval_method VARCHAR, verdict VARCHAR,
--   point_met BOOLEAN, amount VARCHAR, variation VARCHAR, assurance VARCHAR, not_charted VARCHAR
-- The latest period is the latest whose return is due. last_actual is the latest result that came,
-- which may be of an earlier period. The gap is as in indicator_results. A text is looked for in all
-- periods, and what is chosen never changes what is said of an indicator. What is added comes from
-- commissioning/statistics.
WITH of_everyone AS (
    SELECT
        *,
        concat_ws(' ', indicator, service, service_as_filed, provider) AS words
    FROM outcome_result
    WHERE package = $package::VARCHAR AND dimension = 'all'
),

counted AS (
    SELECT
        series_id,
        count(*) AS periods,
        count(actual) AS returned,
        bool_or(contains(lower(words), lower($text::VARCHAR))) AS has_text,
        arg_max(actual, (coalesce(period_end, DATE '0001-01-01'), outcome_id))
            FILTER (WHERE actual IS NOT NULL) AS last_actual,
        arg_max(period_start, (coalesce(period_end, DATE '0001-01-01'), outcome_id))
            FILTER (WHERE actual IS NOT NULL) AS last_period_start,
        arg_max(period_end, (coalesce(period_end, DATE '0001-01-01'), outcome_id))
            FILTER (WHERE actual IS NOT NULL) AS last_period_end
    FROM of_everyone
    GROUP BY series_id
),

latest AS (
    SELECT *
    FROM of_everyone
    QUALIFY
        row_number() OVER (
            PARTITION BY series_id
            ORDER BY
                coalesce(status IN ('not_yet_due', 'not_applicable'), false),
                period_end DESC NULLS LAST,
                outcome_id DESC
        ) = 1
)

SELECT
    l.series_id,
    l.reported_by,
    l.organisation,
    l.provider,
    l.service,
    l.programme,
    l.indicator,
    l.indicator_kind,
    l.unit,
    l.per,
    l.better,
    l.accumulation,
    l.definition,
    l.definition_version,
    l.cohort,
    l.period_start,
    l.period_end,
    l.numerator,
    l.denominator,
    l.actual,
    l.target,
    l.target_set_on,
    l.target_set_by,
    CASE WHEN l.accumulation IS DISTINCT FROM 'cumulative' THEN l.actual - l.target END AS gap,
    l.status,
    l.returned_on,
    l.date_basis,
    c.periods,
    c.returned,
    c.last_actual,
    c.last_period_start,
    c.last_period_end,
    l.source_title,
    l.source_url,
    l.note,
    l.file,
    l.line
FROM latest AS l
JOIN counted AS c ON c.series_id = l.series_id
WHERE ($reported_by::VARCHAR IS NULL OR l.reported_by = $reported_by::VARCHAR)
    AND ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], l.programme))
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], l.service))
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], l.indicator_kind))
    AND ($text::VARCHAR IS NULL OR c.has_text)
ORDER BY l.reported_by DESC, l.service, l.indicator, l.cohort, l.series_id
