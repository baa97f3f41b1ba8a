-- question: What does a package say of itself: producer, status, strengths, limits, revisions?
-- grain: key, position
-- returns: key VARCHAR, position BIGINT, value VARCHAR
SELECT key, position, value
FROM package_about
WHERE package = $package::VARCHAR
ORDER BY key, position
