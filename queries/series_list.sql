-- question: Which series can be charted, over which years and on which basis?
-- grain: series_id
-- returns: series_id VARCHAR, title VARCHAR, family VARCHAR, member VARCHAR, basis VARCHAR,
--   definition VARCHAR, direction VARCHAR, first_year VARCHAR, last_year VARCHAR, points BIGINT,
--   joined BOOLEAN, caution VARCHAR
WITH spans AS (
    SELECT
        package,
        series_id,
        min(financial_year) AS first_year,
        max(financial_year) AS last_year,
        count(*) AS points
    FROM series_value
    GROUP BY package, series_id
)

SELECT
    c.series_id,
    c.title,
    c.family,
    c.member,
    c.basis,
    c.definition,
    c.direction,
    s.first_year,
    s.last_year,
    s.points,
    c.joined,
    c.caution
FROM series_catalogue AS c
JOIN spans AS s ON s.package = c.package AND s.series_id = c.series_id
WHERE c.package = $package::VARCHAR
ORDER BY list_position(['published', 'paid', 'contracts', 'decisions', 'grants'], c.family), c.series_id
