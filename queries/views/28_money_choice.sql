-- view: the values by which a family's money can be chosen, with how many lines have each
-- grain: package, family, dimension, value
SELECT package, family, dimension, value, sum(lines)::BIGINT AS lines
FROM (
    SELECT
        package,
        family,
        lines,
        unnest([
            {'dimension': 'programme', 'value': programme},
            {'dimension': 'service', 'value': service},
            {'dimension': 'provider', 'value': provider},
            {'dimension': 'area', 'value': area},
            {'dimension': 'funder', 'value': funder}
        ], recursive := true)
    FROM money_year
)
GROUP BY package, family, dimension, value
ORDER BY package, family, dimension, value
