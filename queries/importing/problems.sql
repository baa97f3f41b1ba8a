-- step: every value that its row is rejected for, with why
CREATE OR REPLACE TABLE problem AS
SELECT sheet, record, field, value, reason
FROM (
    UNPIVOT (
        SELECT
            t.sheet,
            t.record,
            CASE
                WHEN NOT s.has_money OR t.amount_gbp IS NOT NULL THEN NULL
                WHEN t.amount IS NULL THEN {field: 'amount', value: '', reason: 'blank, and it must not be'}
                ELSE {field: 'amount', value: t.amount, reason: money_problem(t.amount)}
            END AS amount_problem,
            CASE
                WHEN t.currency IS NOT NULL AND upper(plain_text(t.currency)) NOT IN ('GBP', '£', 'STERLING', 'POUNDS', 'UKL', 'GBP£')
                THEN {field: 'currency', value: t.currency, reason: 'not in pounds'}
            END AS currency_problem,
            CASE
                WHEN t.date_day IS NOT NULL OR NOT list_contains(s.dates, 'date') THEN NULL
                WHEN t."date" IS NULL AND NOT list_contains(s.required, 'date') THEN NULL
                ELSE {field: 'date', value: coalesce(t."date", ''), reason: coalesce(t.date_problem, 'blank, and it must not be')}
            END AS date_problem,
            CASE
                WHEN t.start_day IS NOT NULL OR NOT list_contains(s.dates, 'start') THEN NULL
                WHEN t."start" IS NULL AND NOT list_contains(s.required, 'start') THEN NULL
                ELSE {field: 'start', value: coalesce(t."start", ''), reason: coalesce(t.start_problem, 'blank, and it must not be')}
            END AS start_problem,
            CASE
                WHEN t."end" IS NULL OR t.end_day IS NOT NULL OR NOT list_contains(s.dates, 'end') THEN NULL
                ELSE {field: 'end', value: t."end", reason: t.end_problem}
            END AS end_problem,
            CASE
                WHEN t.extension_end IS NULL OR t.extension_end_day IS NOT NULL OR NOT list_contains(s.dates, 'extension_end') THEN NULL
                ELSE {field: 'extension_end', value: t.extension_end, reason: t.extension_end_problem}
            END AS extension_end_problem,
            CASE
                WHEN t.end_day < t.start_day
                THEN {field: 'end', value: t."end", reason: 'before the start, ' || t."start"}
            END AS order_problem,
            CASE
                WHEN list_contains(s.required, 'title') AND plain_text(t.title) IS NULL
                THEN {field: 'title', value: '', reason: 'blank, and it must not be'}
            END AS title_problem
        FROM typed AS t
        JOIN sheet_rule AS s USING (sheet)
        WHERE NOT EXISTS (SELECT 1 FROM set_aside AS a WHERE a.sheet = t.sheet AND a.record = t.record)
    )
    ON COLUMNS('_problem$') INTO NAME which VALUE found
)
CROSS JOIN LATERAL (SELECT found.field AS field, found.value AS value, found.reason AS reason)
