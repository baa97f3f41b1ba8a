-- view: every contract with the names it counts under; the service is the ledger's latest name for its
--   reference where the ledger has it
-- grain: package, contract_id
SELECT
    c.package,
    c.file,
    c.line,
    c.contract_id,
    c.title,
    c.service,
    coalesce(s.counts_under, l.service, c.service) AS service_counted,
    c.programme,
    c.provider,
    p.provider AS provider_counted,
    coalesce(g.counts_under, p.provider) AS provider_group,
    coalesce(sa.counts_under, pa.counts_under) AS area,
    c.funding_source,
    c.start_date,
    c.end_date,
    c.extension_end_date,
    c.amount_gbp,
    c.source_url,
    c.note
FROM contracts AS c
LEFT JOIN ledger_name AS l ON l.package = c.package AND l.service_id = c.service_id
LEFT JOIN mappings AS s
    ON s.package = c.package AND s.kind = 'service' AND s.name = coalesce(l.service, c.service)
LEFT JOIN provider_name AS p
    ON p.package = c.package
    AND p.name = c.provider
    AND p.reference IS NULL
LEFT JOIN mappings AS g
    ON g.package = c.package
    AND g.kind = 'provider_group'
    AND g.name = p.provider
LEFT JOIN mappings AS sa
    ON sa.package = c.package AND sa.kind = 'service_area' AND sa.name = c.service
LEFT JOIN mappings AS pa
    ON pa.package = c.package
    AND pa.kind = 'provider_area'
    AND pa.name = p.provider
ORDER BY c.package, c.file, c.line
