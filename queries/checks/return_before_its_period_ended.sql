-- check: A return is received after the end of the period it is for
-- severity: look
SELECT package::VARCHAR AS package, file, line,
    concat_ws(' ', indicator_id, cohort) || ': received on ' || returned_on || ', for a period to '
        || period_end AS detail
FROM indicator_returns
WHERE returned_on <= period_end
ORDER BY file, line
