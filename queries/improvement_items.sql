-- question: What does the paper on improving commissioning say, and what does it not print?
-- grain: item_id
-- returns: item_id VARCHAR, kind VARCHAR, date VARCHAR, earliest DATE, latest DATE, item VARCHAR,
--   value DOUBLE, unit VARCHAR, stage BIGINT, note VARCHAR, not_printed VARCHAR,
--   source_para VARCHAR, source_title VARCHAR, file VARCHAR, line BIGINT
-- earliest and latest are the first and the last day a date can be: a year is any of its days.
SELECT
    item_id,
    kind,
    date,
    CAST(left(date || '-01-01', 10) AS DATE) AS earliest,
    CASE length(date)
        WHEN 4 THEN CAST(date || '-12-31' AS DATE)
        WHEN 7 THEN last_day(CAST(date || '-01' AS DATE))
        ELSE CAST(date AS DATE)
    END AS latest,
    item,
    value,
    unit,
    stage,
    note,
    not_printed,
    source_para,
    source_title,
    file,
    line
FROM improvement_programme
WHERE package = $package::VARCHAR
ORDER BY file, line
