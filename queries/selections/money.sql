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

-- Lines of one family in the years asked for, under a reader's choices, each with its member.
CREATE OR REPLACE MACRO selected_money(
    for_package, of_family, dimension, from_year, to_year, of_programmes, of_services, of_providers,
    of_areas, of_funders
) AS TABLE
    SELECT
        *,
        member_of(
            dimension, programme, service, provider, provider_group, area, funder, instrument
        ) AS member
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

-- The months of each financial year, from April, that a ledger covers: 12 for a whole year, 0 when it
-- does not begin with April. A family without months covers every year it has.
CREATE OR REPLACE MACRO months_covered(for_package, of_family) AS TABLE
    WITH ledger AS (
        SELECT min(month) AS first_month, max(month) AS last_month
        FROM money_line
        WHERE package = for_package AND family = of_family
    )

    SELECT
        line.financial_year,
        sum(line.amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
        count(*) AS lines,
        CASE
            WHEN any_value(ledger.last_month) IS NULL THEN 12
            WHEN any_value(ledger.first_month) > first_day(line.financial_year) THEN 0
            ELSE least(
                12,
                1 + date_diff(
                    'month', first_day(line.financial_year), any_value(ledger.last_month)
                )
            )
        END AS months
    FROM money_line AS line
    CROSS JOIN ledger
    WHERE line.package = for_package AND line.family = of_family
    GROUP BY line.financial_year;

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
        FROM selected_money(
            for_package, of_family, dimension, from_year, to_year, NULL, NULL, NULL, NULL, NULL
        )
        WHERE financial_year IN (from_year, to_year)
            AND (
                month IS NULL
                OR date_diff('month', first_day(financial_year), month) < of_months
            )
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

-- The same lines under a choice of programmes, each with what its service has to show for the year.
CREATE OR REPLACE MACRO money_beside_evidence(
    for_package, of_family, from_year, to_year, of_programmes
) AS TABLE
    SELECT
        m.programme,
        m.service,
        m.service_as_filed,
        m.financial_year,
        m.amount_gbp,
        covered.months < 12 AS part_year,
        coalesce(e.evidence, 'no_evidence') AS evidence,
        coalesce(e.indicators, 0) AS indicators,
        coalesce(e.targets, 0) AS targets,
        coalesce(e.returned, 0) AS returned,
        coalesce(e.held, 0) AS held,
        coalesce(e.met, 0) AS met,
        e.result_services,
        e.result_programmes
    FROM selected_money(
        for_package, of_family, 'service', from_year, to_year, of_programmes, NULL, NULL, NULL, NULL
    ) AS m
    JOIN months_covered(for_package, of_family) AS covered
        ON covered.financial_year = m.financial_year
    LEFT JOIN service_evidence AS e
        ON e.package = m.package
        AND e.service = m.service
        AND e.financial_year = m.financial_year;
