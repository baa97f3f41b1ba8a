-- source: evaluations of services themselves, as published
-- grain: evaluation_id
SELECT
    record,
    evaluation_id,
    service,
    what_works_id,
    title,
    design,
    parse_integer(maryland_level) AS maryland_level,
    level_basis,
    finding,
    finding_direction,
    parse_integer(participants) AS participants,
    parse_partial_date(published_on) AS published_on,
    source_title,
    parse_url(source_url) AS source_url,
    note
FROM extract
