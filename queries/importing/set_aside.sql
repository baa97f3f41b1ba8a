-- step: rows that are no record of the sheet, with why: headings again, totals, notes, whole files twice
CREATE OR REPLACE TABLE set_aside AS
WITH alone AS (
    SELECT sheet, record, amount_gbp = amount_above AS is_sum_of_above
    FROM (
        SELECT
            sheet,
            record,
            filled,
            amount_gbp,
            sum(amount_gbp) OVER (
                PARTITION BY sheet ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS amount_above
        FROM typed
        WHERE EXISTS (SELECT 1 FROM typed WHERE filled = 1 AND amount_gbp IS NOT NULL)
    )
    WHERE filled = 1
)
SELECT sheet, record, reason
FROM (
    SELECT
        t.sheet,
        t.record,
        CASE
            WHEN s.twin_of <> '' THEN 'the same file as ' || s.twin_of
            WHEN t.is_heading THEN 'the headings again'
            WHEN t.says_total AND t."date" IS NULL AND (s.has_date OR t.filled <= 3)
                AND NOT (t.supplier IS NOT NULL AND t.reference IS NOT NULL)
                THEN 'a total, not a record'
            WHEN a.is_sum_of_above
                THEN 'a total without a label: it is the sum of the rows above it'
            WHEN t.filled <= 2 AND t.amount IS NULL AND t."date" IS NULL AND t."start" IS NULL AND t.reference IS NULL
                THEN 'a note or the heading of a group: it has no amount and no date'
            WHEN s.target = 'notices' AND t.amount IS NULL AND t."start" IS NULL
                THEN 'a notice that is not of an award: it has no awarded value and no contract date'
        END AS reason
    FROM typed AS t
    JOIN sheet_rule AS s USING (sheet)
    LEFT JOIN alone AS a ON a.sheet = t.sheet AND a.record = t.record
)
WHERE reason IS NOT NULL
