-- view: the amounts of money_year by provider alone; is_named is whether its lines name a provider
-- grain: package, family, financial_year, provider_group, provider, is_named
-- Of its programmes the first and the last in alphabetical order: they are the same where it has one.
SELECT
    package,
    family,
    financial_year,
    provider_group,
    provider,
    provider_as_filed IS NOT NULL AS is_named,
    min(programme) AS first_programme,
    max(programme) AS last_programme,
    sum(amount_gbp)::DECIMAL(18, 2) AS amount_gbp,
    sum(lines)::BIGINT AS lines
FROM money_year
GROUP BY ALL
ORDER BY package, family, financial_year, provider_group, provider
