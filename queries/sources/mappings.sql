-- source: names that count under another name, or stand for an area, a row a name
-- grain: kind, name
SELECT record, kind, name, counts_under, relation, reason
FROM extract
