-- source: recommendations on commissioning and what became of them
-- grain: recommendation_id
SELECT
    record,
    recommendation_id,
    audit_title,
    parse_integer(year) AS year,
    recommendation,
    priority,
    status,
    due,
    parse_url(source_url) AS source_url,
    note
FROM extract
