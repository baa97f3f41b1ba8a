-- source: indicators of contract performance, a row a version of the definition
-- grain: indicator_id, definition_version
SELECT
    record,
    indicator_id,
    parse_integer(definition_version) AS definition_version,
    service_id,
    service,
    programme,
    indicator,
    indicator_kind,
    unit,
    parse_integer(per) AS per,
    better,
    accumulation,
    counted_of,
    reference_cohort,
    parse_integer(disclosure_threshold) AS disclosure_threshold,
    definition,
    parse_date(valid_from) AS valid_from,
    rebase_reason,
    rebase_author
FROM extract
