-- question: What share of the body's total is commissioning, where two published figures match?
-- grain: pair_id
-- returns: pair_id VARCHAR, part_total_id VARCHAR, part_definition VARCHAR,
--   part_organisation VARCHAR, part_years VARCHAR, part_gbp DECIMAL(18,2), part_basis VARCHAR,
--   part_precision VARCHAR, part_scope VARCHAR, part_source_url VARCHAR, whole_total_id VARCHAR,
--   whole_definition VARCHAR, whole_organisation VARCHAR, whole_years VARCHAR,
--   whole_gbp DECIMAL(18,2), whole_basis VARCHAR, whole_precision VARCHAR, whole_scope VARCHAR,
--   whole_source_url VARCHAR, judged_compatible BOOLEAN, years_agree BOOLEAN, basis_agrees BOOLEAN,
--   what_differs VARCHAR, note VARCHAR, share_percent DOUBLE, share_low_percent DOUBLE,
--   share_high_percent DOUBLE
-- A share needs a pair judged compatible whose two figures are for the same years and on the same
-- basis: whatever the judgement says, no other has one. The range is what rounding allows: each
-- figure may be half a unit of its rounding away; there is none where that unit is not known.
WITH paired AS (
    SELECT
        p.*,
        part.organisation AS part_organisation,
        concat_ws(' to ', part.financial_year, part.last_financial_year) AS part_years,
        part.amount_gbp AS part_gbp,
        part.basis::VARCHAR AS part_basis,
        part.precision::VARCHAR AS part_precision,
        part.scope_note AS part_scope,
        part.source_url AS part_source_url,
        rounding_gbp(part.precision) AS part_rounding,
        whole.organisation AS whole_organisation,
        concat_ws(' to ', whole.financial_year, whole.last_financial_year) AS whole_years,
        whole.amount_gbp AS whole_gbp,
        whole.basis::VARCHAR AS whole_basis,
        whole.precision::VARCHAR AS whole_precision,
        whole.scope_note AS whole_scope,
        whole.source_url AS whole_source_url,
        rounding_gbp(whole.precision) AS whole_rounding
    FROM share_pairs AS p
    JOIN spend_totals AS part ON part.package = p.package AND part.total_id = p.part_total_id
    JOIN spend_totals AS whole ON whole.package = p.package AND whole.total_id = p.whole_total_id
    WHERE p.package = $package::VARCHAR
),

judged AS (
    SELECT
        *,
        compatible = 'yes' AS judged_compatible,
        part_years = whole_years AS years_agree,
        part_basis = whole_basis AS basis_agrees,
        judged_compatible AND years_agree AND basis_agrees AND part_gbp >= 0 AND whole_gbp > 0
            AS has_share
    FROM paired
)

SELECT
    pair_id,
    part_total_id,
    part_definition,
    part_organisation,
    part_years,
    part_gbp,
    part_basis,
    part_precision,
    part_scope,
    part_source_url,
    whole_total_id,
    whole_definition,
    whole_organisation,
    whole_years,
    whole_gbp,
    whole_basis,
    whole_precision,
    whole_scope,
    whole_source_url,
    judged_compatible,
    years_agree,
    basis_agrees,
    what_differs,
    note,
    CASE WHEN has_share THEN 100 * part_gbp::DOUBLE / whole_gbp::DOUBLE END AS share_percent,
    -- greatest() passes over NULL, so a unit that is not known has to be asked about.
    CASE WHEN has_share AND part_rounding IS NOT NULL AND whole_rounding IS NOT NULL
        THEN 100 * greatest(part_gbp - part_rounding, 0)::DOUBLE
            / (whole_gbp + whole_rounding)::DOUBLE
    END AS share_low_percent,
    CASE WHEN has_share AND part_rounding IS NOT NULL AND whole_gbp > whole_rounding
        THEN 100 * (part_gbp + part_rounding)::DOUBLE / (whole_gbp - whole_rounding)::DOUBLE
    END AS share_high_percent
FROM judged
ORDER BY part_years DESC, pair_id
