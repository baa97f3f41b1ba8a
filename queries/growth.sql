-- question: How has a series grown, in cash, in real terms, as an index, per resident and as a share?
-- grain: series_id, financial_year
-- returns: series_id VARCHAR, title VARCHAR, family VARCHAR, basis VARCHAR, financial_year VARCHAR,
--   amount_gbp DECIMAL(18,2), real_gbp DECIMAL(18,2), index_nominal DOUBLE, index_real DOUBLE,
--   per_resident_gbp DECIMAL(18,2), per_resident_real_gbp DECIMAL(18,2), share_percent DOUBLE,
--   growth_percent DOUBLE, real_growth_percent DOUBLE, joined BOOLEAN, part_year BOOLEAN,
--   deflator_status VARCHAR, population_definition VARCHAR, caution VARCHAR
-- Growth is on the year before, and is worked out before any year is left out, so no choice of years
-- changes it. Real terms: amount x deflator of the price base / deflator of the year (HM Treasury
-- GDP deflator user guide). A part year has no growth and no index, and neither has a series whose
-- years may not be joined: its definition, or how much of it was found, differs between them.
WITH valued AS (
    SELECT
        c.package,
        c.series_id,
        c.title,
        c.family,
        c.basis,
        c.joined AS may_join,
        c.caution,
        v.financial_year,
        v.amount_gbp,
        v.part_year,
        v.amount_gbp::DOUBLE * base.index / deflator.index AS real_amount,
        deflator.status::VARCHAR AS deflator_status,
        population.population,
        population.definition AS population_definition,
        CASE
            WHEN whole.amount_gbp > 0
            THEN 100 * v.amount_gbp::DOUBLE / whole.amount_gbp::DOUBLE
        END AS share_percent
    FROM series_catalogue AS c
    JOIN series_value AS v ON v.package = c.package AND v.series_id = c.series_id
    LEFT JOIN deflator ON deflator.financial_year = v.financial_year
    LEFT JOIN deflator AS base ON base.financial_year = $price_base::VARCHAR
    LEFT JOIN body_population AS population
        ON population.package = c.package AND population.year = starting_year(v.financial_year)
    LEFT JOIN series_value AS whole
        ON c.member IS NOT NULL
        AND whole.package = c.package
        AND whole.series_id = c.family
        AND whole.financial_year = v.financial_year
    WHERE c.package = $package::VARCHAR
        AND list_contains($series_ids::VARCHAR[], c.series_id)
),

grown AS (
    SELECT
        later.*,
        earlier.amount_gbp AS earlier_amount,
        earlier.real_amount AS earlier_real_amount,
        later.may_join
            AND coalesce(NOT later.part_year AND NOT earlier.part_year, false) AS comparable
    FROM valued AS later
    LEFT JOIN valued AS earlier
        ON earlier.series_id = later.series_id
        AND starting_year(earlier.financial_year) = starting_year(later.financial_year) - 1
),

based AS (
    SELECT
        series_id,
        -- An index on nothing, or on a credit, has no meaning.
        CASE WHEN arg_min(amount_gbp, financial_year) > 0
            THEN arg_min(amount_gbp, financial_year)::DOUBLE
        END AS base_amount,
        CASE WHEN arg_min(amount_gbp, financial_year) > 0
            THEN arg_min_null(real_amount, financial_year)
        END AS base_real_amount
    FROM valued
    WHERE may_join
        AND NOT part_year
        AND financial_year >= coalesce($index_base::VARCHAR, $first_year::VARCHAR, '')
        AND ($index_base::VARCHAR IS NULL OR financial_year = $index_base::VARCHAR)
        AND ($last_year::VARCHAR IS NULL OR $index_base::VARCHAR IS NOT NULL
            OR financial_year <= $last_year::VARCHAR)
    GROUP BY series_id
)

SELECT
    g.series_id,
    g.title,
    g.family,
    g.basis,
    g.financial_year,
    g.amount_gbp,
    g.real_amount::DECIMAL(18, 2) AS real_gbp,
    CASE WHEN NOT g.part_year THEN 100 * g.amount_gbp::DOUBLE / b.base_amount END AS index_nominal,
    CASE WHEN NOT g.part_year THEN 100 * g.real_amount / b.base_real_amount END AS index_real,
    CASE WHEN NOT g.part_year THEN g.amount_gbp::DOUBLE / g.population END::DECIMAL(18, 2)
        AS per_resident_gbp,
    CASE WHEN NOT g.part_year THEN g.real_amount / g.population END::DECIMAL(18, 2)
        AS per_resident_real_gbp,
    g.share_percent,
    CASE
        WHEN g.comparable AND g.earlier_amount > 0
        THEN 100 * (g.amount_gbp - g.earlier_amount)::DOUBLE / g.earlier_amount::DOUBLE
    END AS growth_percent,
    CASE
        WHEN g.comparable AND g.earlier_real_amount > 0
        THEN 100 * (g.real_amount - g.earlier_real_amount) / g.earlier_real_amount
    END AS real_growth_percent,
    g.comparable AS joined,
    g.part_year,
    g.deflator_status,
    g.population_definition,
    g.caution
FROM grown AS g
LEFT JOIN based AS b ON b.series_id = g.series_id
WHERE ($first_year::VARCHAR IS NULL OR g.financial_year >= $first_year::VARCHAR)
    AND ($last_year::VARCHAR IS NULL OR g.financial_year <= $last_year::VARCHAR)
ORDER BY g.series_id, g.financial_year
