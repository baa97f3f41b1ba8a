-- question: What does each field of each extract mean?
-- grain: package, resource, position
-- returns: package VARCHAR, resource VARCHAR, position BIGINT, field VARCHAR, title VARCHAR,
--   kind VARCHAR, unit VARCHAR, required BOOLEAN, allowed_values VARCHAR,
--   protective_marking VARCHAR, description VARCHAR
SELECT
    package::VARCHAR AS package,
    resource,
    position,
    field,
    title,
    kind,
    unit,
    required,
    allowed_values,
    protective_marking,
    description
FROM fields
WHERE $package::VARCHAR IS NULL OR package = $package::VARCHAR
ORDER BY package::VARCHAR, resource, position
