-- step: what the dates of a column say of the order of their day and month, and of their hours
-- first_sure and last_sure are the ends of the months of the dates that are certain.
SELECT
    sheet,
    field,
    sum(rows)::BIGINT AS rows,
    coalesce(sum(rows) FILTER (form = 'numeric'), 0)::BIGINT AS numeric,
    coalesce(sum(rows) FILTER (day_first IS NOT NULL AND month_first IS NULL), 0)::BIGINT AS day_first_only,
    coalesce(sum(rows) FILTER (month_first IS NOT NULL AND day_first IS NULL), 0)::BIGINT AS month_first_only,
    coalesce(sum(rows) FILTER (day_first <> month_first), 0)::BIGINT AS either,
    min(written) FILTER (day_first IS NOT NULL AND month_first IS NULL) AS day_first_example,
    min(written) FILTER (month_first IS NOT NULL AND day_first IS NULL) AS month_first_example,
    coalesce(sum(rows) FILTER (form = 'serial'), 0)::BIGINT AS serials,
    coalesce(sum(rows) FILTER (form IN ('serial', 'iso') AND seconds <> 0), 0)::BIGINT AS with_hours,
    coalesce(sum(rows) FILTER (form IN ('serial', 'iso') AND seconds BETWEEN 4000 AND 82300), 0)::BIGINT
        AS well_inside_a_day,
    coalesce(sum(rows) FILTER (form = 'time'), 0)::BIGINT AS times,
    coalesce(sum(rows) FILTER (form = 'month'), 0)::BIGINT AS months,
    coalesce(sum(rows) FILTER (form = 'year'), 0)::BIGINT AS years,
    coalesce(sum(rows) FILTER (form = 'numeric' AND NOT regexp_matches(written, '\d{4}')), 0)::BIGINT AS short_years,
    date_trunc('month', min(coalesce(plain_day, CASE WHEN month_first IS NULL THEN day_first WHEN day_first IS NULL THEN month_first END)))::DATE
        AS first_sure,
    last_day(max(coalesce(plain_day, CASE WHEN month_first IS NULL THEN day_first WHEN day_first IS NULL THEN month_first END)))
        AS last_sure,
    count(DISTINCT date_trunc('month', day_first)) FILTER (day_first <> month_first) AS day_first_months,
    count(DISTINCT date_trunc('month', month_first)) FILTER (day_first <> month_first) AS month_first_months,
    min(day_first) FILTER (day_first <> month_first) AS first_day_first,
    max(day_first) FILTER (day_first <> month_first) AS last_day_first,
    min(month_first) FILTER (day_first <> month_first) AS first_month_first,
    max(month_first) FILTER (day_first <> month_first) AS last_month_first
FROM date_reading
GROUP BY sheet, field
ORDER BY sheet, field
