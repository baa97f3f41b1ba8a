-- question: Which checks were run on the data, and what did each find?
-- grain: check_name
-- returns: check_name VARCHAR, title VARCHAR, severity VARCHAR, findings BIGINT, examples VARCHAR
SELECT
    c.name AS check_name,
    c.title,
    c.severity,
    count(f.name) AS findings,
    array_to_string(
        list(f.file || ', line ' || f.line || ': ' || f.detail ORDER BY f.file, f.line)[1:3], '; '
    ) AS examples
FROM checks AS c
LEFT JOIN check_findings AS f ON f.name = c.name AND f.package = $package::VARCHAR
GROUP BY ALL
ORDER BY findings DESC, c.name
