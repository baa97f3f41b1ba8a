-- view: the rating of every result for everyone by bands set before its period, or the reason for none
-- grain: package, outcome_id
-- Bands are those that hold on the first day of the period, and rate it only if the last of them
-- had been set by then. A result that reaches no band is inadequate. The rating is of the result as
-- returned. The regime is that of the contract that ran on the first day; a service without one whose
-- payments are all grants is paid by grant.
WITH bands AS (
    SELECT
        package,
        indicator_id,
        valid_from,
        max(least) FILTER (WHERE rating = 'good') AS good,
        max(least) FILTER (WHERE rating = 'approaching_target') AS approaching_target,
        max(least) FILTER (WHERE rating = 'requires_improvement') AS requires_improvement,
        max(set_on) AS bands_set_on,
        arg_max(set_by, set_on) AS bands_set_by,
        any_value(file) AS bands_file,
        min(line) AS bands_line
    FROM rating_bands
    GROUP BY package, indicator_id, valid_from
),

held AS (
    SELECT d.package, d.series_id, d.period_start, b.* EXCLUDE (package, indicator_id)
    FROM (
        SELECT DISTINCT r.package, r.series_id, r.period_start
        FROM outcome_result AS r
        SEMI JOIN bands AS b ON b.package = r.package AND b.indicator_id = r.series_id
        WHERE r.dimension = 'all'
    ) AS d
    ASOF JOIN bands AS b
        ON b.package = d.package
        AND b.indicator_id = d.series_id
        AND b.valid_from <= d.period_start
),

first_days AS (
    SELECT DISTINCT package, service_id, period_start
    FROM outcome_result
    WHERE dimension = 'all'
),

regimes AS (
    SELECT
        d.package,
        d.service_id,
        d.period_start,
        arg_max_null(c.regime::VARCHAR, (c.start_date, c.contract_id)) AS regime,
        arg_max(c.contract_id, (c.start_date, c.contract_id)) AS contract_id
    FROM first_days AS d
    JOIN contracts AS c
        ON c.package = d.package
        AND c.service_id = d.service_id
        AND d.period_start BETWEEN c.start_date AND c.end_date
    GROUP BY d.package, d.service_id, d.period_start
),

by_grant AS (
    SELECT package, service_id
    FROM ledger_name
    WHERE paid_by_grant
),

banded AS (
    SELECT
        r.*,
        b.good,
        b.approaching_target,
        b.requires_improvement,
        b.valid_from AS bands_from,
        b.bands_set_on,
        b.bands_set_by,
        b.bands_file,
        b.bands_line,
        -- Turned so that more is better whatever the direction of good.
        CASE r.better WHEN 'higher' THEN 1 WHEN 'lower' THEN -1 END AS direction
    FROM outcome_result AS r
    LEFT JOIN held AS b
        ON b.package = r.package
        AND b.series_id = r.series_id
        AND b.period_start = r.period_start
    WHERE r.dimension = 'all'
),

reasoned AS (
    SELECT
        *,
        CASE
            WHEN NOT EXISTS (
                FROM bands AS b
                WHERE b.package = banded.package AND b.indicator_id = banded.series_id
            ) THEN 'no_bands'
            WHEN bands_from IS NULL THEN 'before_bands'
            WHEN bands_set_on > period_start THEN 'bands_late'
            WHEN accumulation IN ('cumulative', 'rolling') THEN accumulation
            WHEN direction IS NULL THEN 'no_direction'
            WHEN actual IS NULL THEN coalesce(status, 'not_returned')
        END AS no_rating
    FROM banded
)

SELECT
    r.package,
    r.outcome_id,
    r.series_id,
    r.service,
    r.programme,
    r.provider,
    r.indicator,
    r.indicator_kind,
    r.unit,
    r.per,
    r.better,
    r.accumulation,
    r.period_start,
    r.period_end,
    r.numerator,
    r.denominator,
    r.actual,
    r.target,
    r.status,
    r.outcome_id = s.outcome_id AS is_latest,
    CASE
        WHEN r.no_rating IS NOT NULL THEN NULL
        WHEN r.direction * r.actual >= r.direction * r.good THEN 'good'
        WHEN r.direction * r.actual >= r.direction * r.approaching_target
        THEN 'approaching_target'
        WHEN r.direction * r.actual >= r.direction * r.requires_improvement
        THEN 'requires_improvement'
        ELSE 'inadequate'
    END AS rating,
    r.no_rating,
    r.good,
    r.approaching_target,
    r.requires_improvement,
    r.bands_from,
    r.bands_set_on,
    r.bands_set_by,
    r.bands_file,
    r.bands_line,
    coalesce(c.regime, CASE WHEN c.contract_id IS NULL AND g.service_id IS NOT NULL THEN 'grant' END)
        AS regime,
    c.contract_id,
    r.file,
    r.line
FROM reasoned AS r
JOIN series_standing AS s ON s.package = r.package AND s.series_id = r.series_id
LEFT JOIN regimes AS c
    ON c.package = r.package AND c.service_id = r.service_id AND c.period_start = r.period_start
LEFT JOIN by_grant AS g ON g.package = r.package AND g.service_id = r.service_id
