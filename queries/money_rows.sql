-- question: Which lines stand behind an amount?
-- grain: file, line, financial_year
-- returns: reference VARCHAR, financial_year VARCHAR, month DATE, service VARCHAR,
--   service_as_filed VARCHAR, programme VARCHAR, provider VARCHAR, provider_as_filed VARCHAR,
--   area VARCHAR, funder VARCHAR, instrument VARCHAR, amount_gbp DECIMAL(18,2), source_url VARCHAR,
--   file VARCHAR, line BIGINT, lines BIGINT, total_gbp DECIMAL(18,2)
-- lines and total_gbp are of all that is selected, whatever the limit.
-- Which months the page of rows falls in is known from their number of lines, so that only those months
-- are read, and only the places of their lines before the page is known.
WITH months AS (
    SELECT
        period_start,
        sum(lines)::BIGINT AS in_month,
        coalesce(
            sum(sum(lines)) OVER (
                ORDER BY period_start DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            0
        )::BIGINT AS before_month,
        (sum(sum(lines)) OVER ())::BIGINT AS lines,
        (sum(sum(amount_gbp)) OVER ())::DECIMAL(18, 2) AS total_gbp
    FROM money_month
    WHERE package = $package::VARCHAR
        AND family = $family::VARCHAR
        AND ($first_year::VARCHAR IS NULL OR financial_year >= $first_year::VARCHAR)
        AND ($last_year::VARCHAR IS NULL OR financial_year <= $last_year::VARCHAR)
        AND ($programmes::VARCHAR[] IS NULL OR list_contains($programmes::VARCHAR[], programme))
        AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
        AND ($providers::VARCHAR[] IS NULL OR list_contains($providers::VARCHAR[], provider))
        AND ($areas::VARCHAR[] IS NULL OR list_contains($areas::VARCHAR[], area))
        AND ($funders::VARCHAR[] IS NULL OR list_contains($funders::VARCHAR[], funder))
    GROUP BY period_start
),

shown AS (
    SELECT *, min(before_month) OVER () AS before_first
    FROM months
    WHERE before_month < $offset::BIGINT + $limit::BIGINT
        AND before_month + in_month > $offset::BIGINT
),

page AS (
    SELECT
        l.place,
        s.lines,
        s.total_gbp,
        s.before_first + row_number() OVER (ORDER BY l.place) AS number
    FROM selected_lines(
        $package::VARCHAR, $family::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR, $programmes::VARCHAR[],
        $services::VARCHAR[], $providers::VARCHAR[], $areas::VARCHAR[], $funders::VARCHAR[]
    ) AS l
    JOIN shown AS s ON s.period_start = l.period_start
    QUALIFY number > $offset::BIGINT AND number <= $offset::BIGINT + $limit::BIGINT
)

SELECT
    l.reference,
    l.financial_year,
    l.month,
    l.service,
    l.service_as_filed,
    l.programme,
    l.provider,
    l.provider_as_filed,
    l.area,
    l.funder,
    l.instrument,
    l.amount_gbp,
    l.source_url,
    l.file,
    l.line,
    p.lines,
    p.total_gbp
FROM page AS p
JOIN money_line AS l ON l.place = p.place
ORDER BY p.place
