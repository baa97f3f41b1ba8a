-- rule: For which services does what is committed end soon, with nothing found to follow it?
-- why: People lose a service, and staff their posts, when an end comes before a decision.
-- needs: decisions or contracts
-- grain: subject
-- returns: subject VARCHAR, programme VARCHAR, family VARCHAR, financial_year VARCHAR,
--   amount_gbp DECIMAL(18,2), compared_gbp DECIMAL(18,2), percent DOUBLE, lines BIGINT,
--   last_day DATE, extension_last_day DATE, filed_as VARCHAR
-- A service ends on the latest last day of its decisions and contracts; one with a later start and no
-- end stated may go on, and is not asked about. amount_gbp is what ends on that day: contract prices,
-- or approvals where no contract ends then.
WITH ends AS (
    SELECT service, max(last_day) AS last_day
    FROM commitment
    WHERE package = $package::VARCHAR
    GROUP BY service
),

ending AS (
    SELECT c.*
    FROM commitment AS c
    JOIN ends AS e ON e.service = c.service AND e.last_day = c.last_day
    WHERE c.package = $package::VARCHAR
        AND c.last_day > $as_at::DATE
        AND c.last_day <= $as_at::DATE + to_months($within_months::INTEGER)
        AND NOT EXISTS (
            FROM commitment AS open
            WHERE open.package = c.package
                AND open.service = c.service
                AND open.last_day IS NULL
                AND open.first_day > c.first_day
        )
    -- Contracts before decisions, and never both.
    QUALIFY c.family = min(c.family) OVER (PARTITION BY c.service)
)

SELECT
    service AS subject,
    min(programme) AS programme,
    family,
    financial_year_of(last_day) AS financial_year,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    NULL::DECIMAL(18, 2) AS compared_gbp,
    NULL::DOUBLE AS percent,
    count(*) AS lines,
    last_day,
    max(extension_last_day) AS extension_last_day,
    string_agg(DISTINCT reference, ' | ' ORDER BY reference) AS filed_as
FROM ending
GROUP BY service, family, last_day
ORDER BY last_day, amount_gbp DESC, service
