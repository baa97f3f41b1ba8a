-- question: At which stage of the commissioning cycle is each service, as far as dates tell?
-- grain: service
-- returns: service VARCHAR, programme VARCHAR, stage BIGINT, state VARCHAR, first_day DATE,
--   last_day DATE, extension_last_day DATE, family VARCHAR, reference VARCHAR, commitments BIGINT,
--   source_url VARCHAR, file VARCHAR, line BIGINT
-- Inferred from the dates of decisions and contracts found, by this rule. Something running on the
-- day puts a service at stage 3, monitoring; but at stage 1, planning what follows, where the last
-- of all its days falls within six months of the day and nothing found may run on without an end.
-- With nothing running and something that begins later it is at stage 2, securing. All else has no
-- stage: what has ended, and what has no end or no date stated. The dates and the row are those of
-- the commitment that decides: the last to end, or at stage 2 the first to begin.
WITH stated AS (
    SELECT
        *,
        CASE
            WHEN first_day IS NULL THEN 'no_date'
            WHEN first_day > $as_at::DATE THEN 'not_begun'
            WHEN last_day IS NULL THEN 'no_end'
            WHEN last_day < $as_at::DATE THEN 'ended'
            ELSE 'running'
        END AS state
    FROM commitment
    WHERE package = $package::VARCHAR
),

services AS (
    SELECT
        service,
        count(*) AS commitments,
        max(last_day) <= ($as_at::DATE + INTERVAL 6 MONTH)::DATE
        AND NOT bool_or(first_day IS NOT NULL AND last_day IS NULL) AS ends_soon
    FROM stated
    GROUP BY service
),

deciding AS (
    SELECT *
    FROM stated
    QUALIFY
        row_number() OVER (
            PARTITION BY service
            ORDER BY
                list_position(['running', 'not_begun', 'no_end', 'ended', 'no_date'], state),
                CASE WHEN state = 'not_begun' THEN first_day END,
                last_day DESC NULLS LAST,
                family,
                file,
                line
        ) = 1
)

SELECT
    d.service,
    d.programme,
    CASE
        WHEN d.state = 'running' AND s.ends_soon THEN 1
        WHEN d.state = 'not_begun' THEN 2
        WHEN d.state = 'running' THEN 3
    END::BIGINT AS stage,
    d.state,
    d.first_day,
    d.last_day,
    d.extension_last_day,
    d.family,
    d.reference,
    s.commitments,
    d.source_url,
    d.file,
    d.line
FROM deciding AS d
JOIN services AS s USING (service)
ORDER BY stage NULLS LAST, d.last_day NULLS LAST, d.service
