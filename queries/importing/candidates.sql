-- step: the rows that can be loaded, each with its place among the equal rows of its sheet
-- Rows whose fingerprint comes once are told apart by a hash first, so that a ledger of any size needs
-- no more memory than its equal rows do.
CREATE OR REPLACE TABLE candidate AS
WITH several AS (
    SELECT hash(sheet, content) AS mark
    FROM fingerprint
    GROUP BY mark
    HAVING count(*) > 1
),
placed AS (
    SELECT sheet, record, row_number() OVER (PARTITION BY sheet, content ORDER BY record) AS nth
    FROM fingerprint
    WHERE hash(sheet, content) IN (SELECT mark FROM several)
)
SELECT f.*, coalesce(p.nth, 1) AS nth
FROM fingerprint AS f
LEFT JOIN placed AS p ON p.sheet = f.sheet AND p.record = f.record
