-- check: An award's parts by financial year add up to the award, to the penny
-- severity: must hold
SELECT award.package::VARCHAR AS package, award.file, award.line,
    award.decision_ref || ': ' || award.amount_gbp || ' is profiled as ' || sum(part.amount_gbp)
        AS detail
FROM decision_award AS award
JOIN decision_year AS part
    ON part.package = award.package
    AND part.decision_ref = award.decision_ref
    AND part.decision_line = award.decision_line
GROUP BY award.package, award.file, award.line, award.decision_ref, award.amount_gbp
HAVING sum(part.amount_gbp) <> award.amount_gbp
ORDER BY award.file, award.line
