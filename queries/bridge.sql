-- question: What did each member add to, or take from, the change between two years?
-- grain: member
-- returns: member VARCHAR, amount_from DECIMAL(18,2), restated_from DECIMAL(18,2),
--   amount_to DECIMAL(18,2), change_gbp DECIMAL(18,2), change_kind VARCHAR,
--   contribution_points DOUBLE, own_growth_percent DOUBLE, names VARCHAR
-- In real terms the first year is restated in the prices of the second and changes are from there.
-- Contributions add up to the growth of the whole, which has none on nothing or less. names lists what the member is called in the
-- extracts where that is more than one name, or another. No rows when the two years cannot be compared.
WITH named AS (
    SELECT member, string_agg(name, '; ' ORDER BY name) AS names
    FROM (
        SELECT DISTINCT
            member,
            CASE $dimension::VARCHAR
                WHEN 'service' THEN service_as_filed
                WHEN 'provider' THEN provider_as_filed
                WHEN 'provider_group' THEN provider_as_filed
            END AS name
        FROM selected_money(
            $package::VARCHAR, $family::VARCHAR, $dimension::VARCHAR, $from_year::VARCHAR, $to_year::VARCHAR, NULL, NULL,
            NULL, NULL, NULL
        )
        WHERE financial_year IN ($from_year::VARCHAR, $to_year::VARCHAR)
    )
    GROUP BY member
    HAVING count(name) > 1 OR any_value(name) <> member
)

SELECT
    b.member,
    b.amount_from,
    b.restated_from,
    b.amount_to,
    b.change_gbp,
    b.change_kind,
    CASE
        WHEN sum(b.restated_from) OVER () > 0
        THEN 100 * b.change_gbp::DOUBLE / (sum(b.restated_from) OVER ())::DOUBLE
    END AS contribution_points,
    CASE
        WHEN b.restated_from > 0
        THEN 100 * b.change_gbp::DOUBLE / b.restated_from::DOUBLE
    END AS own_growth_percent,
    n.names
FROM bridged(
    $package::VARCHAR, $family::VARCHAR, $dimension::VARCHAR, $from_year::VARCHAR, $to_year::VARCHAR,
    $real_terms::BOOLEAN, $months::INTEGER
) AS b
LEFT JOIN named AS n ON n.member = b.member
ORDER BY b.change_gbp DESC, b.member
