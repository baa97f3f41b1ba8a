-- check: A return that is split by nothing is for everyone, whose cohort is All
-- severity: must hold
SELECT package::VARCHAR AS package, file, line, concat_ws(' ', indicator_id, cohort) AS detail
FROM indicator_returns
WHERE dimension = 'all' AND cohort <> 'All'
ORDER BY file, line
