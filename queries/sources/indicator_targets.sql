-- source: targets of indicators, each from a date on
-- grain: indicator_id, valid_from
SELECT
    record,
    indicator_id,
    parse_date(valid_from) AS valid_from,
    parse_number(target) AS target,
    parse_date(set_on) AS set_on,
    set_by
FROM extract
