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
WITH years AS (
    SELECT
        series_id,
        financial_year,
        arg_min(
            {
                'service': service,
                'programme': programme,
                'indicator': indicator,
                'indicator_kind': indicator_kind,
                'unit': unit,
                'better': better,
                'amount_gbp': amount_gbp,
                'lines': lines,
                'has_several_references': has_several_references
            },
            periods[1]
        ) AS stated,
        any_value(months_covered) AS months_covered,
        any_value(deflator_index) AS deflator_index,
        arg_max(definition, defined_by) AS definition,
        min(first_version) <> max(last_version) AS definition_changed,
        sum(with_scope) = sum(returns) AS scope_is_stated,
        bool_and(of_whole_service) AS of_whole_service,
        sum(returns)::BIGINT AS periods,
        sum(returned)::BIGINT AS returned,
        sum(with_count) AS with_count,
        bool_and(in_whole_numbers) AS in_whole_numbers,
        sum(outcomes) AS outcomes,
        list_sort(flatten(list(periods))) AS in_order
    FROM outcome_year
    WHERE package = $package::VARCHAR
        AND ($series_id::VARCHAR IS NULL OR series_id = $series_id::VARCHAR)
        AND ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], programme))
        AND ($first_year::VARCHAR IS NULL OR financial_year >= $first_year::VARCHAR)
        AND ($last_year::VARCHAR IS NULL OR financial_year <= $last_year::VARCHAR)
    GROUP BY series_id, financial_year
),

described AS (
    SELECT
        * EXCLUDE (stated),
        unnest(stated),
        CASE
            WHEN $price_base::VARCHAR IS NULL THEN stated.amount_gbp
            ELSE (
                stated.amount_gbp::DOUBLE
                * (SELECT index FROM deflator WHERE financial_year = $price_base::VARCHAR)
                / deflator_index
            )::DECIMAL(18, 2)
        END AS cost_gbp,
        list_filter(in_order, lambda each: each.accumulation IS NOT NULL)[1].accumulation
            AS accumulation,
        make_up_the_year(in_order, financial_year) AS make_up_the_year
    FROM years
),

judged AS (
    SELECT
        *,
        CASE
            WHEN NOT EXISTS (
                FROM family_year WHERE package = $package::VARCHAR AND family = 'paid'
            ) THEN 'no_ledger'
            WHEN unit NOT IN ('count', 'percent', 'rate') OR NOT in_whole_numbers THEN 'no_count'
            WHEN accumulation IN ('cumulative', 'rolling', 'snapshot') THEN accumulation
            WHEN better = 'lower' THEN 'lower_is_better'
            WHEN NOT scope_is_stated THEN 'scope_not_stated'
            WHEN NOT of_whole_service THEN 'part_of_service'
            WHEN definition_changed THEN 'definition_changed'
            WHEN returned < periods THEN 'not_all_returned'
            WHEN with_count < periods THEN 'no_count'
            WHEN NOT make_up_the_year THEN 'not_a_whole_year'
            WHEN amount_gbp IS NULL OR amount_gbp <= 0 THEN 'nothing_paid'
            WHEN months_covered < 12 THEN 'part_year'
            WHEN has_several_references THEN 'several_references'
            WHEN cost_gbp IS NULL THEN 'no_deflator'
        END AS not_shown
    FROM described
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
ORDER BY service, indicator, series_id, financial_year
