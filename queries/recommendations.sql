-- question: What was recommended on commissioning, by whom, and what is known to have come of it?
-- grain: recommendation_id
-- returns: recommendation_id VARCHAR, made_by VARCHAR, kind VARCHAR, audit_title VARCHAR,
--   year BIGINT, recommendation VARCHAR, priority VARCHAR, status VARCHAR,
--   response_found BOOLEAN, due VARCHAR, note VARCHAR, source_url VARCHAR, file VARCHAR,
--   line BIGINT
-- Own reviews first, then outside scrutiny, then comparators; in each, the newest first.
SELECT
    recommendation_id,
    made_by::VARCHAR AS made_by,
    kind::VARCHAR AS kind,
    audit_title,
    year,
    recommendation,
    priority,
    status,
    response_found = 'yes' AS response_found,
    due,
    note,
    source_url,
    file,
    line
FROM audit_recommendations
WHERE package = $package::VARCHAR
ORDER BY list_position(['own', 'scrutiny', 'comparator'], made_by), year DESC, line
