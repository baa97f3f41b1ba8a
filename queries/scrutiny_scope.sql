-- question: Which of the records that rules of scrutiny need does a package hold?
-- grain: record
-- returns: record VARCHAR, number BIGINT
SELECT family AS record, sum(lines)::BIGINT AS number
FROM family_year
WHERE package = $package::VARCHAR AND family IN ('paid', 'decisions', 'contracts')
GROUP BY family
UNION ALL
SELECT 'targets' AS record, count(*) AS number
FROM measured_service
WHERE package = $package::VARCHAR AND has_target
HAVING count(*) > 0
UNION ALL
SELECT 'results' AS record, count(*) AS number
FROM measured_service
WHERE package = $package::VARCHAR AND has_result
HAVING count(*) > 0
ORDER BY record
