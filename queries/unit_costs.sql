-- question: What did each outcome, completion or start of a service cost in a year, where that can be said?
-- grain: series_id, financial_year
-- returns: series_id VARCHAR, service VARCHAR, programme VARCHAR, indicator VARCHAR,
--   indicator_kind VARCHAR, unit VARCHAR, definition VARCHAR, financial_year VARCHAR,
--   periods BIGINT, returned BIGINT, outcomes BIGINT, amount_gbp DECIMAL(18,2), lines BIGINT,
--   cost_gbp DECIMAL(18,2), not_shown VARCHAR
-- adds: unit_cost_gbp DOUBLE, interval_low_gbp DOUBLE, interval_high_gbp DOUBLE,
--   interval_method VARCHAR
-- Outcomes are what the indicator counts over the year: its figure, or the numerator of its ratio. They
-- are divided into what was paid for the service in that year, in cash, or in the prices of
-- price_base (HM Treasury GDP deflator). not_shown is the first reason why that cannot be done; none
-- of the figures that need it is given then. What is added comes from commissioning/statistics.
WITH results AS (
    SELECT
        r.*,
        i.counted_of::VARCHAR AS counted_of,
        financial_year_of(r.period_end) AS financial_year,
        CASE
            WHEN r.unit = 'count' THEN r.actual
            WHEN r.unit IN ('percent', 'rate') THEN r.numerator
        END AS counted,
        lag(r.period_end) OVER (
            PARTITION BY r.series_id, financial_year_of(r.period_end)
            ORDER BY r.period_end, r.outcome_id
        ) AS before
    FROM outcome_result AS r
    LEFT JOIN indicators AS i
        ON i.package = r.package
        AND i.indicator_id = r.series_id
        AND i.definition_version = r.definition_version
    WHERE r.package = $package::VARCHAR
        AND r.reported_by = 'own'
        AND r.dimension = 'all'
        AND r.period_end IS NOT NULL
        AND ($series_id::VARCHAR IS NULL OR r.series_id = $series_id::VARCHAR)
        AND ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], r.programme))
),

years AS (
    SELECT
        series_id,
        financial_year,
        any_value(service) AS service,
        any_value(programme) AS programme,
        any_value(indicator) AS indicator,
        any_value(indicator_kind) AS indicator_kind,
        any_value(unit) AS unit,
        any_value(better) AS better,
        any_value(accumulation) AS accumulation,
        arg_max(definition, definition_version) AS definition,
        count(DISTINCT definition_version) AS definitions,
        count(counted_of) = count(*) AS scope_is_stated,
        bool_and(counted_of = 'whole_service') AS of_whole_service,
        count(*) AS periods,
        count(*) FILTER (WHERE actual IS NOT NULL) AS returned,
        count(counted) AS with_count,
        coalesce(bool_and(counted >= 0 AND counted = floor(counted)), true) AS in_whole_numbers,
        sum(counted) AS outcomes,
        -- Periods follow each other from the first day of the year to its last, with no gap or overlap.
        coalesce(
            bool_and(period_start = coalesce(before + 1, first_day(financial_year)))
            AND max(period_end) = last_day_of(financial_year),
            false
        ) AS make_up_the_year
    FROM results
    GROUP BY series_id, financial_year
),

paid AS (
    SELECT
        service,
        financial_year,
        sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
        sum(lines)::BIGINT AS lines,
        count(DISTINCT service_id) AS references_paid
    FROM money_year
    WHERE package = $package::VARCHAR AND family = 'paid'
    GROUP BY service, financial_year
),

judged AS (
    SELECT
        y.*,
        paid.amount_gbp,
        paid.lines,
        CASE
            WHEN $price_base::VARCHAR IS NULL THEN paid.amount_gbp
            ELSE (paid.amount_gbp::DOUBLE * base.index / deflator.index)::DECIMAL(18, 2)
        END AS cost_gbp,
        CASE
            WHEN NOT EXISTS (FROM paid) THEN 'no_ledger'
            WHEN y.unit NOT IN ('count', 'percent', 'rate') OR NOT y.in_whole_numbers THEN 'no_count'
            WHEN y.accumulation IN ('cumulative', 'rolling', 'snapshot') THEN y.accumulation
            WHEN y.better = 'lower' THEN 'lower_is_better'
            WHEN NOT y.scope_is_stated THEN 'scope_not_stated'
            WHEN NOT y.of_whole_service THEN 'part_of_service'
            WHEN y.definitions > 1 THEN 'definition_changed'
            WHEN y.returned < y.periods THEN 'not_all_returned'
            WHEN y.with_count < y.periods THEN 'no_count'
            WHEN NOT y.make_up_the_year THEN 'not_a_whole_year'
            WHEN paid.amount_gbp IS NULL OR paid.amount_gbp <= 0 THEN 'nothing_paid'
            WHEN covered.months < 12 THEN 'part_year'
            WHEN paid.references_paid > 1 THEN 'several_references'
            WHEN cost_gbp IS NULL THEN 'no_deflator'
        END AS not_shown
    FROM years AS y
    LEFT JOIN paid ON paid.service = y.service AND paid.financial_year = y.financial_year
    LEFT JOIN months_covered($package::VARCHAR, 'paid') AS covered
        ON covered.financial_year = y.financial_year
    LEFT JOIN deflator ON deflator.financial_year = y.financial_year
    LEFT JOIN deflator AS base ON base.financial_year = $price_base::VARCHAR
)

SELECT
    series_id,
    service,
    programme,
    indicator,
    indicator_kind,
    unit,
    definition,
    financial_year,
    periods,
    returned,
    CASE WHEN not_shown IS NULL THEN outcomes::BIGINT END AS outcomes,
    amount_gbp,
    lines,
    CASE WHEN not_shown IS NULL THEN cost_gbp END AS cost_gbp,
    not_shown
FROM judged
WHERE ($first_year::VARCHAR IS NULL OR financial_year >= $first_year::VARCHAR)
    AND ($last_year::VARCHAR IS NULL OR financial_year <= $last_year::VARCHAR)
ORDER BY service, indicator, series_id, financial_year
