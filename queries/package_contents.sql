-- question: Which extracts were loaded, and what became of every row?
-- grain: package, resource
-- returns: package VARCHAR, kind VARCHAR, resource VARCHAR, title VARCHAR, description VARCHAR,
--   path VARCHAR, rows_in BIGINT, rows_loaded BIGINT, rows_rejected BIGINT, as_at VARCHAR,
--   publisher VARCHAR, licence VARCHAR, protective_marking VARCHAR
SELECT
    package::VARCHAR AS package,
    kind,
    resource,
    title,
    description,
    path,
    rows_in,
    rows_loaded,
    rows_rejected,
    as_at,
    publisher,
    licence,
    protective_marking
FROM package_resources
WHERE $package::VARCHAR IS NULL OR package = $package::VARCHAR
ORDER BY package::VARCHAR, resource
