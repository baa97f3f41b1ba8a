-- source: ratings of the evidence for approaches, as published
-- grain: what_works_id
SELECT
    record,
    what_works_id,
    evidence_source,
    intervention,
    outcome,
    impact_rating,
    finding_direction,
    evidence_rating,
    cost_rating,
    parse_url(source_url) AS source_url,
    parse_partial_date(source_date) AS source_date,
    mapped_service,
    note
FROM extract
