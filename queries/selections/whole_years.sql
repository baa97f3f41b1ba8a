-- The whole financial years of payments that had ended by a day; where a package has no ledger, those
-- of decisions found. Never both: they are on different bases.
CREATE OR REPLACE MACRO whole_years(for_package, on_day) AS TABLE
    SELECT f.family, f.financial_year
    FROM family_year AS f
    JOIN series_value AS whole
        ON whole.package = f.package
        AND whole.series_id = f.family
        AND whole.financial_year = f.financial_year
    WHERE f.package = for_package
        AND NOT whole.part_year
        AND last_day_of(f.financial_year) <= on_day
        AND f.family = CASE
            WHEN EXISTS (
                FROM family_year AS paid WHERE paid.package = for_package AND paid.family = 'paid'
            ) THEN 'paid'
            ELSE 'decisions'
        END;

-- What was paid for each service in them, or approved. filed_as are the names its rows are filed under,
-- with a bar between two, so that a reader can look for them.
CREATE OR REPLACE MACRO services_of_whole_years(for_package, on_day) AS TABLE
    SELECT
        family,
        financial_year,
        service,
        min(programme) AS programme,
        sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
        sum(lines)::BIGINT AS lines,
        array_to_string(list_sort(list_distinct(list(service_as_filed))), ' | ') AS filed_as
    FROM service_year
    JOIN whole_years(for_package, on_day) USING (family, financial_year)
    WHERE package = for_package
    GROUP BY family, financial_year, service;

-- The same for each provider and group of providers, and whether its lines name a provider.
CREATE OR REPLACE MACRO providers_of_whole_years(for_package, on_day) AS TABLE
    SELECT provider_year.*
    FROM provider_year
    JOIN whole_years(for_package, on_day) USING (family, financial_year)
    WHERE package = for_package;
