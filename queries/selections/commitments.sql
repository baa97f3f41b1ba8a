-- Commitments of one family under a reader's filters, each with its state on a day and what of its
-- money falls up to the end of that day, afterwards, and in its last twelve months. Money without
-- both a first and a last day is in none of these: what is not known is NULL.
CREATE OR REPLACE MACRO selected_commitments(
    for_package, of_family, on_day, of_programmes, of_providers, of_funders, of_text
) AS TABLE
    SELECT
        c.*,
        CASE
            WHEN c.first_day IS NULL THEN 'no_date'
            WHEN c.last_day IS NULL THEN 'no_end'
            WHEN c.last_day < on_day THEN 'ended'
            WHEN c.first_day > on_day THEN 'not_begun'
            ELSE 'running'
        END AS state,
        spread.placed_gbp,
        spread.by_day_gbp,
        (spread.placed_gbp - spread.by_day_gbp)::DECIMAL(18, 2) AS after_day_gbp,
        spread.final_year_gbp
    FROM commitment AS c
    JOIN (
        SELECT
            l.reference,
            l.service,
            l.provider,
            l.funder,
            sum(l.amount_gbp) FILTER (WHERE l.first_day IS NOT NULL AND l.last_day IS NOT NULL)
                AS placed_gbp,
            sum(amount_by(l.amount_gbp, l.first_day, l.last_day, on_day)) FILTER (
                WHERE l.first_day IS NOT NULL AND l.last_day IS NOT NULL
            ) AS by_day_gbp,
            sum(
                l.amount_gbp - amount_by(
                    l.amount_gbp,
                    l.first_day,
                    l.last_day,
                    (whole.last_day - INTERVAL 1 YEAR)::DATE
                )
            ) FILTER (WHERE whole.first_day IS NOT NULL AND whole.last_day IS NOT NULL)
                AS final_year_gbp
        FROM commitment_line AS l
        JOIN commitment AS whole USING (package, family, reference, service, provider, funder)
        WHERE l.package = for_package AND l.family = of_family
        GROUP BY ALL
    ) AS spread USING (reference, service, provider, funder)
    WHERE c.package = for_package
        AND c.family = of_family
        AND (of_programmes IS NULL OR list_contains(of_programmes, c.programme))
        AND (of_providers IS NULL OR list_contains(of_providers, c.provider))
        AND (of_funders IS NULL OR list_contains(of_funders, c.funder))
        AND (
            of_text IS NULL
            OR contains(
                lower(concat_ws(' ', c.reference, c.title, c.service, c.provider)), lower(of_text)
            )
        );

-- States in the order they are told in.
CREATE OR REPLACE MACRO commitment_states() AS
    ['running', 'not_begun', 'ended', 'no_end', 'no_date'];
