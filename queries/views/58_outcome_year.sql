-- view: what the body's own results of a series count in a financial year, beside what was paid for the
--   service; a period without a day at its end is in no year
-- grain: package, series_id, financial_year, programme
-- A series can have a programme in each version of its definition, and any of them may be chosen: periods
-- lists the returns, so that those of several programmes can be put in their order again. Words are
-- those of the first return of the year.
WITH results AS (
    SELECT
        r.*,
        i.counted_of::VARCHAR AS counted_of,
        financial_year_of(r.period_end) AS financial_year,
        CASE
            WHEN r.unit = 'count' THEN r.actual
            WHEN r.unit IN ('percent', 'rate') THEN r.numerator
        END AS counted
    FROM outcome_result AS r
    LEFT JOIN indicators AS i
        ON i.package = r.package
        AND i.indicator_id = r.series_id
        AND i.definition_version = r.definition_version
    WHERE r.reported_by = 'own' AND r.dimension = 'all' AND r.period_end IS NOT NULL
),

years AS (
    SELECT
        package,
        series_id,
        financial_year,
        programme,
        arg_min(service, (period_end, outcome_id)) AS service,
        arg_min(indicator, (period_end, outcome_id)) AS indicator,
        arg_min(indicator_kind, (period_end, outcome_id)) AS indicator_kind,
        arg_min(unit, (period_end, outcome_id)) AS unit,
        arg_min(better, (period_end, outcome_id)) AS better,
        arg_max(definition, definition_version) AS definition,
        max(definition_version) FILTER (WHERE definition IS NOT NULL) AS defined_by,
        min(definition_version) AS first_version,
        max(definition_version) AS last_version,
        count(counted_of) AS with_scope,
        bool_and(counted_of = 'whole_service') AS of_whole_service,
        count(*) AS returns,
        count(*) FILTER (WHERE actual IS NOT NULL) AS returned,
        count(counted) AS with_count,
        coalesce(bool_and(counted >= 0 AND counted = floor(counted)), true) AS in_whole_numbers,
        sum(counted) AS outcomes,
        list(
            {
                'period_end': period_end,
                'outcome_id': outcome_id,
                'period_start': period_start,
                'accumulation': accumulation
            }
            ORDER BY period_end, outcome_id
        ) AS periods
    FROM results
    GROUP BY package, series_id, financial_year, programme
),

paid AS (
    SELECT
        package,
        service,
        financial_year,
        sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
        sum(lines)::BIGINT AS lines,
        min(service_id) <> max(service_id) AS has_several_references
    FROM service_year
    WHERE family = 'paid'
    GROUP BY package, service, financial_year
)

SELECT
    y.*,
    paid.amount_gbp,
    paid.lines,
    paid.has_several_references,
    ledger.months_covered,
    deflator.index AS deflator_index
FROM years AS y
LEFT JOIN paid
    ON paid.package = y.package
    AND paid.service = y.service
    AND paid.financial_year = y.financial_year
LEFT JOIN family_year AS ledger
    ON ledger.package = y.package
    AND ledger.family = 'paid'
    AND ledger.financial_year = y.financial_year
LEFT JOIN deflator ON deflator.financial_year = y.financial_year
ORDER BY y.package, y.service, y.indicator, y.series_id, y.financial_year
