-- question: Which indicators have results that are split, by what, and for which periods?
-- grain: series_id, dimension, period_start, period_end
-- returns: series_id VARCHAR, indicator VARCHAR, service VARCHAR, programme VARCHAR, unit VARCHAR,
--   dimension VARCHAR, period_start DATE, period_end DATE, financial_year VARCHAR, cohorts BIGINT,
--   shown BIGINT, suppressed BIGINT
-- Only percentages and rates: a count or a mean does not say how many people it is of, so those of
-- two groups cannot be set against each other. The indicator with most parts comes first, and of each
-- its latest period.
SELECT
    series_id,
    any_value(indicator ORDER BY definition_version DESC) AS indicator,
    any_value(service ORDER BY definition_version DESC) AS service,
    any_value(programme ORDER BY definition_version DESC) AS programme,
    any_value(unit ORDER BY definition_version DESC) AS unit,
    dimension,
    period_start,
    period_end,
    financial_year_of(period_end) AS financial_year,
    count(*) AS cohorts,
    count(actual) AS shown,
    count(*) FILTER (WHERE status = 'suppressed') AS suppressed
FROM outcome_result
WHERE package = $package::VARCHAR
    AND dimension <> 'all'
    AND unit IN ('percent', 'rate')
    AND ($dimensions::VARCHAR[] IS NULL OR list_contains($dimensions::VARCHAR[], dimension))
    AND (
        $first_year::VARCHAR IS NULL OR financial_year_of(period_end) >= $first_year::VARCHAR
    )
    AND ($last_year::VARCHAR IS NULL OR financial_year_of(period_end) <= $last_year::VARCHAR)
GROUP BY series_id, dimension, period_start, period_end
ORDER BY
    max(count(*)) OVER (PARTITION BY series_id) DESC,
    series_id,
    dimension,
    period_end DESC,
    period_start DESC
