-- question: How many rows of each extract were added, removed or changed since the earlier version?
-- compares: the earlier data version with this one
-- grain: resource, change
-- returns: resource VARCHAR, change VARCHAR, rows BIGINT, entries BIGINT
-- One entry is one line of row_changes: a field that differs, or a whole row added or removed.
SELECT
    resource,
    change,
    count(*) AS rows,
    sum(
        CASE
            WHEN change = 'changed' THEN greatest(len(differing_fields(texts, old_texts)), 1)
            ELSE 1
        END
    )::BIGINT AS entries
FROM changed_records($package::VARCHAR, $extract::VARCHAR)
GROUP BY resource, change
ORDER BY resource, change
