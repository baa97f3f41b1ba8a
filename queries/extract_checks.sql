-- question: Which checks found rows in which extract?
-- grain: resource, check_name
-- returns: resource VARCHAR, check_name VARCHAR, title VARCHAR, findings BIGINT
SELECT r.resource, f.name AS check_name, f.title, count(*) AS findings
FROM check_findings AS f
JOIN package_resources AS r
    ON r.package = f.package AND list_contains(string_split(r.path, ', '), f.file)
WHERE f.package = $package::VARCHAR
GROUP BY ALL
ORDER BY r.resource, findings DESC, f.name
