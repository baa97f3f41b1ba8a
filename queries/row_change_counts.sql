-- question: How many rows of each extract were added, removed or changed since the earlier version?
-- compares: the earlier data version with this one
-- grain: resource, change
-- returns: resource VARCHAR, change VARCHAR, rows BIGINT, entries BIGINT
-- One entry is one line of row_changes: a field that differs, or a whole row added or removed.
SELECT
    resource,
    change,
    count(DISTINCT key) AS rows,
    count(*) AS entries
FROM changed_fields($package::VARCHAR, $extract::VARCHAR)
GROUP BY resource, change
ORDER BY resource, change
