-- extract: decisions
-- A grant over several financial years has its first and last year, and no single one.
SELECT
    coalesce(plain_text(l.reference), l.content) AS decision_ref,
    (row_number() OVER (
        PARTITION BY coalesce(plain_text(l.reference), l.content) ORDER BY l.sheet, l.record
    ) + coalesce(h.rows, 0))::VARCHAR AS decision_line,
    coalesce(plain_text(l.title), plain_text(l.description), 'Grant to ' || coalesce(plain_text(l.supplier), 'a body not named')) AS title,
    coalesce(l.date_day::VARCHAR, '') AS date_signed,
    l.service_counted AS service,
    coalesce(l.constants['scope'][1], 'commissioned') AS scope,
    l.programme_counted AS programme,
    coalesce(plain_text(l.supplier), '') AS provider,
    coalesce(plain_text(l.funder), l.constants['funding_source'][1], '') AS funding_source,
    coalesce(l.constants['instrument'][1], 'grant') AS instrument,
    'out' AS direction,
    CASE
        WHEN l.start_day IS NULL OR l.end_day IS NULL OR financial_year_of(l.start_day) = financial_year_of(l.end_day)
        THEN coalesce(financial_year_of(coalesce(l.start_day, l.date_day)), parse_financial_year(l.financial_year), parse_financial_year(l.period), '')
        ELSE ''
    END AS financial_year,
    CASE WHEN financial_year_of(l.start_day) <> financial_year_of(l.end_day)
        THEN starting_year(financial_year_of(l.start_day))::VARCHAR ELSE '' END AS start_year,
    CASE WHEN financial_year_of(l.start_day) <> financial_year_of(l.end_day)
        THEN (starting_year(financial_year_of(l.end_day)) + 1)::VARCHAR ELSE '' END AS end_year,
    l.amount_gbp::VARCHAR AS amount_gbp,
    'approved' AS amount_basis,
    'yes' AS is_new_money,
    coalesce(parse_url(l.url), '') AS source_url,
    concat_ws('; ', 'From ' || l.label || ', line ' || l.line, 'grant ' || l.content || '-' || l.occurrence, l.provider_ref) AS note
FROM loaded AS l
LEFT JOIN kept_reference AS h ON h.reference = plain_text(l.reference) AND h.resource = 'decisions'
WHERE l.resource = 'decisions'
ORDER BY l.date_day, l.sheet, l.record
