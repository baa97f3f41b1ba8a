-- Decision lines under a reader's filters, each with the part of its amount that falls in the years
-- asked for: NULL when it falls in none, or when its dates are not known.
CREATE OR REPLACE MACRO selected_decisions(
    for_package, from_year, to_year, of_programmes, of_services, of_providers, of_funders,
    of_instruments, of_directions, of_amount_bases, of_datings, of_counting, of_open_ended, of_text
) AS TABLE
    SELECT
        award.*,
        placed.amount_in_years
    FROM decision_award AS award
    LEFT JOIN (
        SELECT
            package,
            decision_ref,
            decision_line,
            sum(amount_gbp)::DECIMAL(18, 2) AS amount_in_years
        FROM decision_year
        WHERE package = for_package
            AND (from_year IS NULL OR financial_year >= from_year)
            AND (to_year IS NULL OR financial_year <= to_year)
            AND (of_open_ended = 'start_year' OR NOT open_ended)
        GROUP BY ALL
    ) AS placed
        ON placed.package = award.package
        AND placed.decision_ref = award.decision_ref
        AND placed.decision_line = award.decision_line
    WHERE award.package = for_package
        AND ((from_year IS NULL AND to_year IS NULL) OR placed.amount_in_years IS NOT NULL)
        AND (of_programmes IS NULL OR list_contains(of_programmes, award.programme))
        AND (of_services IS NULL OR list_contains(of_services, award.service_counted))
        AND (
            of_providers IS NULL
            OR list_contains(of_providers, coalesce(award.provider_counted, 'Not stated'))
        )
        AND (
            of_funders IS NULL
            OR list_contains(of_funders, coalesce(award.funding_source, 'Not stated'))
        )
        AND (of_instruments IS NULL OR list_contains(of_instruments, award.instrument))
        AND (of_directions IS NULL OR list_contains(of_directions, award.direction::VARCHAR))
        AND (of_amount_bases IS NULL OR list_contains(of_amount_bases, award.amount_basis::VARCHAR))
        AND (of_datings IS NULL OR list_contains(of_datings, award.dating))
        AND (
            of_counting = 'all'
            OR (of_counting = 'counted' AND award.counted)
            OR (of_counting = 'left_out' AND NOT award.counted)
        )
        AND (
            of_text IS NULL
            OR contains(
                lower(
                    concat_ws(
                        ' ', award.decision_ref, award.title, award.service, award.provider,
                        award.note
                    )
                ),
                lower(of_text)
            )
        );

-- The parts of counted decisions that fall in the years asked for, in one direction.
CREATE OR REPLACE MACRO counted_parts(
    for_package, of_direction, from_year, to_year, of_open_ended
) AS TABLE
    SELECT *
    FROM decision_year
    WHERE package = for_package
        AND direction = of_direction
        AND counted
        AND (of_open_ended = 'start_year' OR NOT open_ended)
        AND (from_year IS NULL OR financial_year >= from_year)
        AND (to_year IS NULL OR financial_year <= to_year);
