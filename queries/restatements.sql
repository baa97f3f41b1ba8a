-- question: Which figures were restated, from what to what, when and why?
-- grain: restatement_id
-- returns: restatement_id VARCHAR, figure_kind VARCHAR, figure_id VARCHAR, financial_year VARCHAR,
--   title VARCHAR, old_gbp DECIMAL(18,2), new_gbp DECIMAL(18,2), difference_gbp DECIMAL(18,2),
--   figure_gbp DECIMAL(18,2), announced_on DATE, is_latest BOOLEAN, reason VARCHAR,
--   source_title VARCHAR, source_url VARCHAR, file VARCHAR, line BIGINT
SELECT
    restatement_id,
    figure_kind,
    figure_id,
    financial_year,
    title,
    old_gbp,
    new_gbp,
    (new_gbp - old_gbp)::DECIMAL(18, 2) AS difference_gbp,
    figure_gbp,
    announced_on,
    is_latest,
    reason,
    source_title,
    source_url,
    file,
    line
FROM restated_figure
WHERE package = $package::VARCHAR
    AND ($figure_ids::VARCHAR[] IS NULL OR list_contains($figure_ids::VARCHAR[], figure_id))
ORDER BY announced_on DESC, restatement_id
