-- question: Which names of providers count as which provider, and why?
-- grain: name, reference
-- returns: name VARCHAR, reference VARCHAR, provider VARCHAR, rule VARCHAR, same VARCHAR,
--   lines BIGINT, file VARCHAR, line BIGINT
-- adds: may_be VARCHAR, alike VARCHAR, likeness DOUBLE, reason VARCHAR
-- A name of several bodies, or of none, is no one provider and is not here. same is one for all
-- that count as one provider. What is added is only a suggestion: a provider that this one may be,
-- and why. With together only the names that count as one with another by number or by spelling,
-- and nothing is suggested.
SELECT
    n.name,
    n.reference,
    n.provider,
    n.rule,
    n.identity AS same,
    n.lines,
    n.file,
    n.line
FROM provider_name AS n
WHERE n.package = $package::VARCHAR
    AND NOT names_nobody(n.name)
    AND NOT EXISTS (
        SELECT 1
        FROM mappings AS m
        WHERE m.package = n.package
            AND m.kind = 'provider'
            AND m.relation = 'several'
            AND m.name = n.name
    )
QUALIFY NOT $together::BOOLEAN
    OR (
        n.rule <> 'table'
        AND count(DISTINCT n.name) FILTER (n.rule <> 'table') OVER (PARTITION BY n.identity) > 1
    )
ORDER BY n.provider, n.lines DESC, n.name, n.reference
