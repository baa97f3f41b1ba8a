-- step: the rows that can be loaded, each with a fingerprint of what it says
CREATE OR REPLACE TABLE fingerprint AS
SELECT
    t.sheet,
    t.record,
    t.line,
    t.reference,
    coalesce(t.date_day, t.start_day) AS day,
    t.amount_gbp,
    s.resource,
    left(md5(concat_ws(
        '|', s.resource, coalesce(t.date_day::VARCHAR, ''), coalesce(t.start_day::VARCHAR, ''),
        coalesce(t.end_day::VARCHAR, ''), coalesce(t.amount_gbp::VARCHAR, ''), lower(coalesce(plain_text(t.supplier), '')),
        lower(coalesce(plain_text(t.reference), '')), lower(coalesce(plain_text(t.title), '')),
        lower(coalesce(plain_text(t.description), '')), lower(coalesce(plain_text(t.category), '')),
        lower(coalesce(plain_text(t.department), '')), lower(coalesce(plain_text(t.service), '')),
        lower(coalesce(plain_text(t.cost_centre), '')), lower(coalesce(plain_text(t.supplier_id), ''))
    )), 20) AS content
FROM typed AS t
JOIN sheet_rule AS s USING (sheet)
WHERE NOT EXISTS (SELECT 1 FROM set_aside AS a WHERE a.sheet = t.sheet AND a.record = t.record)
    AND NOT EXISTS (SELECT 1 FROM problem AS p WHERE p.sheet = t.sheet AND p.record = t.record)
