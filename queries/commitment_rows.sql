-- question: What is committed, to which service, from when to when?
-- grain: reference, service, provider, funder
-- returns: reference VARCHAR, title VARCHAR, service VARCHAR, programme VARCHAR, provider VARCHAR,
--   funder VARCHAR, instrument VARCHAR, state VARCHAR, first_day DATE, last_day DATE,
--   extension_last_day DATE, amount_gbp DECIMAL(18,2), still_to_run_gbp DECIMAL(18,2),
--   final_year_gbp DECIMAL(18,2), is_ceiling BOOLEAN, lines BIGINT, source_url VARCHAR,
--   file VARCHAR, line BIGINT
-- Those running on the day come first, then those not begun, ended, without an end and without any
-- date; in each, by programme and then by last day.
SELECT
    reference,
    title,
    service,
    programme,
    provider,
    funder,
    instrument::VARCHAR AS instrument,
    state,
    first_day,
    last_day,
    extension_last_day,
    amount_gbp,
    after_day_gbp AS still_to_run_gbp,
    final_year_gbp::DECIMAL(18, 2) AS final_year_gbp,
    is_ceiling,
    lines,
    source_url,
    file,
    line
FROM selected_commitments(
    $package::VARCHAR, $family::VARCHAR, $as_at::DATE, $programmes::VARCHAR[],
    $providers::VARCHAR[], $funders::VARCHAR[], $text::VARCHAR
)
WHERE ($states::VARCHAR[] IS NULL OR list_contains($states::VARCHAR[], state))
    AND ($ends_from::DATE IS NULL OR last_day >= $ends_from::DATE)
    AND ($ends_to::DATE IS NULL OR last_day <= $ends_to::DATE)
ORDER BY
    list_position(commitment_states(), state),
    programme,
    last_day NULLS LAST,
    first_day NULLS LAST,
    reference,
    service,
    provider,
    funder
LIMIT $limit::BIGINT
OFFSET $offset::BIGINT
