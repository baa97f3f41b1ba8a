-- question: How many targets and results of commissioned services have been published or returned?
-- grain: reported_by
-- returns: reported_by VARCHAR, results BIGINT, indicators BIGINT, services BIGINT,
--   with_target BIGINT, with_target_and_actual BIGINT, target_only BIGINT, actual_only BIGINT
SELECT
    reported_by,
    count(*) AS results,
    count(DISTINCT (organisation, service, indicator)) AS indicators,
    count(DISTINCT service) AS services,
    count(*) FILTER (WHERE target IS NOT NULL) AS with_target,
    count(*) FILTER (WHERE target IS NOT NULL AND actual IS NOT NULL) AS with_target_and_actual,
    count(*) FILTER (WHERE target IS NOT NULL AND actual IS NULL) AS target_only,
    count(*) FILTER (WHERE target IS NULL AND actual IS NOT NULL) AS actual_only
FROM outcome_result
WHERE package = $package::VARCHAR
GROUP BY reported_by
ORDER BY reported_by DESC
