-- check: A return is received by the day it is due
-- severity: look
SELECT package::VARCHAR AS package, file, line,
    concat_ws(' ', indicator_id, cohort) || ': due on ' || due_on || ', received on ' || returned_on
        AS detail
FROM indicator_returns
WHERE returned_on > due_on
ORDER BY file, line
