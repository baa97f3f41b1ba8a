-- step: what is to be said of the rows of one sheet that are loaded
SELECT
    count(*) FILTER (is_redacted(supplier)) AS redacted,
    coalesce(sum(amount_gbp) FILTER (is_redacted(supplier)), 0)::DECIMAL(38, 2) AS redacted_gbp,
    count(*) FILTER (supplier IS NULL AND supplier_packed IS NULL) AS unnamed,
    count(*) FILTER (has_parts_of_a_penny(amount_exact)) AS parts,
    coalesce(
        sum(amount_gbp - amount_exact) FILTER (has_parts_of_a_penny(amount_exact)), 0
    )::DECIMAL(18, 4) AS moved
FROM loaded
WHERE sheet = $sheet
