-- question: Which evaluations of a service itself were found, and what did they find?
-- grain: evaluation_id
-- returns: evaluation_id VARCHAR, service VARCHAR, what_works_id VARCHAR, title VARCHAR,
--   design VARCHAR, maryland_level BIGINT, level_basis VARCHAR, finding VARCHAR,
--   finding_direction VARCHAR, participants BIGINT, published_on VARCHAR, source_title VARCHAR, source_url VARCHAR,
--   note VARCHAR, file VARCHAR, line BIGINT
SELECT
    evaluation_id,
    service,
    what_works_id,
    title,
    design,
    maryland_level::BIGINT AS maryland_level,
    level_basis::VARCHAR AS level_basis,
    finding,
    finding_direction::VARCHAR AS finding_direction,
    participants::BIGINT AS participants,
    published_on,
    source_title,
    source_url,
    note,
    file,
    line
FROM evaluations
WHERE package = $package::VARCHAR
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
ORDER BY service, evaluation_id
