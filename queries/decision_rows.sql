-- question: Which decisions stand behind a figure?
-- grain: decision_ref, decision_line
-- returns: decision_ref VARCHAR, decision_line BIGINT, title VARCHAR, date_signed DATE,
--   service VARCHAR, programme VARCHAR, provider VARCHAR, funding_source VARCHAR,
--   instrument VARCHAR, direction VARCHAR, amount_basis VARCHAR, is_new_money VARCHAR,
--   scope VARCHAR, financial_year VARCHAR, start_year BIGINT, end_year BIGINT, dating VARCHAR,
--   amount_gbp DECIMAL(18,2), amount_in_years DECIMAL(18,2), counted BOOLEAN,
--   reason_left_out VARCHAR, source_url VARCHAR, note VARCHAR, file VARCHAR, line BIGINT
SELECT
    decision_ref,
    decision_line,
    title,
    date_signed,
    service,
    programme,
    provider,
    funding_source,
    instrument,
    direction::VARCHAR AS direction,
    amount_basis::VARCHAR AS amount_basis,
    is_new_money::VARCHAR AS is_new_money,
    scope::VARCHAR AS scope,
    financial_year,
    start_year,
    end_year,
    dating,
    amount_gbp,
    amount_in_years,
    counted,
    reason_left_out,
    source_url,
    note,
    file,
    line
FROM selected_decisions(
    $package::VARCHAR, $first_year::VARCHAR, $last_year::VARCHAR, $programmes::VARCHAR[], $services::VARCHAR[],
    $providers::VARCHAR[], $funders::VARCHAR[], $instruments::VARCHAR[], $directions::VARCHAR[],
    $amount_bases::VARCHAR[], $datings::VARCHAR[], $counting::VARCHAR, $open_ended::VARCHAR, $text::VARCHAR
)
ORDER BY
    CASE WHEN $order::VARCHAR = 'largest' THEN -coalesce(amount_in_years, amount_gbp) END,
    CASE WHEN $order::VARCHAR = 'smallest' THEN coalesce(amount_in_years, amount_gbp) END,
    CASE WHEN $order::VARCHAR = 'newest' THEN first_day END DESC NULLS LAST,
    CASE WHEN $order::VARCHAR = 'oldest' THEN first_day END ASC NULLS LAST,
    CASE WHEN $order::VARCHAR = 'service' THEN lower(service) END,
    CASE WHEN $order::VARCHAR = 'provider' THEN lower(provider) END NULLS LAST,
    line
LIMIT $limit::BIGINT
OFFSET $offset::BIGINT
