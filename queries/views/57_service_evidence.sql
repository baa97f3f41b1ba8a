-- view: what each service has to show for a financial year: how many indicators, targets and returns, how
--   many targets its last returns are held to, how many of those they met, and what that comes to in a word
-- grain: package, service, financial_year
-- The service is the one that series_service gives the series, under the name its money counts under;
-- result_services and result_programmes are the names its results are listed under, a bar between two.
-- An indicator is of the year in which a period of it ends, unless it did not apply then. Its result is
-- its last return for such a period, suppressed or not. A result is held to the target of its own
-- period, as returned; a cumulative figure, and one that neither more nor less of is better, is held to none.
WITH periods AS (
    SELECT
        r.* REPLACE (s.service AS service),
        r.service AS result_service,
        financial_year_of(r.period_end) AS financial_year,
        r.target IS NOT NULL AND r.better IN ('higher', 'lower') AS has_target,
        r.actual IS NOT NULL OR coalesce(r.status = 'suppressed', false) AS came
    FROM outcome_result AS r
    JOIN series_service AS s ON s.package = r.package AND s.series_id = r.series_id
    WHERE r.reported_by = 'own'
        AND r.dimension = 'all'
        AND r.period_end IS NOT NULL
        AND r.status IS DISTINCT FROM 'not_applicable'
),

indicators AS (
    SELECT
        package,
        service,
        financial_year,
        series_id,
        min(result_service) AS result_service,
        min(programme) AS programme,
        bool_or(has_target) AS has_target,
        bool_or(has_target AND status = 'not_returned') AS overdue,
        bool_or(came) AS returned,
        arg_max(
            {
                'held': has_target
                    AND actual IS NOT NULL
                    AND accumulation IS DISTINCT FROM 'cumulative',
                'reached': CASE better WHEN 'higher' THEN actual >= target ELSE actual <= target END
            },
            (period_end, outcome_id)
        ) FILTER (WHERE came) AS result
    FROM periods
    GROUP BY package, service, financial_year, series_id
),

counted AS (
    SELECT
        package,
        service,
        financial_year,
        count(*) AS indicators,
        count(*) FILTER (WHERE has_target) AS targets,
        count(*) FILTER (WHERE returned) AS returned,
        count(*) FILTER (WHERE result.held) AS held,
        count(*) FILTER (WHERE result.held AND result.reached) AS met,
        count(*) FILTER (WHERE overdue AND NOT returned) AS overdue,
        string_agg(DISTINCT result_service, ' | ' ORDER BY result_service) AS result_services,
        string_agg(DISTINCT programme, ' | ' ORDER BY programme) AS result_programmes
    FROM indicators
    GROUP BY package, service, financial_year
)

SELECT
    *,
    CASE
        WHEN met > 0 AND met = held THEN 'all_met'
        WHEN met > 0 THEN 'some_met'
        WHEN held > 0 THEN 'none_met'
        WHEN returned > 0 THEN 'not_held'
        WHEN overdue > 0 THEN 'not_returned'
        WHEN targets > 0 THEN 'not_yet_due'
        ELSE 'no_evidence'
    END AS evidence
FROM counted
ORDER BY package, service, financial_year
