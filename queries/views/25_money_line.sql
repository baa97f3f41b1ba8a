-- view: every amount that counts, in the financial year its money falls in, under the names that count;
--   each family is on a basis of its own: decisions (approved), grants (received), contracts
--   (contracted) and paid, and families are never added to each other
-- grain: none, a row a line and year
-- An award over several years has a part in each, spread by day; one without an end is in no year.
-- A payment's service is the latest name its reference had. month and service_id are known for payments
-- alone. period_start is the first day of the month, or of the year where no month is known. place
-- counts lines in the order in which they are listed: the latest and largest of a family first. That is
-- how they are stored too, so that a question about some years or months passes over the others.
-- Put together first and then sorted: in one go the engine wants the whole ledger in memory.
WITH money AS MATERIALIZED (
    SELECT
        y.package,
        CASE a.direction WHEN 'out' THEN 'decisions' ELSE 'grants' END AS family,
        y.financial_year,
        NULL::DATE AS month,
        a.decision_ref AS reference,
        a.service_counted AS service,
        NULL::VARCHAR AS service_id,
        a.service AS service_as_filed,
        a.programme,
        coalesce(a.provider_counted, 'Not stated') AS provider,
        coalesce(a.provider_group, 'Not stated') AS provider_group,
        a.provider AS provider_as_filed,
        coalesce(a.area, 'Not stated') AS area,
        coalesce(a.funding_source, 'Not stated') AS funder,
        a.instrument,
        y.amount_gbp,
        a.file,
        a.line,
        a.source_url
    FROM decision_year AS y
    JOIN decision_award AS a
        ON a.package = y.package
        AND a.decision_ref = y.decision_ref
        AND a.decision_line = y.decision_line
    WHERE y.counted AND NOT y.open_ended
    UNION ALL
    SELECT
        c.package,
        'contracts' AS family,
        financial_year_label(years.starting) AS financial_year,
        NULL::DATE AS month,
        c.contract_id AS reference,
        c.service_counted AS service,
        NULL::VARCHAR AS service_id,
        c.service AS service_as_filed,
        c.programme,
        coalesce(c.provider_counted, 'Not stated') AS provider,
        coalesce(c.provider_group, 'Not stated') AS provider_group,
        c.provider AS provider_as_filed,
        coalesce(c.area, 'Not stated') AS area,
        coalesce(c.funding_source, 'Not stated') AS funder,
        'contract' AS instrument,
        profiled_amount(
            c.amount_gbp, financial_year_label(years.starting), c.start_date, c.end_date
        ) AS amount_gbp,
        c.file,
        c.line,
        c.source_url
    FROM contract_award AS c
    CROSS JOIN LATERAL (
        SELECT unnest(
            range(
                starting_year(financial_year_of(c.start_date)),
                1 + starting_year(financial_year_of(c.end_date))
            )
        ) AS starting
    ) AS years
    WHERE c.end_date IS NOT NULL
    UNION ALL
    SELECT
        l.package,
        'paid' AS family,
        financial_year_of(l.payment_date) AS financial_year,
        date_trunc('month', l.payment_date)::DATE AS month,
        coalesce(l.invoice_ref, l.line_id) AS reference,
        coalesce(s.counts_under, n.service, l.service) AS service,
        l.service_id,
        l.service AS service_as_filed,
        l.programme,
        coalesce(p.provider, 'Not stated') AS provider,
        coalesce(g.counts_under, p.provider, 'Not stated') AS provider_group,
        l.provider AS provider_as_filed,
        coalesce(l.area, sa.counts_under, pa.counts_under, 'Not stated') AS area,
        coalesce(l.funding_source, 'Not stated') AS funder,
        l.instrument,
        l.amount_gbp,
        l.file,
        l.line,
        NULL::VARCHAR AS source_url
    FROM spend_lines AS l
    LEFT JOIN ledger_name AS n ON n.package = l.package AND n.service_id = l.service_id
    LEFT JOIN mappings AS s
        ON s.package = l.package AND s.kind = 'service' AND s.name = coalesce(n.service, l.service)
    LEFT JOIN provider_name AS p
        ON p.package = l.package
        AND p.name = l.provider
        AND p.reference IS NOT DISTINCT FROM normalised_reference(l.provider_ref)
    LEFT JOIN mappings AS g
        ON g.package = l.package
        AND g.kind = 'provider_group'
        AND g.name = p.provider
    LEFT JOIN mappings AS sa
        ON sa.package = l.package AND sa.kind = 'service_area' AND sa.name = l.service
    LEFT JOIN mappings AS pa
        ON pa.package = l.package
        AND pa.kind = 'provider_area'
        AND pa.name = p.provider
    WHERE l.basis = 'paid' AND l.direction = 'out'
)

SELECT
    *,
    coalesce(month, first_day(financial_year)) AS period_start,
    row_number() OVER () AS place
FROM (
    FROM money
    ORDER BY
        package,
        family,
        financial_year DESC,
        month DESC,
        amount_gbp DESC,
        file,
        line,
        service
)
