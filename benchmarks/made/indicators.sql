-- One definition of each indicator; two in three are percentages.
SELECT
    'I' || lpad(number::VARCHAR, 6, '0') AS indicator_id,
    1 AS definition_version,
    'S' || number % getvariable('services') AS service_id,
    service_name(number % getvariable('services'), DATE '2024-04-01') AS service,
    programme_name(number % getvariable('services')) AS programme,
    'Indicator ' || number AS indicator,
    'outcome' AS indicator_kind,
    CASE WHEN number % 3 < 2 THEN 'percent' ELSE 'count' END AS unit,
    'higher' AS better,
    'period' AS accumulation,
    CASE WHEN number % 2 = 0 THEN 'whole_service' ELSE 'part_of_service' END AS counted_of,
    'Made to measure with' AS definition,
    DATE '2015-04-01' AS valid_from
FROM range(getvariable('indicators')) AS every (number)
ORDER BY number
