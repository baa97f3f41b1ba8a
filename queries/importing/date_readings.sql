-- step: every way a date is written, once for each sheet and column, with what can be read of it
-- Numeric dates are read in both orders; which one holds is decided from all of a column's together.
CREATE OR REPLACE TABLE date_reading AS
SELECT
    *,
    plain_day(written, form) AS plain_day,
    seconds_of_day(written, form) AS seconds,
    CASE WHEN form = 'numeric' THEN day_first(written) END AS day_first,
    CASE WHEN form = 'numeric' THEN month_first(written) END AS month_first
FROM (
    SELECT sheet, field, written, date_form(written) AS form, count(*) AS rows, min(record) AS first_record
    FROM (
        UNPIVOT (SELECT sheet, record, "date", "start", "end", extension_end FROM raw)
        ON "date", "start", "end", extension_end INTO NAME field VALUE written
    )
    GROUP BY ALL
)
