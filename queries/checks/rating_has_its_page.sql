-- check: Every rating and evaluation in a package that is not invented has the address of its page
-- severity: must hold
SELECT f.package::VARCHAR AS package, f.file, f.line, f.finding || ' has no address' AS detail
FROM (
    SELECT package, file, line, what_works_id AS finding, source_url FROM what_works
    UNION ALL
    SELECT package, file, line, evaluation_id AS finding, source_url FROM evaluations
) AS f
JOIN package_about AS a ON a.package = f.package AND a.key = 'kind'
WHERE f.source_url IS NULL AND a.value <> 'illustrative'
ORDER BY f.file, f.line
