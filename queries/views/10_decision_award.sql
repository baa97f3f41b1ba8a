-- view: every decision line with the days it covers, whether it counts in totals and, if not, why
-- grain: package, decision_ref, decision_line
-- A financial year or a pair of years means whole financial years, 1 April to 31 March.
SELECT
    package,
    file,
    line,
    decision_ref,
    decision_line,
    title,
    date_signed,
    service,
    programme,
    provider,
    funding_source,
    instrument,
    direction,
    amount_basis,
    is_new_money,
    scope,
    financial_year,
    start_year,
    end_year,
    amount_gbp,
    source_url,
    note,
    CASE
        WHEN financial_year IS NOT NULL THEN 'Year stated'
        WHEN start_year IS NOT NULL AND end_year IS NOT NULL THEN 'Period stated'
        WHEN start_year IS NOT NULL THEN 'Start only'
        ELSE 'No date'
    END AS dating,
    CASE
        WHEN financial_year IS NOT NULL THEN first_day(financial_year)
        WHEN start_year IS NOT NULL THEN make_date(start_year, 4, 1)
    END AS first_day,
    CASE
        WHEN financial_year IS NOT NULL THEN last_day_of(financial_year)
        WHEN end_year IS NOT NULL THEN make_date(end_year, 3, 31)
    END AS last_day,
    CASE
        WHEN scope = 'police_operated' THEN 'Operated by the police, not commissioned'
        WHEN is_new_money = 'no' THEN 'Not new money: already in another decision'
        WHEN is_new_money = 'unknown' THEN 'Not stated whether it is new money'
    END AS reason_left_out,
    reason_left_out IS NULL AS counted
FROM decisions
