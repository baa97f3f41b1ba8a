-- source: dated events that annotate time charts
-- grain: event_id
SELECT
    record,
    event_id,
    parse_partial_date(date) AS date,
    event,
    kind,
    parse_url(source_url) AS source_url,
    lower(headline) AS headline
FROM extract
