-- question: Which names count under another, and why?
-- grain: kind, name
-- returns: kind VARCHAR, name VARCHAR, counts_under VARCHAR, relation VARCHAR, reason VARCHAR,
--   file VARCHAR, line BIGINT
SELECT
    kind::VARCHAR AS kind,
    name,
    counts_under,
    relation::VARCHAR AS relation,
    reason,
    file,
    line
FROM mappings
WHERE package = $package::VARCHAR
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind::VARCHAR))
ORDER BY file, line
