-- step: how many steps from one row to the next go back in time, under either order
SELECT
    count(*) AS steps,
    count(*) FILTER (day_first < before_day_first) AS back_day_first,
    count(*) FILTER (month_first < before_month_first) AS back_month_first
FROM (
    SELECT
        d.day_first,
        d.month_first,
        lag(d.day_first) OVER (ORDER BY r.record) AS before_day_first,
        lag(d.month_first) OVER (ORDER BY r.record) AS before_month_first
    FROM raw AS r
    JOIN date_reading AS d
        ON d.sheet = r.sheet
        AND d.field = $field
        AND d.written = CASE $field
            WHEN 'date' THEN r."date"
            WHEN 'start' THEN r."start"
            WHEN 'end' THEN r."end"
            ELSE r.extension_end
        END
    WHERE r.sheet = $sheet AND d.day_first IS NOT NULL AND d.month_first IS NOT NULL
)
WHERE before_day_first IS NOT NULL
