-- view: the results for everyone of every series in order of time, with the target that held for each
-- grain: package, series_id
-- Every list has an entry a period, whether a result came or not; what did not come is NULL.
WITH in_order AS (
    SELECT
        package,
        series_id,
        list(
            {
                'period_start': period_start,
                'period_end': period_end,
                'definition_version': definition_version,
                'actual': actual,
                'target': target
            }
            ORDER BY period_end, period_start, outcome_id
        ) AS periods
    FROM outcome_result
    WHERE dimension = 'all'
    GROUP BY package, series_id
)

SELECT
    package,
    series_id,
    list_transform(periods, lambda period: period.period_start) AS period_starts,
    list_transform(periods, lambda period: period.period_end) AS period_ends,
    list_transform(periods, lambda period: period.definition_version) AS definition_versions,
    list_transform(periods, lambda period: period.actual) AS actuals,
    list_transform(periods, lambda period: period.target) AS targets
FROM in_order
ORDER BY package, series_id
