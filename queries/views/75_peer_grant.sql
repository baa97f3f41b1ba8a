-- view: every published grant to one area, with the area's latest trusted residents up to the year
--   of the grant; a figure for many areas together is not one
-- grain: published_area, fund, financial_year
WITH published AS (
    SELECT
        package, financial_year, pcc_area AS published_area, amount_gbp, fund,
        'Ministry of Justice' AS funder, precision::VARCHAR AS precision, note, source_url, file, line
    FROM pcc_victims_allocations
    UNION ALL
    SELECT
        package, financial_year, area AS published_area, amount_gbp, fund,
        'Home Office' AS funder, precision::VARCHAR AS precision, note, source_url, file, line
    FROM serious_violence_allocations
),

named AS (
    SELECT
        g.*,
        n.area,
        n.area_code,
        n.note AS area_note,
        starting_year(g.financial_year) AS starting
    FROM published AS g
    JOIN area_names AS n
        ON n.package = g.package AND n.published_area = g.published_area AND n.kind = 'area'
)

SELECT
    g.published_area,
    g.area,
    g.area_code,
    g.fund,
    g.funder,
    g.financial_year,
    g.amount_gbp,
    g.precision,
    g.note,
    g.area_note,
    g.source_url,
    g.file,
    g.line,
    p.population,
    p.year AS population_year,
    p.source_url AS population_source_url
FROM named AS g
ASOF LEFT JOIN peer_population AS p ON p.area = g.area AND p.year <= g.starting
ORDER BY g.fund, g.financial_year, g.area
