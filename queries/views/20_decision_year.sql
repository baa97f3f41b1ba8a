-- view: the part of each decision line that falls in each financial year, whole pence, adding to the
--   award; an award with a start but no end stands whole in its first year, marked open-ended; one
--   with no date has no row here
-- grain: package, decision_ref, decision_line, financial_year
SELECT
    award.package,
    award.decision_ref,
    award.decision_line,
    award.direction,
    award.programme,
    award.funding_source,
    award.counted,
    award.dating = 'Start only' AS open_ended,
    financial_year_label(years.starting) AS financial_year,
    CASE
        WHEN award.dating = 'Start only' THEN award.amount_gbp
        ELSE profiled_amount(
            award.amount_gbp,
            financial_year_label(years.starting),
            award.first_day,
            award.last_day
        )
    END AS amount_gbp,
    award.amount_basis = 'approved_maximum' AS is_ceiling
FROM decision_award AS award
CROSS JOIN LATERAL (
    SELECT unnest(
        range(
            starting_year(financial_year_of(award.first_day)),
            1 + starting_year(financial_year_of(coalesce(award.last_day, award.first_day)))
        )
    ) AS starting
) AS years
WHERE award.dating <> 'No date'
ORDER BY award.package, financial_year, award.decision_ref, award.decision_line
