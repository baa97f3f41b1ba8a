-- A return a month for each indicator; the first of them are also split by area into four. A few are
-- not returned.
WITH periods AS (
    SELECT
        number,
        month,
        cohort,
        number * 1000000 + month * 10 + cohort AS one,
        (DATE '2015-04-01' + to_months(month::INTEGER))::DATE AS period_start
    FROM range(getvariable('indicators')) AS every (number)
    CROSS JOIN range(120) AS months (month)
    CROSS JOIN range(5) AS cohorts (cohort)
    WHERE cohort = 0 OR number < getvariable('split')
),

counted AS (
    SELECT
        *,
        CASE WHEN cohort = 0 AND draw(one, 'status') < 0.04 THEN 'not_returned' ELSE 'returned' END
            AS status,
        (60 + pick(one, 'seen', 200, 1)) AS seen
    FROM periods
)

SELECT
    'I' || lpad(number::VARCHAR, 6, '0') AS indicator_id,
    period_start,
    last_day(period_start) AS period_end,
    CASE cohort WHEN 0 THEN 'all' ELSE 'area' END AS dimension,
    CASE cohort WHEN 0 THEN 'All' ELSE 'Area ' || cohort END AS cohort,
    CASE WHEN status = 'returned' AND number % 3 < 2 THEN met END AS numerator,
    CASE WHEN status = 'returned' AND number % 3 < 2 THEN seen END AS denominator,
    CASE
        WHEN status <> 'returned' THEN NULL
        WHEN number % 3 < 2 THEN round(100 * met / seen, 1)
        ELSE seen
    END AS actual,
    status,
    CASE WHEN status = 'returned' THEN last_day(period_start) + 20 END AS returned_on,
    1 AS definition_version,
    last_day(period_start) + 30 AS due_on
FROM (SELECT *, floor(seen * (0.6 + 0.25 * draw(one, 'met'))) AS met FROM counted)
ORDER BY number, month, cohort
LIMIT getvariable('returns')
