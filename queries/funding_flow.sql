-- question: Which funder's money goes to which programme?
-- grain: funder, programme
-- returns: funder VARCHAR, programme VARCHAR, amount_gbp DECIMAL(18,2), lines BIGINT,
--   funder_gbp DECIMAL(18,2), programme_gbp DECIMAL(18,2), total_gbp DECIMAL(18,2)
-- Money out of one family by the funder its lines name. The sums over either side are both the total.
SELECT
    funder,
    programme,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    sum(lines)::BIGINT AS lines,
    (sum(sum(amount_gbp)) OVER (PARTITION BY funder))::DECIMAL(18, 2) AS funder_gbp,
    (sum(sum(amount_gbp)) OVER (PARTITION BY programme))::DECIMAL(18, 2) AS programme_gbp,
    (sum(sum(amount_gbp)) OVER ())::DECIMAL(18, 2) AS total_gbp
FROM selected_money(
    $package::VARCHAR, $family::VARCHAR, 'funder', $first_year::VARCHAR, $last_year::VARCHAR, NULL, NULL, NULL,
    NULL, NULL
)
GROUP BY funder, programme
ORDER BY funder_gbp DESC, funder, amount_gbp DESC, programme
