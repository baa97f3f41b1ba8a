-- source: published series, each on one basis and one definition
-- grain: series_id
SELECT
    record,
    series_id,
    title,
    definition,
    basis,
    direction,
    organisation,
    lower(headline) AS headline,
    lower(joined) AS joined,
    caution,
    note
FROM extract
