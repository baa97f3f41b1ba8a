-- source: the least result that earns each rating, per indicator and from a date on
-- grain: indicator_id, valid_from, rating
SELECT
    record,
    indicator_id,
    parse_date(valid_from) AS valid_from,
    rating,
    parse_number(least) AS least,
    parse_date(set_on) AS set_on,
    set_by
FROM extract
