-- view: every result of an indicator for a period with the target that held then, published results
--   and contract returns on one pattern; a target without a result is 'not_returned', never zero
-- grain: package, outcome_id
-- series_id names what is one line over time: an indicator of the package, or all published results
-- of one organisation under one name, unit and cohort, by the first of them; of one provider too where
-- several have results for one period. A later version of a definition stays in the series and begins
-- a part of its own.
WITH named AS (
    SELECT
        *,
        count(DISTINCT coalesce(provider, '')) OVER (
            PARTITION BY
                package, organisation, service, programme, indicator, unit, cohort,
                period_start, period_end
        ) AS providers_at_once
    FROM outcomes
),

lined AS (
    SELECT
        *,
        max(providers_at_once) OVER (
            PARTITION BY package, organisation, service, programme, indicator, unit, cohort
        ) > 1 AS of_one_provider
    FROM named
),

published AS (
    SELECT
        *,
        min(outcome_id) OVER (
            PARTITION BY
                package, organisation, service, programme, indicator, unit, cohort,
                CASE WHEN of_one_provider THEN provider END
        ) AS series_id
    FROM lined
),

results AS (
    SELECT
        package,
        file,
        line,
        outcome_id,
        series_id,
        reported_by::VARCHAR AS reported_by,
        organisation,
        provider,
        NULL::VARCHAR AS service_id,
        service,
        programme,
        indicator,
        indicator_kind,
        unit,
        -- A published rate is for as many of its denominator as its name says.
        NULL::BIGINT AS per,
        better::VARCHAR AS better,
        accumulation::VARCHAR AS accumulation,
        NULL::VARCHAR AS definition,
        1::BIGINT AS definition_version,
        period_start,
        period_end,
        'all' AS dimension,
        coalesce(cohort, 'All') AS cohort,
        numerator,
        denominator,
        actual,
        target,
        NULL::DATE AS target_set_on,
        NULL::VARCHAR AS target_set_by,
        CASE WHEN actual IS NOT NULL THEN 'returned' WHEN target IS NOT NULL THEN 'not_returned' END
            AS status,
        NULL::DATE AS returned_on,
        date_basis::VARCHAR AS date_basis,
        source_title,
        source_url,
        note
    FROM published
    UNION ALL
    SELECT
        r.package,
        r.file,
        r.line,
        concat_ws('/', r.indicator_id, r.period_start, r.period_end, r.dimension, r.cohort)
            AS outcome_id,
        r.indicator_id AS series_id,
        'own' AS reported_by,
        r.provider AS organisation,
        r.provider,
        i.service_id,
        i.service,
        i.programme,
        i.indicator,
        i.indicator_kind,
        i.unit,
        i.per,
        i.better::VARCHAR AS better,
        i.accumulation::VARCHAR AS accumulation,
        i.definition,
        i.definition_version,
        r.period_start,
        r.period_end,
        r.dimension::VARCHAR AS dimension,
        r.cohort,
        r.numerator,
        r.denominator,
        r.actual,
        t.target,
        t.set_on AS target_set_on,
        t.set_by AS target_set_by,
        r.status::VARCHAR AS status,
        r.returned_on,
        'published' AS date_basis,
        NULL AS source_title,
        NULL AS source_url,
        -- A provider's note may describe a few people.
        NULL AS note
    FROM indicator_returns AS r
    JOIN indicators AS i
        ON i.package = r.package
        AND i.indicator_id = r.indicator_id
        AND i.definition_version = r.definition_version
    ASOF LEFT JOIN indicator_targets AS t
        ON t.package = r.package
        AND t.indicator_id = r.indicator_id
        AND t.valid_from <= r.period_start
)

SELECT
    r.* REPLACE (coalesce(s.counts_under, l.service, r.service) AS service),
    r.service AS service_as_filed
FROM results AS r
LEFT JOIN ledger_name AS l ON l.package = r.package AND l.service_id = r.service_id
LEFT JOIN mappings AS s
    ON s.package = r.package
    AND s.kind = 'service'
    AND s.name = coalesce(l.service, r.service)
