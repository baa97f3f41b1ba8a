-- step: the rows to be loaded, with the service and programme each counts under
CREATE OR REPLACE TABLE loaded AS
SELECT
    t.*,
    s.resource,
    s.target,
    s.label,
    s.vat_basis,
    s.constants,
    p.content,
    p.occurrence + coalesce(k.last_number, 0) AS occurrence,
    coalesce(
        CASE s.service_from
            WHEN 'department' THEN plain_text(t.department)
            WHEN 'service' THEN plain_text(t.service)
            WHEN 'cost_centre' THEN plain_text(t.cost_centre)
            WHEN 'category' THEN plain_text(t.category)
            WHEN 'programme' THEN plain_text(t.programme)
            WHEN 'body' THEN plain_text(t.body)
            WHEN 'title' THEN plain_text(t.title)
        END,
        m1.service, m2.service, m3.service, m4.service, m5.service,
        s.constants['service'][1], 'Not assigned'
    ) AS service_counted,
    coalesce(
        CASE s.programme_from
            WHEN 'department' THEN plain_text(t.department)
            WHEN 'service' THEN plain_text(t.service)
            WHEN 'cost_centre' THEN plain_text(t.cost_centre)
            WHEN 'category' THEN plain_text(t.category)
            WHEN 'programme' THEN plain_text(t.programme)
            WHEN 'body' THEN plain_text(t.body)
            WHEN 'title' THEN plain_text(t.title)
        END,
        m1.programme, m2.programme, m3.programme, m4.programme, m5.programme,
        s.constants['programme'][1], 'Not assigned'
    ) AS programme_counted,
    coalesce(
        company_ref(t.company_number), charity_ref(t.charity_number), given_ref(t.supplier_id),
        charity_ref(t.registration_number), company_ref(t.registration_number)
    ) AS provider_ref
FROM typed AS t
JOIN place AS p ON p.sheet = t.sheet AND p.record = t.record
JOIN sheet_rule AS s ON s.sheet = t.sheet
LEFT JOIN kept_line AS k ON k.content = p.content
LEFT JOIN service_map AS m1 ON m1.field = 'cost_centre' AND m1.value = lower(t.cost_centre)
LEFT JOIN service_map AS m2 ON m2.field = 'service' AND m2.value = lower(t.service)
LEFT JOIN service_map AS m3 ON m3.field = 'category' AND m3.value = lower(t.category)
LEFT JOIN service_map AS m4 ON m4.field = 'department' AND m4.value = lower(t.department)
LEFT JOIN service_map AS m5 ON m5.field = 'supplier' AND m5.value = lower(t.supplier)
