-- extract: spend_lines
SELECT
    l.content || '-' || l.occurrence AS line_id,
    l.date_day::VARCHAR AS payment_date,
    coalesce(n.service_id, service_slug(l.service_counted)) AS service_id,
    l.service_counted AS service,
    l.programme_counted AS programme,
    coalesce(plain_text(l.supplier), 'Not stated') AS provider,
    coalesce(plain_text(l.area), l.constants['area'][1], '') AS area,
    coalesce(plain_text(l.funder), l.constants['funding_source'][1], 'Not stated') AS funding_source,
    coalesce(l.constants['instrument'][1], 'Not stated') AS instrument,
    'paid' AS basis,
    'out' AS direction,
    l.amount_gbp::VARCHAR AS amount_gbp,
    coalesce(plain_text(l.reference), '') AS invoice_ref,
    coalesce(concat_ws('; ', plain_text(l.description), plain_text(l.category)), '') AS note,
    l.vat_basis,
    coalesce(l.provider_ref, '') AS provider_ref,
    l.label AS source_file,
    l.line::VARCHAR AS source_line
FROM loaded AS l
LEFT JOIN known_service AS n ON n.service = l.service_counted
WHERE l.resource = 'spend_lines'
ORDER BY l.date_day, l.sheet, l.record
