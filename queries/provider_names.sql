-- question: Which names of providers count as which provider, and why?
-- grain: name, reference
-- returns: name VARCHAR, reference VARCHAR, provider VARCHAR, rule VARCHAR, same VARCHAR,
--   lines BIGINT, file VARCHAR, line BIGINT, may_be VARCHAR, alike VARCHAR, likeness DOUBLE,
--   reason VARCHAR
-- A name of several bodies, or of none, is no one provider and is not here. same is one for all
-- that count as one provider. may_be is only a suggestion: a provider that this one may be, and why.
-- With together only the names that count as one with another by number or by spelling, and nothing
-- is suggested.
SELECT
    n.name,
    n.reference,
    n.provider,
    n.rule,
    n.identity AS same,
    n.lines,
    n.file,
    n.line,
    s.may_be,
    s.alike,
    s.likeness,
    s.reason
FROM provider_name AS n
LEFT JOIN provider_suggestion AS s
    ON s.package = n.package AND s.provider = n.provider AND NOT $together::BOOLEAN
WHERE n.package = $package::VARCHAR
    AND n.is_one_body
    AND (NOT $together::BOOLEAN OR n.brought_together)
ORDER BY n.provider, n.lines DESC, n.name, n.reference
