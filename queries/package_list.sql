-- question: Which packages of data can be shown?
-- grain: package
-- returns: package VARCHAR, kind VARCHAR, title VARCHAR, body VARCHAR, short_name VARCHAR,
--   area VARCHAR, as_at VARCHAR, is_default BOOLEAN
SELECT
    package::VARCHAR AS package,
    max(value) FILTER (WHERE key = 'kind') AS kind,
    max(value) FILTER (WHERE key = 'title') AS title,
    max(value) FILTER (WHERE key = 'body.name') AS body,
    max(value) FILTER (WHERE key = 'body.short_name') AS short_name,
    max(value) FILTER (WHERE key = 'body.area') AS area,
    max(value) FILTER (WHERE key = 'as_at') AS as_at,
    coalesce(bool_or(key = 'default' AND lower(value) = 'true'), false) AS is_default
FROM package_about
GROUP BY package
ORDER BY is_default DESC, package
