-- question: How concentrated is the money on few providers, year by year?
-- grain: financial_year
-- returns: financial_year VARCHAR, providers BIGINT, named_gbp DECIMAL(18,2),
--   unnamed_gbp DECIMAL(18,2), net_credit_providers BIGINT, largest VARCHAR, top1_percent DOUBLE,
--   top3_percent DOUBLE, top5_percent DOUBLE, hhi DOUBLE, hhi_normalised DOUBLE,
--   effective_number DOUBLE, part_year BOOLEAN
-- Shares are of the money whose provider is named as one body: what the mapping table counts under
-- several bodies has no share; a provider paid nothing or less over the year has
-- no share. HHI is the sum of squared percentage shares, 0 to 10,000; its inverse times 10,000 is the
-- effective number of providers of equal size. Normalised is (H - 1/n) / (1 - 1/n), with H = HHI/10,000.
WITH no_one_body AS (
    SELECT 'Not stated' AS name
    UNION ALL
    SELECT DISTINCT counts_under
    FROM mappings
    WHERE package = $package::VARCHAR AND kind = 'provider' AND relation = 'several'
),

paid AS (
    SELECT financial_year, member, sum(amount_gbp) AS amount
    FROM selected_money(
        $package::VARCHAR, $family::VARCHAR, $dimension::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR,
        $programmes::VARCHAR[], NULL, NULL, NULL, NULL
    )
    GROUP BY financial_year, member
),

shared AS (
    SELECT
        *,
        100 * amount::DOUBLE / sum(amount) OVER of_year::DOUBLE AS share,
        row_number() OVER (PARTITION BY financial_year ORDER BY amount DESC, member) AS position
    FROM paid
    WHERE member NOT IN (SELECT name FROM no_one_body) AND amount > 0
    WINDOW of_year AS (PARTITION BY financial_year)
),

measured AS (
    SELECT
        financial_year,
        count(*) AS providers,
        sum(amount) AS named,
        arg_min(member, position) AS largest,
        sum(share) FILTER (WHERE position <= 1) AS top1,
        sum(share) FILTER (WHERE position <= 3) AS top3,
        sum(share) FILTER (WHERE position <= 5) AS top5,
        sum(share * share) AS hhi
    FROM shared
    GROUP BY financial_year
)

SELECT
    years.financial_year,
    coalesce(m.providers, 0) AS providers,
    coalesce(m.named, 0)::DECIMAL(18, 2) AS named_gbp,
    coalesce(years.unnamed, 0)::DECIMAL(18, 2) AS unnamed_gbp,
    years.net_credit AS net_credit_providers,
    m.largest,
    m.top1 AS top1_percent,
    m.top3 AS top3_percent,
    m.top5 AS top5_percent,
    m.hhi,
    (m.hhi / 10000 - 1 / m.providers) / nullif(1 - 1 / m.providers, 0) AS hhi_normalised,
    10000 / m.hhi AS effective_number,
    covered.months < 12 AS part_year
FROM (
    SELECT
        financial_year,
        sum(amount) FILTER (WHERE no_one_body.name IS NOT NULL) AS unnamed,
        count(*) FILTER (WHERE no_one_body.name IS NULL AND amount <= 0) AS net_credit
    FROM paid
    LEFT JOIN no_one_body ON no_one_body.name = paid.member
    GROUP BY financial_year
) AS years
LEFT JOIN measured AS m ON m.financial_year = years.financial_year
LEFT JOIN months_covered($package::VARCHAR, $family::VARCHAR) AS covered
    ON covered.financial_year = years.financial_year
ORDER BY years.financial_year
