-- check: The latest restatement of a figure gives the amount that is shown
-- severity: look
SELECT package::VARCHAR AS package, file, line,
    restatement_id || ': restated to ' || new_gbp || ', '
        || coalesce('the figure is ' || figure_gbp, 'there is no such figure') AS detail
FROM restated_figure
WHERE is_latest AND new_gbp IS DISTINCT FROM figure_gbp
ORDER BY file, line
