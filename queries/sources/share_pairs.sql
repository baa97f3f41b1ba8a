-- source: pairs of published totals, and whether a share may be worked out from each
-- grain: pair_id
SELECT
    record,
    pair_id,
    part_total_id,
    whole_total_id,
    part_definition,
    whole_definition,
    compatible,
    what_differs,
    note
FROM extract
