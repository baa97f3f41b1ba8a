-- source: recommendations on commissioning and what became of them
-- grain: recommendation_id
SELECT
    record,
    recommendation_id,
    made_by,
    kind,
    audit_title,
    parse_integer(year) AS year,
    recommendation,
    priority,
    status,
    response_found,
    due,
    parse_url(source_url) AS source_url,
    note
FROM extract
