-- question: By which values can decisions be filtered?
-- grain: field, value
-- returns: field VARCHAR, value VARCHAR, lines BIGINT
SELECT field, value, count(*) AS lines
FROM (
    SELECT unnest([
        {'field': 'programme', 'value': programme},
        {'field': 'service', 'value': service_counted},
        {'field': 'provider', 'value': coalesce(provider_counted, 'Not stated')},
        {'field': 'funder', 'value': coalesce(funding_source, 'Not stated')},
        {'field': 'instrument', 'value': instrument},
        {'field': 'amount_basis', 'value': amount_basis::VARCHAR}
    ], recursive := true)
    FROM decision_award
    WHERE package = $package::VARCHAR
)
GROUP BY field, value
ORDER BY field, value
