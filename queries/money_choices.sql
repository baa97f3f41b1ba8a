-- question: By which values can the money of one family be chosen?
-- grain: dimension, value
-- returns: dimension VARCHAR, value VARCHAR, lines BIGINT
SELECT dimension, value, count(*) AS lines
FROM (
    SELECT unnest([
        {'dimension': 'programme', 'value': programme},
        {'dimension': 'service', 'value': service},
        {'dimension': 'provider', 'value': provider},
        {'dimension': 'area', 'value': area},
        {'dimension': 'funder', 'value': funder}
    ], recursive := true)
    FROM money_line
    WHERE package = $package::VARCHAR AND family = $family::VARCHAR
)
GROUP BY dimension, value
ORDER BY dimension, value
