-- question: Which figures are not what they were in the earlier version of the data?
-- compares: the earlier data version with this one
-- grain: figure_kind, figure_id, financial_year
-- returns: figure_kind VARCHAR, figure_id VARCHAR, financial_year VARCHAR, title VARCHAR,
--   origin VARCHAR, basis VARCHAR, family VARCHAR, member VARCHAR, extract VARCHAR, change VARCHAR,
--   old_gbp DECIMAL(18,2), new_gbp DECIMAL(18,2), difference_gbp DECIMAL(18,2),
--   difference_percent DOUBLE, file VARCHAR, line BIGINT
-- A total is a published figure with a row of its own; a series value is published, or derived from
-- the rows of an extract. A figure that is new or gone has no difference: missing is not zero. There
-- is no percentage of an amount that was not above zero. Where either build lacks what figures of a
-- kind are compared by, none of that kind is returned.
WITH barred AS (
    SELECT DISTINCT CASE name WHEN 'spend_totals' THEN 'total' ELSE 'series' END AS figure_kind
    FROM incomparable
    WHERE (
            name = 'spend_totals'
            AND (field IS NULL OR field IN ('package', 'total_id', 'financial_year', 'amount_gbp'))
        )
        OR (
            name = 'series_value'
            AND (field IS NULL OR field IN ('package', 'series_id', 'financial_year', 'amount_gbp'))
        )
        OR (name = 'series_catalogue' AND (field IS NULL OR field IN ('package', 'series_id')))
),

totals AS (
    SELECT true AS is_new, * FROM spend_totals
    UNION ALL BY NAME
    SELECT false AS is_new, * FROM earlier.spend_totals
),

series AS (
    SELECT true AS is_new, v.*, c.* EXCLUDE (package, series_id)
    FROM series_value AS v
    JOIN series_catalogue AS c ON c.package = v.package AND c.series_id = v.series_id
    UNION ALL BY NAME
    SELECT false AS is_new, v.*, c.* EXCLUDE (package, series_id)
    FROM earlier.series_value AS v
    JOIN earlier.series_catalogue AS c ON c.package = v.package AND c.series_id = v.series_id
),

figures AS (
    SELECT
        is_new,
        'total' AS figure_kind,
        total_id AS figure_id,
        financial_year::VARCHAR AS financial_year,
        organisation || ': ' || replace(measure, '_', ' ') AS title,
        'published' AS origin,
        basis::VARCHAR AS basis,
        NULL::VARCHAR AS family,
        NULL::VARCHAR AS member,
        'spend_totals' AS extract,
        amount_gbp::DECIMAL(18, 2) AS amount_gbp,
        file,
        line
    FROM totals
    WHERE package::VARCHAR = $package::VARCHAR
    UNION ALL
    SELECT
        is_new, 'series', series_id, financial_year, title,
        CASE family WHEN 'published' THEN 'published' ELSE 'derived' END,
        basis, family, member,
        CASE family
            WHEN 'published' THEN 'spend_totals'
            WHEN 'paid' THEN 'spend_lines'
            ELSE 'decisions'
        END,
        amount_gbp::DECIMAL(18, 2), NULL, NULL
    FROM series
    WHERE package::VARCHAR = $package::VARCHAR
)

SELECT
    coalesce(new.figure_kind, old.figure_kind) AS figure_kind,
    coalesce(new.figure_id, old.figure_id) AS figure_id,
    coalesce(new.financial_year, old.financial_year) AS financial_year,
    coalesce(new.title, old.title) AS title,
    coalesce(new.origin, old.origin) AS origin,
    coalesce(new.basis, old.basis) AS basis,
    coalesce(new.family, old.family) AS family,
    coalesce(new.member, old.member) AS member,
    coalesce(new.extract, old.extract) AS extract,
    CASE
        WHEN old.figure_id IS NULL THEN 'new'
        WHEN new.figure_id IS NULL THEN 'gone'
        ELSE 'different'
    END AS change,
    old.amount_gbp AS old_gbp,
    new.amount_gbp AS new_gbp,
    (new.amount_gbp - old.amount_gbp)::DECIMAL(18, 2) AS difference_gbp,
    CASE
        WHEN old.amount_gbp > 0
        THEN 100 * (new.amount_gbp - old.amount_gbp)::DOUBLE / old.amount_gbp::DOUBLE
    END AS difference_percent,
    coalesce(new.file, old.file) AS file,
    coalesce(new.line, old.line) AS line
FROM (FROM figures WHERE is_new) AS new
FULL JOIN (FROM figures WHERE NOT is_new) AS old
    ON old.figure_kind = new.figure_kind
    AND old.figure_id = new.figure_id
    AND old.financial_year IS NOT DISTINCT FROM new.financial_year
WHERE (old.figure_id IS NULL OR new.figure_id IS NULL OR old.amount_gbp <> new.amount_gbp)
    AND coalesce(new.figure_kind, old.figure_kind) NOT IN (SELECT figure_kind FROM barred)
ORDER BY
    abs(difference_gbp) DESC NULLS LAST,
    greatest(abs(old_gbp), abs(new_gbp)) DESC,
    figure_kind, figure_id, financial_year
