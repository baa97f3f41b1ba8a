-- question: How much money names one area?
-- grain: area
-- returns: area VARCHAR, short_name VARCHAR, column_number BIGINT, row_number BIGINT,
--   amount_gbp DECIMAL(18,2), share_percent DOUBLE, lines BIGINT, services BIGINT
-- Every area of the map, with NULL where nothing was found, and a row 'Not stated' without a tile for
-- what names no one area. Shares are of everything selected, where that is above zero.
WITH found AS (
    SELECT
        member,
        sum(amount_gbp) AS amount,
        sum(lines)::BIGINT AS lines,
        count(DISTINCT service) AS services,
        sum(sum(amount_gbp)) OVER () AS whole
    FROM selected_money(
        $package::VARCHAR, $family::VARCHAR, 'area', $first_year::VARCHAR, $last_year::VARCHAR,
        $programmes::VARCHAR[], NULL, NULL, NULL, NULL
    )
    GROUP BY member
),

tiles AS (
    SELECT area, short_name, "column" AS column_number, "row" AS row_number
    FROM area_tiles
    WHERE package = $package::VARCHAR
)

SELECT
    coalesce(t.area, f.member) AS area,
    t.short_name,
    t.column_number,
    t.row_number,
    f.amount::DECIMAL(18, 2) AS amount_gbp,
    CASE WHEN f.whole > 0 THEN 100 * f.amount::DOUBLE / f.whole::DOUBLE END AS share_percent,
    coalesce(f.lines, 0) AS lines,
    coalesce(f.services, 0) AS services
FROM tiles AS t
FULL JOIN found AS f ON f.member = t.area
ORDER BY t.area IS NULL, f.amount DESC NULLS LAST, area
