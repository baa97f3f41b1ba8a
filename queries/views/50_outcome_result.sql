-- view: every result of an indicator for a period with the target that held then, published results
--   and contract returns on one pattern; a target without a result is 'not_returned', never zero
-- grain: package, outcome_id
SELECT
    package,
    file,
    line,
    outcome_id,
    reported_by::VARCHAR AS reported_by,
    organisation,
    service,
    indicator,
    indicator_kind,
    unit,
    period_start,
    period_end,
    cohort,
    numerator,
    denominator,
    actual,
    target,
    better,
    CASE WHEN actual IS NOT NULL THEN 'returned' WHEN target IS NOT NULL THEN 'not_returned' END
        AS status,
    source_title,
    source_url
FROM outcomes
UNION ALL
SELECT
    r.package,
    r.file,
    r.line,
    concat_ws('/', r.indicator_id, r.period_start, r.cohort) AS outcome_id,
    'own' AS reported_by,
    r.provider AS organisation,
    i.service,
    i.indicator,
    i.indicator_kind,
    i.unit,
    r.period_start,
    r.period_end,
    r.cohort,
    r.numerator,
    r.denominator,
    r.actual,
    t.target,
    i.better,
    r.status,
    NULL AS source_title,
    NULL AS source_url
FROM indicator_returns AS r
JOIN indicators AS i
    ON i.package = r.package
    AND i.indicator_id = r.indicator_id
    AND i.definition_version = r.definition_version
ASOF LEFT JOIN indicator_targets AS t
    ON t.package = r.package
    AND t.indicator_id = r.indicator_id
    AND t.valid_from <= r.period_start
