-- question: Where does each indicator stand at its latest period, against the target that held then?
-- grain: series_id
-- returns: series_id VARCHAR, reported_by VARCHAR, organisation VARCHAR, provider VARCHAR,
--   service VARCHAR, programme VARCHAR, indicator VARCHAR, indicator_kind VARCHAR, unit VARCHAR,
--   per BIGINT, better VARCHAR, accumulation VARCHAR, definition VARCHAR,
--   definition_version BIGINT, cohort VARCHAR, period_start DATE, period_end DATE,
--   numerator DOUBLE, denominator DOUBLE, actual DOUBLE, target DOUBLE, target_set_on DATE,
--   target_set_by VARCHAR, gap DOUBLE, status VARCHAR, returned_on DATE, date_basis VARCHAR,
--   periods BIGINT, returned BIGINT, last_actual DOUBLE, last_period_start DATE,
--   last_period_end DATE, source_title VARCHAR, source_url VARCHAR, note VARCHAR, file VARCHAR, line BIGINT,
--   amount VARCHAR, variation VARCHAR, assurance VARCHAR, not_charted VARCHAR
-- adds: interval_low DOUBLE, interval_high DOUBLE, interval_method VARCHAR, verdict VARCHAR,
--   point_met BOOLEAN
-- The latest period is the latest whose return is due. last_actual is the latest result that came,
-- which may be of an earlier period. The gap is as in indicator_results. A text is looked for in all
-- periods, and what is chosen never changes what is said of an indicator. The marks of control charts
-- are worked out at the build by commissioning/evidence/chart_marks.py; what is added comes from
-- commissioning/statistics/intervals.
SELECT
    s.series_id,
    s.reported_by,
    s.organisation,
    s.provider,
    s.service,
    s.programme,
    s.indicator,
    s.indicator_kind,
    s.unit,
    s.per,
    s.better,
    s.accumulation,
    s.definition,
    s.definition_version,
    s.cohort,
    s.period_start,
    s.period_end,
    s.numerator,
    s.denominator,
    s.actual,
    s.target,
    s.target_set_on,
    s.target_set_by,
    s.gap,
    s.status,
    s.returned_on,
    s.date_basis,
    s.periods,
    s.returned,
    s.last_actual,
    s.last_period_start,
    s.last_period_end,
    s.source_title,
    s.source_url,
    s.note,
    s.file,
    s.line,
    m.amount,
    m.variation,
    m.assurance,
    m.not_charted
FROM series_standing AS s
JOIN chart_marks AS m ON m.package = s.package AND m.series_id = s.series_id
WHERE s.package = $package::VARCHAR
    AND ($reported_by::VARCHAR IS NULL OR s.reported_by = $reported_by::VARCHAR)
    AND ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], s.programme))
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], s.service))
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], s.indicator_kind))
    AND (
        $text::VARCHAR IS NULL
        OR list_bool_or(
            list_transform(s.words, lambda words: contains(words, lower($text::VARCHAR)))
        )
    )
ORDER BY s.reported_by DESC, s.service, s.indicator, s.cohort, s.series_id
