-- step: the rows to be loaded, each with its number among the equal rows of all sheets
-- They are numbered apart from their values, because narrow rows need little memory to be sorted.
CREATE OR REPLACE TABLE place AS
WITH several AS (
    SELECT hash(content) AS mark
    FROM candidate
    GROUP BY mark
    HAVING count(*) > 1
),
kept AS (
    SELECT c.sheet, c.record, c.content
    FROM candidate AS c
    WHERE NOT EXISTS (SELECT 1 FROM twice AS w WHERE w.sheet = c.sheet AND w.record = c.record)
),
numbered AS (
    SELECT sheet, record, row_number() OVER (PARTITION BY content ORDER BY sheet, record) AS occurrence
    FROM kept
    WHERE hash(content) IN (SELECT mark FROM several)
)
SELECT k.sheet, k.record, k.content, coalesce(n.occurrence, 1) AS occurrence
FROM kept AS k
LEFT JOIN numbered AS n ON n.sheet = k.sheet AND n.record = k.record
