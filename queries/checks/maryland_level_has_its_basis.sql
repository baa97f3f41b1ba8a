-- check: An evaluation with a Maryland level says whose reading the level is, and no other does
-- severity: must hold
SELECT package::VARCHAR AS package, file, line,
    evaluation_id || ': level ' || coalesce(maryland_level::VARCHAR, 'not known') || ', basis '
        || coalesce(level_basis::VARCHAR, 'not stated') AS detail
FROM evaluations
WHERE (maryland_level IS NULL) <> (level_basis IS NULL)
ORDER BY file, line
