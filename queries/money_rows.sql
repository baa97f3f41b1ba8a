-- question: Which lines stand behind an amount?
-- grain: file, line, financial_year
-- returns: reference VARCHAR, financial_year VARCHAR, month DATE, service VARCHAR,
--   service_as_filed VARCHAR, programme VARCHAR, provider VARCHAR, provider_as_filed VARCHAR,
--   area VARCHAR, funder VARCHAR, instrument VARCHAR, amount_gbp DECIMAL(18,2), source_url VARCHAR,
--   file VARCHAR, line BIGINT, lines BIGINT, total_gbp DECIMAL(18,2)
-- lines and total_gbp are of all that is selected, whatever the limit.
SELECT
    reference,
    financial_year,
    month,
    service,
    service_as_filed,
    programme,
    provider,
    provider_as_filed,
    area,
    funder,
    instrument,
    amount_gbp,
    source_url,
    file,
    line,
    count(*) OVER () AS lines,
    (sum(amount_gbp) OVER ())::DECIMAL(18, 2) AS total_gbp
FROM selected_money(
    $package::VARCHAR, $family::VARCHAR, 'service', $first_year::VARCHAR, $last_year::VARCHAR,
    $programmes::VARCHAR[], $services::VARCHAR[], $providers::VARCHAR[], $areas::VARCHAR[], $funders::VARCHAR[]
)
ORDER BY financial_year DESC, month DESC, amount_gbp DESC, file, line
LIMIT $limit::BIGINT
OFFSET $offset::BIGINT
