-- extract: contracts
SELECT
    coalesce(plain_text(l.reference), l.content) || CASE
        WHEN coalesce(h.rows, 0) > 0
            OR count(*) OVER (PARTITION BY coalesce(plain_text(l.reference), l.content)) > 1
        THEN '/' || l.content || '-' || l.occurrence
        ELSE ''
    END AS contract_id,
    plain_text(l.title) AS title,
    coalesce(n.service_id, service_slug(l.service_counted)) AS service_id,
    l.service_counted AS service,
    l.programme_counted AS programme,
    coalesce(plain_text(split_part(split_part(trim(l.supplier_packed, '[]'), '|', 1), '[', 1)), plain_text(l.supplier), '') AS provider,
    coalesce(l.constants['funding_source'][1], '') AS funding_source,
    l.start_day::VARCHAR AS start_date,
    coalesce(l.end_day::VARCHAR, '') AS end_date,
    coalesce(l.extension_end_day::VARCHAR, '') AS extension_end_date,
    l.amount_gbp::VARCHAR AS amount_gbp,
    coalesce(l.constants['regime'][1], '') AS regime,
    coalesce(parse_url(l.url), '') AS source_url,
    concat_ws('; ', 'From ' || l.label || ', line ' || l.line, 'contract ' || l.content || '-' || l.occurrence) AS note
FROM loaded AS l
LEFT JOIN known_service AS n ON n.service = l.service_counted
LEFT JOIN kept_reference AS h ON h.reference = plain_text(l.reference) AND h.resource = 'contracts'
WHERE l.resource = 'contracts'
ORDER BY l.start_day, l.sheet, l.record
