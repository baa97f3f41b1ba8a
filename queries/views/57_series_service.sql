-- view: the service that each series of results tells of where evidence is set beside it: the programme
--   or contract of a published result, the service of a contract return, under the name that counts
-- grain: package, series_id
-- Published results are filed by kind of service, and an evaluation is of one programme among a kind.
SELECT
    r.package,
    r.series_id,
    min(r.reported_by) AS reported_by,
    min(
        CASE
            WHEN r.service_id IS NULL THEN coalesce(m.counts_under, r.programme)
            ELSE r.service
        END
    ) AS service
FROM outcome_result AS r
LEFT JOIN mappings AS m
    ON m.package = r.package
    AND m.kind = 'outcome_programme'
    AND m.name = r.programme
GROUP BY r.package, r.series_id
