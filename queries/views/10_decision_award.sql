-- view: every decision line with the days it covers, whether it counts in totals and, if not, why
-- grain: package, decision_ref, decision_line
-- A financial year or a pair of years means whole financial years, 1 April to 31 March.
-- service_counted, provider_counted, provider_group and area are what the package's mapping table
-- makes of the names, or the names themselves; an area is known for few.
SELECT
    d.package,
    d.file,
    d.line,
    d.decision_ref,
    d.decision_line,
    d.title,
    d.date_signed,
    d.service,
    d.programme,
    d.provider,
    d.funding_source,
    d.instrument,
    d.direction,
    d.amount_basis,
    d.is_new_money,
    d.scope,
    d.financial_year,
    d.start_year,
    d.end_year,
    d.amount_gbp,
    d.source_url,
    d.note,
    coalesce(s.counts_under, d.service) AS service_counted,
    p.provider AS provider_counted,
    coalesce(g.counts_under, p.provider) AS provider_group,
    coalesce(sa.counts_under, pa.counts_under) AS area,
    CASE
        WHEN d.financial_year IS NOT NULL THEN 'Year stated'
        WHEN d.start_year IS NOT NULL AND d.end_year IS NOT NULL THEN 'Period stated'
        WHEN d.start_year IS NOT NULL THEN 'Start only'
        ELSE 'No date'
    END AS dating,
    CASE
        WHEN d.financial_year IS NOT NULL THEN first_day(d.financial_year)
        WHEN d.start_year IS NOT NULL THEN make_date(d.start_year, 4, 1)
    END AS first_day,
    CASE
        WHEN d.financial_year IS NOT NULL THEN last_day_of(d.financial_year)
        WHEN d.end_year IS NOT NULL THEN make_date(d.end_year, 3, 31)
    END AS last_day,
    CASE
        WHEN d.scope = 'police_operated' THEN 'Operated by the police, not commissioned'
        WHEN d.is_new_money = 'no' THEN 'Not new money: already in another decision'
        WHEN d.is_new_money = 'unknown' THEN 'Not stated whether it is new money'
    END AS reason_left_out,
    reason_left_out IS NULL AS counted
FROM decisions AS d
LEFT JOIN mappings AS s ON s.package = d.package AND s.kind = 'service' AND s.name = d.service
LEFT JOIN provider_name AS p
    ON p.package = d.package
    AND p.name = d.provider
    AND p.reference IS NULL
LEFT JOIN mappings AS g
    ON g.package = d.package
    AND g.kind = 'provider_group'
    AND g.name = p.provider
LEFT JOIN mappings AS sa
    ON sa.package = d.package AND sa.kind = 'service_area' AND sa.name = d.service
LEFT JOIN mappings AS pa
    ON pa.package = d.package
    AND pa.kind = 'provider_area'
    AND pa.name = p.provider
ORDER BY d.package, d.file, d.line
