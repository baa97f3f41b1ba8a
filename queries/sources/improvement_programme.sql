-- source: facts of the programme that improves commissioning
-- grain: item_id
SELECT
    record,
    item_id,
    kind,
    parse_partial_date(date) AS date,
    item,
    parse_number(value) AS value,
    unit,
    parse_integer(stage) AS stage,
    note,
    not_printed,
    source_para,
    source_title
FROM extract
