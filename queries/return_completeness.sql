-- question: How many of the returns that were due came, month by month, and how many in time?
-- grain: month
-- returns: month DATE, expected BIGINT, came BIGINT, in_time BIGINT, late BIGINT,
--   day_unknown BIGINT, not_returned BIGINT, came_percent DOUBLE
SELECT
    month,
    expected,
    came,
    in_time,
    late,
    day_unknown,
    not_returned,
    100.0 * came / expected AS came_percent
FROM return_month
WHERE package = $package::VARCHAR
ORDER BY month
