-- What was paid in whole financial years that had ended by a day; where a package has no ledger, what
-- decisions found approve for them. Never both: they are on different bases.
CREATE OR REPLACE MACRO money_of_whole_years(for_package, on_day) AS TABLE
    SELECT m.*
    FROM money_year AS m
    JOIN series_value AS whole
        ON whole.package = m.package
        AND whole.series_id = m.family
        AND whole.financial_year = m.financial_year
    WHERE m.package = for_package
        AND NOT whole.part_year
        AND last_day_of(m.financial_year) <= on_day
        AND m.family = CASE
            WHEN EXISTS (
                FROM family_year AS paid WHERE paid.package = for_package AND paid.family = 'paid'
            ) THEN 'paid'
            ELSE 'decisions'
        END;

-- The same for each service and year. filed_as are the names its rows are filed under, with a bar
-- between two, so that a reader can look for them.
CREATE OR REPLACE MACRO services_of_whole_years(for_package, on_day) AS TABLE
    SELECT
        family,
        financial_year,
        service,
        min(programme) AS programme,
        sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
        sum(lines)::BIGINT AS lines,
        string_agg(DISTINCT service_as_filed, ' | ' ORDER BY service_as_filed) AS filed_as
    FROM money_of_whole_years(for_package, on_day)
    GROUP BY family, financial_year, service;
