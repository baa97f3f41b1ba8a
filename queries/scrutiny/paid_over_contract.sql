-- rule: Which services were paid more in a whole year than contracts found price for it?
-- why: A difference may be a variation, an uplift or a cost outside the contract: each has a paper.
-- needs: paid; contracts
-- grain: subject, financial_year
-- returns: subject VARCHAR, programme VARCHAR, family VARCHAR, financial_year VARCHAR,
--   amount_gbp DECIMAL(18,2), compared_gbp DECIMAL(18,2), percent DOUBLE, lines BIGINT,
--   last_day DATE, extension_last_day DATE, filed_as VARCHAR
-- A contract's price is spread evenly by day; a service with a contract without an end is not asked
-- about. percent is how far amount_gbp, paid, is above compared_gbp, contracted.
WITH contracted AS (
    SELECT service, financial_year, sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp
    FROM service_year AS m
    WHERE package = $package::VARCHAR
        AND family = 'contracts'
        AND NOT EXISTS (
            FROM contract_award AS open
            WHERE open.package = m.package
                AND open.service_counted = m.service
                AND open.end_date IS NULL
        )
    GROUP BY service, financial_year
)

SELECT
    p.service AS subject,
    p.programme,
    p.family,
    p.financial_year,
    p.amount_gbp,
    c.amount_gbp AS compared_gbp,
    100 * (p.amount_gbp - c.amount_gbp)::DOUBLE / c.amount_gbp::DOUBLE AS percent,
    p.lines,
    NULL::DATE AS last_day,
    NULL::DATE AS extension_last_day,
    p.filed_as
FROM services_of_whole_years($package::VARCHAR, $as_at::DATE) AS p
JOIN contracted AS c ON c.service = p.service AND c.financial_year = p.financial_year
WHERE p.family = 'paid'
    AND c.amount_gbp > 0
    AND 100 * (p.amount_gbp - c.amount_gbp) > $contract_percent::INTEGER * c.amount_gbp
ORDER BY p.financial_year DESC, p.amount_gbp - c.amount_gbp DESC, p.service
