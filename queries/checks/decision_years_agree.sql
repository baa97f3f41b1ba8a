-- check: A decision's financial year is the one its start and end years say
-- severity: must hold
SELECT package::VARCHAR AS package, file, line,
    decision_ref || ': year ' || financial_year || ', start ' || coalesce(start_year::VARCHAR, '')
        || ', end ' || coalesce(end_year::VARCHAR, '') AS detail
FROM decisions
WHERE (
        financial_year IS NOT NULL
        AND (
            starting_year(financial_year) <> start_year
            OR starting_year(financial_year) + 1 <> end_year
        )
    )
    OR end_year <= start_year
    OR (start_year IS NULL AND end_year IS NOT NULL)
ORDER BY file, line
