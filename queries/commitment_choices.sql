-- question: On which bases are commitments known, and by which values can they be filtered?
-- grain: family, field, value
-- returns: family VARCHAR, field VARCHAR, value VARCHAR, commitments BIGINT
SELECT family, field, value, count(*) AS commitments
FROM (
    SELECT
        family,
        unnest([
            {'field': 'programme', 'value': programme},
            {'field': 'provider', 'value': provider},
            {'field': 'funder', 'value': funder}
        ], recursive := true)
    FROM commitment
    WHERE package = $package::VARCHAR
)
GROUP BY family, field, value
ORDER BY family, field, value
