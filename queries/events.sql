-- question: What happened that a reader of a time chart should know?
-- grain: event_id
-- returns: event_id VARCHAR, date VARCHAR, date_precision VARCHAR, financial_year VARCHAR,
--   event VARCHAR, kind VARCHAR, headline BOOLEAN, source_url VARCHAR
-- An event known only to its year could fall in either of two financial years and is given neither.
WITH dated AS (
    SELECT
        *,
        CASE length(date) WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE 'day' END AS date_precision,
        -- The first and last day the event can have been on.
        CAST(left(date || '-01-01', 10) AS DATE) AS earliest,
        CASE length(date)
            WHEN 4 THEN CAST(date || '-12-31' AS DATE)
            WHEN 7 THEN last_day(CAST(date || '-01' AS DATE))
            ELSE CAST(date AS DATE)
        END AS latest
    FROM timeline
    WHERE package = $package::VARCHAR
)

SELECT
    event_id,
    date,
    date_precision,
    CASE
        WHEN financial_year_of(earliest) = financial_year_of(latest)
        THEN financial_year_of(earliest)
    END AS financial_year,
    event,
    kind,
    headline = 'yes' AS headline,
    source_url
FROM dated
WHERE ($first_year::VARCHAR IS NULL OR financial_year_of(latest) >= $first_year::VARCHAR)
    AND ($last_year::VARCHAR IS NULL OR financial_year_of(earliest) <= $last_year::VARCHAR)
ORDER BY date, event_id
