-- view: every series whose growth can be asked for; members of a family add up to the family's total,
--   which is the series named by the family alone
-- grain: package, series_id
WITH cautioned AS (
    SELECT package, replace(key, 'series_cautions.', '') AS family, value AS caution
    FROM package_about
    WHERE starts_with(key, 'series_cautions.')
),

families AS (
    SELECT DISTINCT package, family, CASE family WHEN 'grants' THEN funder ELSE programme END AS member
    FROM money_year
    UNION
    SELECT DISTINCT package, family, NULL AS member FROM family_year
)

SELECT
    package,
    series_id,
    title,
    'published' AS family,
    NULL::VARCHAR AS member,
    basis::VARCHAR AS basis,
    definition,
    direction::VARCHAR AS direction,
    joined = 'yes' AS joined,
    caution
FROM series
UNION ALL
SELECT
    f.package,
    concat_ws('/', f.family, f.member) AS series_id,
    CASE f.family
        WHEN 'decisions' THEN 'Decisions found'
        WHEN 'grants' THEN 'Grants found'
        WHEN 'contracts' THEN 'Contracted'
        ELSE 'Paid'
    END || coalesce(': ' || f.member, ', total') AS title,
    f.family,
    f.member,
    CASE f.family WHEN 'decisions' THEN 'approved' WHEN 'grants' THEN 'received'
        WHEN 'contracts' THEN 'contracted' ELSE 'paid' END AS basis,
    CASE f.family
        WHEN 'decisions' THEN 'New money approved for commissioned services in decisions found; awards over several years spread evenly by day'
        WHEN 'grants' THEN 'Grants accepted in decisions found; awards over several years spread evenly by day'
        WHEN 'contracts' THEN 'Prices of contracts in the register; spread evenly by day from start to end'
        ELSE 'Payments less credits, by date of payment'
    END AS definition,
    CASE f.family WHEN 'grants' THEN 'in' ELSE 'out' END AS direction,
    f.family = 'paid' AS joined,
    c.caution
FROM families AS f
LEFT JOIN cautioned AS c ON c.package = f.package AND c.family = f.family
ORDER BY package, family, series_id
