-- view: how many returns each month ended a period for, and how many of them came, in time or late
-- grain: package, month
-- A return is one for an indicator and a period, in as many rows as it is split into. It has come
-- when any of its rows has, and on the day of the last of them; what is withheld here has come
-- too, on a day that is not told. What is not yet due or does not apply is not counted.
WITH returns AS (
    SELECT
        package,
        indicator_id,
        period_start,
        period_end,
        bool_or(status IN ('returned', 'suppressed')) AS came,
        max(returned_on) AS came_on,
        max(due_on) AS due_on
    FROM indicator_returns
    WHERE status IN ('returned', 'suppressed', 'not_returned')
    GROUP BY ALL
)

SELECT
    package,
    date_trunc('month', period_end)::DATE AS month,
    count(*) AS expected,
    count(*) FILTER (came) AS came,
    count(*) FILTER (came AND came_on <= due_on) AS in_time,
    count(*) FILTER (came AND came_on > due_on) AS late,
    count(*) FILTER (came AND (came_on IS NULL OR due_on IS NULL)) AS day_unknown,
    count(*) FILTER (NOT came) AS not_returned
FROM returns
GROUP BY package, month
ORDER BY package, month
