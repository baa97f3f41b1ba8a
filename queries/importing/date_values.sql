-- step: the day of every way a date is written, under what was decided for its column
CREATE OR REPLACE TABLE date_value AS
SELECT
    d.sheet,
    d.field,
    d.written,
    d.form,
    CASE
        WHEN d.form <> 'numeric' THEN d.plain_day + (CASE WHEN u.drifts AND d.seconds > 43200 THEN 1 ELSE 0 END)::INTEGER
        WHEN d.day_first = d.month_first THEN d.day_first
        WHEN u.ordering = 'day_first' THEN d.day_first
        WHEN u.ordering = 'month_first' THEN d.month_first
        WHEN u.ordering = 'each' AND d.month_first IS NULL THEN d.day_first
        WHEN u.ordering = 'each' AND d.day_first IS NULL THEN d.month_first
        WHEN u.ordering = 'each'
            AND (d.day_first BETWEEN u.first_sure AND u.last_sure) <> (d.month_first BETWEEN u.first_sure AND u.last_sure)
            THEN CASE WHEN d.day_first BETWEEN u.first_sure AND u.last_sure THEN d.day_first ELSE d.month_first END
    END AS day,
    CASE
        WHEN u.ordering = 'each' AND d.day_first <> d.month_first
            THEN 'day and month could be either way round: this file writes dates in both orders'
        ELSE date_problem(d.written, d.form)
    END AS problem
FROM date_reading AS d
JOIN date_rule AS u USING (sheet, field)
