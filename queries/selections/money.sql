-- The value of a line on the dimension asked for.
CREATE OR REPLACE MACRO member_of(
    dimension, programme, service, provider, provider_group, area, funder, instrument
) AS
    CASE dimension
        WHEN 'programme' THEN programme
        WHEN 'service' THEN service
        WHEN 'provider' THEN provider
        WHEN 'provider_group' THEN provider_group
        WHEN 'area' THEN area
        WHEN 'funder' THEN funder
        WHEN 'instrument' THEN instrument
    END;

-- Amounts of one family by year, in the years asked for and under a reader's choices, each with its
-- member and the lines it is of.
CREATE OR REPLACE MACRO selected_money(
    for_package, of_family, dimension, from_year, to_year, of_programmes, of_services, of_providers,
    of_areas, of_funders
) AS TABLE
    SELECT
        *,
        member_of(
            dimension, programme, service, provider, provider_group, area, funder, instrument
        ) AS member
    FROM money_year
    WHERE package = for_package
        AND family = of_family
        AND (from_year IS NULL OR financial_year >= from_year)
        AND (to_year IS NULL OR financial_year <= to_year)
        AND (of_programmes IS NULL OR list_contains(of_programmes, programme))
        AND (of_services IS NULL OR list_contains(of_services, service))
        AND (of_providers IS NULL OR list_contains(of_providers, provider))
        AND (of_areas IS NULL OR list_contains(of_areas, area))
        AND (of_funders IS NULL OR list_contains(of_funders, funder));

-- The same by month, of all years.
CREATE OR REPLACE MACRO monthly_money(
    for_package, of_family, dimension, of_programmes, of_services, of_providers
) AS TABLE
    SELECT
        *,
        member_of(
            dimension, programme, service, provider, provider_group, area, funder, instrument
        ) AS member
    FROM money_month
    WHERE package = for_package
        AND family = of_family
        AND (of_programmes IS NULL OR list_contains(of_programmes, programme))
        AND (of_services IS NULL OR list_contains(of_services, service))
        AND (of_providers IS NULL OR list_contains(of_providers, provider));

-- The same line by line.
CREATE OR REPLACE MACRO selected_lines(
    for_package, of_family, from_year, to_year, of_programmes, of_services, of_providers, of_areas,
    of_funders
) AS TABLE
    SELECT *
    FROM money_line
    WHERE package = for_package
        AND family = of_family
        AND (from_year IS NULL OR financial_year >= from_year)
        AND (to_year IS NULL OR financial_year <= to_year)
        AND (of_programmes IS NULL OR list_contains(of_programmes, programme))
        AND (of_services IS NULL OR list_contains(of_services, service))
        AND (of_providers IS NULL OR list_contains(of_providers, provider))
        AND (of_areas IS NULL OR list_contains(of_areas, area))
        AND (of_funders IS NULL OR list_contains(of_funders, funder));

-- The payments above zero under the same choices: how many of each size, and each by itself. Sizes by
-- service will do where no other column is told apart.
CREATE OR REPLACE MACRO selected_sizes(
    for_package, from_year, to_year, of_programmes, of_services, of_providers, of_areas, of_funders
) AS TABLE
    SELECT band, step, payments, amount_gbp, largest_gbp
    FROM (
        SELECT financial_year, programme, service, band, step, payments, amount_gbp, largest_gbp
        FROM service_size
        WHERE package = for_package
            AND of_providers IS NULL
            AND of_areas IS NULL
            AND of_funders IS NULL
        UNION ALL
        SELECT financial_year, programme, service, band, step, payments, amount_gbp, largest_gbp
        FROM payment_size
        WHERE package = for_package
            AND NOT (of_providers IS NULL AND of_areas IS NULL AND of_funders IS NULL)
            AND (of_providers IS NULL OR list_contains(of_providers, provider))
            AND (of_areas IS NULL OR list_contains(of_areas, area))
            AND (of_funders IS NULL OR list_contains(of_funders, funder))
    )
    WHERE (from_year IS NULL OR financial_year >= from_year)
        AND (to_year IS NULL OR financial_year <= to_year)
        AND (of_programmes IS NULL OR list_contains(of_programmes, programme))
        AND (of_services IS NULL OR list_contains(of_services, service));

CREATE OR REPLACE MACRO selected_payments(
    for_package, from_year, to_year, of_programmes, of_services, of_providers, of_areas, of_funders
) AS TABLE
    SELECT *
    FROM payment
    WHERE package = for_package
        AND (from_year IS NULL OR financial_year >= from_year)
        AND (to_year IS NULL OR financial_year <= to_year)
        AND (of_programmes IS NULL OR list_contains(of_programmes, programme))
        AND (of_services IS NULL OR list_contains(of_services, service))
        AND (of_providers IS NULL OR list_contains(of_providers, provider))
        AND (of_areas IS NULL OR list_contains(of_areas, area))
        AND (of_funders IS NULL OR list_contains(of_funders, funder));

-- The months of each financial year, from April, that a family covers, as in family_year.
CREATE OR REPLACE MACRO months_covered(for_package, of_family) AS TABLE
    SELECT financial_year, amount_gbp, lines, months_covered AS months
    FROM family_year
    WHERE package = for_package AND family = of_family;

-- What every member had in two years, the first year also in the prices of the second where asked; no
-- rows when a year does not cover the months compared. Restated amounts are whole pence, so that what
-- is added from them closes to the penny.
CREATE OR REPLACE MACRO bridged(
    for_package, of_family, dimension, from_year, to_year, in_real_terms, of_months
) AS TABLE
    WITH prices AS (
        SELECT
            max(index) FILTER (WHERE financial_year = to_year)
            / max(index) FILTER (WHERE financial_year = from_year) AS rise
        FROM deflator
    ),

    comparable AS (
        SELECT count(*) = 2 AS holds
        FROM months_covered(for_package, of_family)
        WHERE financial_year IN (from_year, to_year) AND months >= of_months
    ),

    members AS (
        SELECT
            member,
            sum(amount_gbp) FILTER (WHERE financial_year = from_year) AS amount_from,
            sum(amount_gbp) FILTER (WHERE financial_year = to_year) AS amount_to
        FROM (
            SELECT financial_year, amount_gbp, member
            FROM selected_money(
                for_package, of_family, dimension, from_year, to_year, NULL, NULL, NULL, NULL, NULL
            )
            WHERE of_months = 12
            UNION ALL
            SELECT financial_year, amount_gbp, member
            FROM monthly_money(for_package, of_family, dimension, NULL, NULL, NULL)
            WHERE of_months <> 12
                AND (
                    month IS NULL
                    OR date_diff('month', first_day(financial_year), month) < of_months
                )
        )
        WHERE financial_year IN (from_year, to_year)
        GROUP BY member
    ),

    restated AS (
        SELECT
            m.member,
            m.amount_from::DECIMAL(18, 2) AS amount_from,
            CASE
                WHEN in_real_terms THEN (m.amount_from * prices.rise)::DECIMAL(18, 2)
                ELSE m.amount_from::DECIMAL(18, 2)
            END AS restated_from,
            m.amount_to::DECIMAL(18, 2) AS amount_to
        FROM members AS m
        CROSS JOIN prices
        CROSS JOIN comparable
        WHERE comparable.holds AND (NOT in_real_terms OR prices.rise IS NOT NULL)
    )

    SELECT
        *,
        (coalesce(amount_to, 0) - coalesce(restated_from, 0))::DECIMAL(18, 2) AS change_gbp,
        -- A blank year and a year of nothing are both "not there"; neither is drawn as an amount.
        CASE
            WHEN coalesce(restated_from, 0) = 0 AND coalesce(amount_to, 0) = 0 THEN 'unchanged'
            WHEN coalesce(restated_from, 0) = 0 THEN 'new'
            WHEN coalesce(amount_to, 0) = 0 THEN 'ended'
            WHEN amount_to > restated_from THEN 'up'
            WHEN amount_to < restated_from THEN 'down'
            ELSE 'unchanged'
        END AS change_kind
    FROM restated;

-- Amounts of services by year under a choice of programmes, each with what its service has to show for
-- the year.
CREATE OR REPLACE MACRO money_beside_evidence(
    for_package, of_family, from_year, to_year, of_programmes
) AS TABLE
    SELECT
        m.programme,
        m.service,
        m.service_as_filed,
        m.financial_year,
        m.amount_gbp,
        m.lines,
        covered.months < 12 AS part_year,
        coalesce(e.evidence, 'no_evidence') AS evidence,
        coalesce(e.indicators, 0) AS indicators,
        coalesce(e.targets, 0) AS targets,
        coalesce(e.returned, 0) AS returned,
        coalesce(e.held, 0) AS held,
        coalesce(e.met, 0) AS met,
        e.result_services,
        e.result_programmes
    FROM service_year AS m
    JOIN months_covered(for_package, of_family) AS covered
        ON covered.financial_year = m.financial_year
    LEFT JOIN service_evidence AS e
        ON e.package = m.package
        AND e.service = m.service
        AND e.financial_year = m.financial_year
    WHERE m.package = for_package
        AND m.family = of_family
        AND (from_year IS NULL OR m.financial_year >= from_year)
        AND (to_year IS NULL OR m.financial_year <= to_year)
        AND (of_programmes IS NULL OR list_contains(of_programmes, m.programme));
