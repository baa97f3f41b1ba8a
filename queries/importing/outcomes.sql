-- step: what becomes of every row of every sheet, with why
CREATE OR REPLACE TABLE outcome AS
SELECT sheet, record, line, 'excluded' AS outcome, reason, NULL::DECIMAL(18, 2) AS amount_gbp
FROM above
UNION ALL
SELECT
    t.sheet,
    t.record,
    t.line,
    CASE
        WHEN a.reason IS NOT NULL OR w.reason IS NOT NULL THEN 'excluded'
        WHEN p.sheet IS NOT NULL THEN 'rejected'
        ELSE 'loaded'
    END AS outcome,
    coalesce(a.reason, w.reason, p.reason) AS reason,
    t.amount_gbp
FROM typed AS t
LEFT JOIN set_aside AS a ON a.sheet = t.sheet AND a.record = t.record
LEFT JOIN twice AS w ON w.sheet = t.sheet AND w.record = t.record
LEFT JOIN (
    SELECT sheet, record, string_agg(field || ': ' || reason, '; ' ORDER BY field) AS reason
    FROM problem
    GROUP BY sheet, record
) AS p ON p.sheet = t.sheet AND p.record = t.record
