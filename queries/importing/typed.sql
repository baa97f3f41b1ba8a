-- step: every row under the headings with its values, typed; one that could not be read is NULL
CREATE OR REPLACE TABLE typed AS
SELECT
    r.*,
    round(r.amount_exact, 2)::DECIMAL(18, 2) AS amount_gbp,
    coalesce(
        d.day, CASE WHEN r."date" IS NULL OR d.form = 'time' THEN s.stated_date END
    ) AS date_day,
    d.problem AS date_problem,
    b.day AS start_day,
    b.problem AS start_problem,
    e.day AS end_day,
    e.problem AS end_problem,
    x.day AS extension_end_day,
    x.problem AS extension_end_problem
FROM (
    -- An amount goes through three readings, each once: its text, its marks and digits, its value.
    SELECT
        * EXCLUDE (amount_plain, amount_marks, amount_digits),
        amount_of(amount_plain, amount_marks, amount_digits) AS amount_exact
    FROM (
        SELECT *, credit_marks(amount_plain) AS amount_marks, money_digits(amount_plain) AS amount_digits
        FROM (SELECT *, money_text(amount) AS amount_plain FROM raw)
    )
) AS r
JOIN sheet_rule AS s USING (sheet)
LEFT JOIN date_value AS d ON d.sheet = r.sheet AND d.field = 'date' AND d.written = r."date"
LEFT JOIN date_value AS b ON b.sheet = r.sheet AND b.field = 'start' AND b.written = r."start"
LEFT JOIN date_value AS e ON e.sheet = r.sheet AND e.field = 'end' AND e.written = r."end"
LEFT JOIN date_value AS x ON x.sheet = r.sheet AND x.field = 'extension_end' AND x.written = r.extension_end
