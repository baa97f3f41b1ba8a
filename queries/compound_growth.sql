-- question: By how much did a series grow between two years, in all and a year on average?
-- grain: series_id
-- returns: series_id VARCHAR, title VARCHAR, from_year VARCHAR, to_year VARCHAR, intervals INTEGER,
--   amount_from DECIMAL(18,2), amount_to DECIMAL(18,2), growth_percent DOUBLE,
--   real_growth_percent DOUBLE, cagr_percent DOUBLE, real_cagr_percent DOUBLE, reason VARCHAR
-- CAGR = (last / first) ^ (1 / intervals) - 1: intervals between the years, not the number of points.
-- From the first to the last full year that the series has within the years asked for. Real growth
-- is the ratio of deflated amounts, and does not depend on the price base.
WITH full_years AS (
    SELECT
        c.series_id,
        c.title,
        c.joined,
        v.financial_year,
        v.amount_gbp,
        v.amount_gbp::DOUBLE / deflator.index AS deflated
    FROM series_catalogue AS c
    JOIN series_value AS v ON v.package = c.package AND v.series_id = c.series_id
    LEFT JOIN deflator ON deflator.financial_year = v.financial_year
    WHERE c.package = $package::VARCHAR
        AND list_contains($series_ids::VARCHAR[], c.series_id)
        AND NOT v.part_year
        AND ($first_year::VARCHAR IS NULL OR v.financial_year >= $first_year::VARCHAR)
        AND ($last_year::VARCHAR IS NULL OR v.financial_year <= $last_year::VARCHAR)
),

ends AS (
    SELECT
        series_id,
        title,
        joined,
        min(financial_year) AS from_year,
        max(financial_year) AS to_year,
        starting_year(max(financial_year)) - starting_year(min(financial_year)) AS intervals,
        arg_min(amount_gbp, financial_year) AS amount_from,
        arg_max(amount_gbp, financial_year) AS amount_to,
        CASE
            WHEN count(*) FILTER (WHERE deflated IS NULL) = 0
                AND arg_min(deflated, financial_year) > 0
            THEN arg_max(deflated, financial_year) / arg_min(deflated, financial_year)
        END AS real_ratio
    FROM full_years
    GROUP BY series_id, title, joined
),

judged AS (
    SELECT
        *,
        CASE
            WHEN NOT joined THEN 'Its years are not on one footing, so no rate is stated'
            WHEN intervals = 0 THEN 'Only one full year in the years chosen'
            WHEN amount_from <= 0 OR amount_to < 0
                THEN 'The first amount is not above zero, so a rate has no meaning'
        END AS reason
    FROM ends
)

SELECT
    series_id,
    title,
    from_year,
    to_year,
    intervals,
    amount_from,
    amount_to,
    CASE WHEN reason IS NULL THEN 100 * (amount_to - amount_from)::DOUBLE / amount_from::DOUBLE END
        AS growth_percent,
    CASE WHEN reason IS NULL THEN 100 * (real_ratio - 1) END AS real_growth_percent,
    CASE
        WHEN reason IS NULL
        THEN 100 * ((amount_to::DOUBLE / amount_from::DOUBLE) ** (1.0 / intervals) - 1)
    END AS cagr_percent,
    CASE WHEN reason IS NULL THEN 100 * (real_ratio ** (1.0 / intervals) - 1) END
        AS real_cagr_percent,
    reason
FROM judged
ORDER BY series_id
