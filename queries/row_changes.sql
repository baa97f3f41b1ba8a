-- question: Which rows of the extracts did the earlier version of the data not have, or have otherwise?
-- compares: the earlier data version with this one
-- grain: resource, key, field
-- returns: resource VARCHAR, key VARCHAR, change VARCHAR, field VARCHAR, old_text VARCHAR,
--   new_text VARCHAR, file VARCHAR, line BIGINT, earlier_file VARCHAR, earlier_line BIGINT
-- Values are compared as they were read, so £1,000 and 1000.00 are one amount. A row that only moved
-- to another line is not a change. An added or removed row has no field: its text is all it says.
-- The figures of a split are never listed, since one build may withhold what the other shows: a row
-- in which nothing else differs has neither a field nor a text.
SELECT
    resource,
    key,
    change,
    field,
    old_text,
    new_text,
    file,
    line,
    earlier_file,
    earlier_line
FROM changed_fields($package::VARCHAR, $extract::VARCHAR, $limit::BIGINT)
ORDER BY
    resource, change, coalesce(file, earlier_file), coalesce(line, earlier_line), key, field
LIMIT $limit::BIGINT
