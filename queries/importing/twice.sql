-- step: candidates that are there already: again in their own sheet, in a sheet before it or in the package
-- The nth of some equal rows is the nth of those elsewhere, so that equal payments stay as many as the
-- file that has most of them says. Only what comes in several sheets or in the package is compared.
CREATE OR REPLACE TABLE twice AS
WITH apart AS (
    SELECT
        c.sheet,
        c.record,
        c.line,
        c.day,
        c.content,
        c.nth,
        u.repeats_excluded,
        CASE WHEN u.repeats_excluded THEN 1 ELSE c.nth END AS counted_as
    FROM candidate AS c
    JOIN repeat_rule AS u USING (sheet)
),
shared AS (
    SELECT hash(content) AS mark
    FROM apart
    WHERE (SELECT count(*) FROM sheet_rule) > 1
    GROUP BY mark
    HAVING min(sheet) < max(sheet)
),
elsewhere AS (
    SELECT
        a.*,
        first_value(a.sheet) OVER same AS first_sheet,
        first_value(a.line) OVER same AS first_line,
        coalesce(k.rows, 0) AS kept
    FROM apart AS a
    LEFT JOIN kept_line AS k ON k.content = a.content
    WHERE NOT (a.repeats_excluded AND a.nth > 1)
        AND (k.content IS NOT NULL OR hash(a.content) IN (SELECT mark FROM shared))
    WINDOW same AS (PARTITION BY a.content, a.counted_as ORDER BY a.sheet)
),
months AS (
    SELECT sheet, date_trunc('month', day) AS month, count(*) AS rows
    FROM apart
    WHERE NOT (repeats_excluded AND nth > 1)
    GROUP BY ALL
),
matches AS (
    SELECT sheet, date_trunc('month', day) AS month, count(*) AS matched
    FROM elsewhere
    WHERE first_sheet < sheet OR counted_as <= kept
    GROUP BY ALL
)
SELECT a.sheet, a.record, 'the same as line ' || f.line AS reason
FROM apart AS a
JOIN apart AS f ON f.sheet = a.sheet AND f.content = a.content AND f.nth = 1
WHERE a.repeats_excluded AND a.nth > 1
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
JOIN matches AS h ON h.sheet = e.sheet AND h.month IS NOT DISTINCT FROM date_trunc('month', e.day)
JOIN sheet_rule AS s ON s.sheet = e.first_sheet
WHERE (e.first_sheet < e.sheet OR e.counted_as <= e.kept)
    AND (e.repeats_excluded OR h.matched >= 3 AND 2 * h.matched >= m.rows)
