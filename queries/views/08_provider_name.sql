-- view: every name of a provider as it stands in an extract, with the provider it counts under and why
-- grain: package, name, reference
-- rule: table, the package's table of names says so; number, the same company or charity number;
--   only_number, the only number that its name has elsewhere; spelling, the same name but for case,
--   punctuation, "&", "Limited", "The" or a trading name. A name that is used with two numbers is
--   kept apart by number. No name is matched by likeness alone.
-- is_one_body is false for a name of several bodies, and for one that only says that none is given.
-- brought_together: it counts as one with another name by number or by spelling.
WITH given AS (
    SELECT package, provider AS name, normalised_reference(provider_ref) AS reference, file, line
    FROM spend_lines
    UNION ALL
    SELECT package, provider, NULL, file, line FROM contracts
    UNION ALL
    SELECT package, provider, NULL, file, line FROM decisions
),

filed AS (
    SELECT
        package,
        name,
        reference,
        count(*) AS lines,
        min({'file': file, 'line': line}) AS first,
        coalesce(nullif(normalised_name(name), ''), name) AS compared
    FROM given
    WHERE name IS NOT NULL
    GROUP BY package, name, reference
),

mapped AS (
    SELECT
        package,
        name,
        counts_under,
        coalesce(nullif(normalised_name(counts_under), ''), counts_under) AS compared,
        relation = 'several' AS is_several
    FROM mappings
    WHERE kind = 'provider'
),

numbered AS (
    SELECT f.package, f.compared, min(f.reference) AS reference
    FROM filed AS f
    ANTI JOIN mapped AS m ON m.package = f.package AND m.name = f.name
    WHERE f.reference IS NOT NULL
    GROUP BY f.package, f.compared
    HAVING count(DISTINCT f.reference) = 1
),

identified AS (
    SELECT
        f.*,
        m.counts_under,
        CASE
            WHEN m.name IS NOT NULL THEN coalesce(t.reference, 'name ' || m.compared)
            ELSE coalesce(f.reference, n.reference, 'name ' || f.compared)
        END AS identity,
        CASE
            WHEN m.name IS NOT NULL THEN 'table'
            WHEN f.reference IS NOT NULL THEN 'number'
            WHEN n.reference IS NOT NULL THEN 'only_number'
            ELSE 'spelling'
        END AS rule,
        NOT names_nobody(f.name) AND NOT coalesce(m.is_several, false) AS is_one_body
    FROM filed AS f
    LEFT JOIN mapped AS m ON m.package = f.package AND m.name = f.name
    LEFT JOIN numbered AS t ON t.package = f.package AND t.compared = m.compared
    LEFT JOIN numbered AS n ON n.package = f.package AND n.compared = f.compared
),

-- The name a provider is shown by: one that the package's table gives or refers to, else the one
-- that most lines have, and of two with as many, the one that is not all in capitals.
called AS (
    SELECT
        c.package,
        c.identity,
        first(
            c.name
            ORDER BY (c.in_table OR m.name IS NOT NULL) DESC, c.uses DESC,
                c.name = upper(c.name), c.name
        ) AS name
    FROM (
        SELECT
            package,
            identity,
            coalesce(counts_under, name) AS name,
            counts_under IS NOT NULL AS in_table,
            sum(lines) AS uses
        FROM identified
        GROUP BY ALL
    ) AS c
    LEFT JOIN (
        SELECT DISTINCT package, name
        FROM mappings
        WHERE kind IN ('provider_group', 'provider_area')
    ) AS m ON m.package = c.package AND m.name = c.name
    GROUP BY c.package, c.identity
),

told_apart AS (
    SELECT
        package,
        identity,
        CASE
            WHEN count(*) OVER (PARTITION BY package, name) = 1 THEN name
            WHEN starts_with(identity, 'name ') THEN name || ' (no number given)'
            ELSE name || ' (' || identity || ')'
        END AS provider
    FROM called
)

SELECT
    i.package,
    i.name,
    i.reference,
    i.compared,
    i.identity,
    c.provider,
    i.rule,
    i.lines,
    i.first.file AS file,
    i.first.line AS line,
    i.is_one_body,
    i.is_one_body
    AND i.rule <> 'table'
    AND count(DISTINCT i.name) FILTER (i.is_one_body AND i.rule <> 'table') OVER (
        PARTITION BY i.package, i.identity
    ) > 1 AS brought_together
FROM identified AS i
JOIN told_apart AS c ON c.package = i.package AND c.identity = i.identity
ORDER BY i.package, c.provider, i.name, i.reference
