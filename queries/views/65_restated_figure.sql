-- view: every restatement with the name of its figure, what the figure is today, and whether it is
--   the latest of that figure
-- grain: package, restatement_id
SELECT
    r.package,
    r.restatement_id,
    r.figure_kind::VARCHAR AS figure_kind,
    r.figure_id,
    r.financial_year,
    CASE r.figure_kind
        WHEN 'series' THEN c.title
        ELSE t.organisation || ': ' || replace(t.measure, '_', ' ')
    END AS title,
    r.old_gbp,
    r.new_gbp,
    CASE r.figure_kind WHEN 'series' THEN v.amount_gbp ELSE t.amount_gbp END AS figure_gbp,
    r.announced_on,
    row_number() OVER (
        PARTITION BY r.package, r.figure_kind, r.figure_id, r.financial_year
        ORDER BY r.announced_on DESC, r.restatement_id DESC
    ) = 1 AS is_latest,
    r.reason,
    r.source_title,
    r.source_url,
    r.file,
    r.line
FROM restatements AS r
LEFT JOIN spend_totals AS t
    ON r.figure_kind = 'total'
    AND t.package = r.package
    AND t.total_id = r.figure_id
    AND t.financial_year = r.financial_year
LEFT JOIN series_catalogue AS c
    ON r.figure_kind = 'series' AND c.package = r.package AND c.series_id = r.figure_id
LEFT JOIN series_value AS v
    ON v.package = c.package
    AND v.series_id = c.series_id
    AND v.financial_year = r.financial_year
ORDER BY r.package, r.announced_on DESC, r.restatement_id
