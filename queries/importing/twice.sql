-- step: candidates that are there already: again in their own sheet, in a sheet before it or in the package
-- The nth of some equal rows is the nth of those elsewhere, so that equal payments stay as many as the
-- file that has most of them says.
CREATE OR REPLACE TABLE twice AS
WITH apart AS (
    SELECT c.*, u.repeats_excluded, CASE WHEN u.repeats_excluded THEN 1 ELSE c.nth END AS counted_as
    FROM candidate AS c
    JOIN repeat_rule AS u USING (sheet)
),
elsewhere AS (
    SELECT
        a.*,
        first_value(a.sheet) OVER same AS first_sheet,
        first_value(a.line) OVER same AS first_line,
        coalesce(k.rows, 0) AS kept
    FROM apart AS a
    LEFT JOIN kept_line AS k USING (content)
    WHERE NOT (a.repeats_excluded AND a.nth > 1)
    WINDOW same AS (PARTITION BY a.content, a.counted_as ORDER BY a.sheet)
),
months AS (
    SELECT
        sheet,
        date_trunc('month', day) AS month,
        count(*) AS rows,
        count(*) FILTER (first_sheet < sheet OR counted_as <= kept) AS matched
    FROM elsewhere
    GROUP BY ALL
)
SELECT
    sheet,
    record,
    'the same as line ' || first_value(line) OVER (PARTITION BY sheet, content ORDER BY record) AS reason
FROM apart
QUALIFY repeats_excluded AND nth > 1
UNION ALL
SELECT
    e.sheet,
    e.record,
    CASE
        WHEN e.counted_as <= e.kept THEN 'in the package already'
        ELSE 'in ' || s.label || ', line ' || e.first_line || ', already'
    END AS reason
FROM elsewhere AS e
JOIN months AS m ON m.sheet = e.sheet AND m.month IS NOT DISTINCT FROM date_trunc('month', e.day)
JOIN sheet_rule AS s ON s.sheet = e.first_sheet
WHERE (e.first_sheet < e.sheet OR e.counted_as <= e.kept)
    AND (e.repeats_excluded OR m.matched >= 3 AND 2 * m.matched >= m.rows)
