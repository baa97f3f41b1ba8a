-- question: Where does the money of one family go, at one level?
-- grain: member
-- returns: position BIGINT, member VARCHAR, amount_gbp DECIMAL(18,2), gross_gbp DECIMAL(18,2),
--   credits_gbp DECIMAL(18,2), share_percent DOUBLE, lines BIGINT, first_year VARCHAR,
--   last_year VARCHAR, names VARCHAR, one_member BOOLEAN, members BIGINT, total_gbp DECIMAL(18,2),
--   found BIGINT
-- Shares, position, members and total are of everything selected, whatever text looks for; found is
-- how many members the text leaves. A total of nothing or less has no shares. gross less credits is the amount; credits are negative. names is
-- what the member is called in the extracts where that is more than its own name. What is not stated,
-- and what the mapping table counts under several bodies, is not one member and not in members.
WITH no_one_member AS (
    SELECT 'Not stated' AS name
    UNION ALL
    SELECT DISTINCT counts_under
    FROM mappings
    WHERE package = $package::VARCHAR AND kind = 'provider' AND relation = 'several'
        AND $dimension::VARCHAR IN ('provider', 'provider_group')
),

named AS (
    SELECT
        member,
        CASE $dimension::VARCHAR
            WHEN 'service' THEN service_as_filed
            WHEN 'provider' THEN provider_as_filed
            WHEN 'provider_group' THEN provider_as_filed
        END AS filed,
        sum(amount_gbp) AS amount_gbp,
        sum(gross_gbp) AS gross_gbp,
        sum(credits_gbp) AS credits_gbp,
        sum(lines) AS lines,
        min(financial_year) AS first_year,
        max(financial_year) AS last_year
    FROM selected_money(
        $package::VARCHAR, $family::VARCHAR, $dimension::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR,
        $programmes::VARCHAR[], $services::VARCHAR[], $providers::VARCHAR[], $areas::VARCHAR[], $funders::VARCHAR[]
    )
    GROUP BY ALL
),

members AS (
    SELECT
        member,
        sum(amount_gbp) AS amount_gbp,
        sum(gross_gbp) AS gross_gbp,
        sum(credits_gbp) AS credits_gbp,
        sum(lines)::BIGINT AS lines,
        min(first_year) AS first_year,
        max(last_year) AS last_year,
        CASE
            WHEN $dimension::VARCHAR IN ('service', 'provider', 'provider_group') THEN list(filed)
        END AS filed
    FROM named
    GROUP BY member
),

ranked AS (
    SELECT
        *,
        row_number() OVER (ORDER BY amount_gbp DESC, member) AS position,
        member NOT IN (FROM no_one_member) AS one_member,
        count(*) FILTER (WHERE member NOT IN (FROM no_one_member)) OVER () AS members,
        sum(amount_gbp) OVER () AS total_gbp,
        array_to_string(
            list_sort(list_filter(filed, lambda name: name IS NOT NULL AND name <> member)), '; '
        ) AS other_names
    FROM members
)

SELECT
    position,
    member,
    amount_gbp::DECIMAL(18, 2) AS amount_gbp,
    gross_gbp::DECIMAL(18, 2) AS gross_gbp,
    credits_gbp::DECIMAL(18, 2) AS credits_gbp,
    CASE WHEN total_gbp > 0 THEN 100 * amount_gbp::DOUBLE / total_gbp::DOUBLE END AS share_percent,
    lines,
    first_year,
    last_year,
    nullif(other_names, '') AS names,
    one_member,
    members,
    total_gbp::DECIMAL(18, 2) AS total_gbp,
    count(*) OVER () AS found
FROM ranked
WHERE $text::VARCHAR IS NULL
    OR contains(lower(concat_ws(' ', member, other_names)), lower($text::VARCHAR))
ORDER BY position
LIMIT $limit::BIGINT
OFFSET $offset::BIGINT
