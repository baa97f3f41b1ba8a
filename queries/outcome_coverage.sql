-- question: How many targets and results of commissioned services have been published or returned?
-- grain: reported_by
-- returns: reported_by VARCHAR, results BIGINT, indicators BIGINT, services BIGINT,
--   with_target BIGINT, with_target_and_actual BIGINT, target_only BIGINT, actual_only BIGINT,
--   not_returned BIGINT, not_yet_due BIGINT, not_applicable BIGINT, suppressed BIGINT
-- A result that is not there is one of four things, none of them zero and none of them missed. Results of areas,
-- providers and groups of people are parts of the results counted here.
SELECT
    reported_by,
    count(*) AS results,
    count(DISTINCT (organisation, service, indicator)) AS indicators,
    count(DISTINCT service) AS services,
    count(*) FILTER (WHERE target IS NOT NULL) AS with_target,
    count(*) FILTER (WHERE target IS NOT NULL AND actual IS NOT NULL) AS with_target_and_actual,
    count(*) FILTER (WHERE target IS NOT NULL AND actual IS NULL) AS target_only,
    count(*) FILTER (WHERE target IS NULL AND actual IS NOT NULL) AS actual_only,
    count(*) FILTER (WHERE actual IS NULL AND status = 'not_returned') AS not_returned,
    count(*) FILTER (WHERE actual IS NULL AND status = 'not_yet_due') AS not_yet_due,
    count(*) FILTER (WHERE actual IS NULL AND status = 'not_applicable') AS not_applicable,
    count(*) FILTER (WHERE actual IS NULL AND status = 'suppressed') AS suppressed
FROM outcome_result
WHERE package = $package::VARCHAR AND dimension = 'all'
GROUP BY reported_by
ORDER BY reported_by DESC
