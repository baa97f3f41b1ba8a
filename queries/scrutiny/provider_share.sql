-- rule: Which providers have a large share of the money that names a provider?
-- why: A service may be hard to keep going when a body that many depend on stops.
-- needs: paid or decisions
-- grain: subject
-- returns: subject VARCHAR, programme VARCHAR, family VARCHAR, financial_year VARCHAR,
--   amount_gbp DECIMAL(18,2), compared_gbp DECIMAL(18,2), percent DOUBLE, lines BIGINT,
--   last_day DATE, extension_last_day DATE, filed_as VARCHAR
-- The last whole year. Providers of one group count as one; percent is the share of amount_gbp in
-- compared_gbp, all the money that names one body as its provider. filed_as are the providers of the
-- group under the names they count under.
WITH named AS (
    SELECT *
    FROM providers_of_whole_years($package::VARCHAR, $as_at::DATE)
    WHERE is_named
        AND provider NOT IN (
            SELECT counts_under
            FROM mappings
            WHERE package = $package::VARCHAR AND kind = 'provider' AND relation = 'several'
        )
),

providers AS (
    SELECT
        provider_group,
        family,
        financial_year,
        min(first_programme) AS first_programme,
        max(last_programme) AS last_programme,
        sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
        sum(lines)::BIGINT AS lines,
        array_to_string(list_sort(list(provider)), ' | ') AS filed_as
    FROM named
    WHERE financial_year = (SELECT max(financial_year) FROM named)
    GROUP BY provider_group, family, financial_year
),

shares AS (
    SELECT *, (sum(amount_gbp) OVER ())::DECIMAL(18, 2) AS compared_gbp
    FROM providers
)

SELECT
    provider_group AS subject,
    CASE WHEN first_programme = last_programme THEN first_programme END AS programme,
    family,
    financial_year,
    amount_gbp,
    compared_gbp,
    100 * amount_gbp::DOUBLE / compared_gbp::DOUBLE AS percent,
    lines,
    NULL::DATE AS last_day,
    NULL::DATE AS extension_last_day,
    filed_as
FROM shares
WHERE compared_gbp > 0 AND 100 * amount_gbp > $share_percent::INTEGER * compared_gbp
ORDER BY amount_gbp DESC, provider_group
