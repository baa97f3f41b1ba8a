-- check: A provider's name goes with one company or charity number
-- severity: look
-- The package's table of names may say that they are one all the same.
SELECT package::VARCHAR AS package, file, line,
    name || ' has the number ' || reference || ', one of ' || numbers || ': each is a provider of'
        || ' its own here' AS detail
FROM (
    SELECT *, count(DISTINCT reference) OVER (PARTITION BY package, compared) AS numbers
    FROM provider_name
    WHERE reference IS NOT NULL AND rule <> 'table'
)
WHERE numbers > 1
ORDER BY file, line
