-- source: which approach a service uses, with the reason
-- grain: service, intervention
SELECT record, service, intervention, reason
FROM extract
