-- question: How much of each published total do the rows found explain, and what explains the gap?
-- grain: financial_year, total_id
-- returns: financial_year VARCHAR, total_id VARCHAR, definition VARCHAR, basis VARCHAR,
--   precision VARCHAR, total_gbp DECIMAL(18,2), found_basis VARCHAR, found_gbp DECIMAL(18,2),
--   lines BIGINT, records BIGINT, gap_gbp DECIMAL(18,2), coverage_percent DOUBLE,
--   part_year BOOLEAN, ceiling_lines BIGINT, ceiling_gbp DECIMAL(18,2), not_new_lines BIGINT,
--   not_new_gbp DECIMAL(18,2), unknown_lines BIGINT, unknown_gbp DECIMAL(18,2),
--   police_lines BIGINT, police_gbp DECIMAL(18,2), open_ended_lines BIGINT,
--   open_ended_gbp DECIMAL(18,2), undated_lines BIGINT, undated_gbp DECIMAL(18,2),
--   rejected_lines BIGINT
-- Approvals and contract prices are set against every headline total, payments against those of actual
-- expenditure. What is left out stands in the year it starts in or falls in; what has no date, and
-- rows rejected from the extract, are in no year and so the same in every row. A year without rows
-- found has no coverage, not 0%, and a year without a total has neither gap nor coverage. A
-- total of nothing or less has a gap and no coverage.
WITH totals AS (
    SELECT
        t.financial_year,
        t.total_id,
        s.definition,
        t.basis::VARCHAR AS basis,
        t.precision::VARCHAR AS precision,
        t.amount_gbp
    FROM series AS s
    JOIN series_points AS p
        ON p.package = s.package AND p.series_id = s.series_id AND p.role = 'component'
    JOIN spend_totals AS t ON t.package = p.package AND t.total_id = p.total_id
    WHERE s.package = $package::VARCHAR
        AND s.headline = 'yes'
        AND ($family::VARCHAR <> 'paid' OR t.basis = 'actual')
),

found AS (
    SELECT
        m.financial_year,
        m.amount_gbp,
        m.lines,
        m.records,
        v.part_year
    FROM family_year AS m
    JOIN series_value AS v
        ON v.package = m.package
        AND v.series_id = m.family
        AND v.financial_year = m.financial_year
    WHERE m.package = $package::VARCHAR AND m.family = $family::VARCHAR
),

-- What is said of single rows: why they are not in what was found, or that they are a ceiling.
remarked AS (
    SELECT
        y.financial_year,
        CASE
            WHEN a.scope = 'police_operated' THEN 'police'
            WHEN a.is_new_money = 'no' THEN 'not new'
            WHEN a.is_new_money = 'unknown' THEN 'unknown'
            WHEN y.open_ended THEN 'open-ended'
            WHEN y.is_ceiling THEN 'ceiling'
        END AS remark,
        y.amount_gbp
    FROM decision_year AS y
    JOIN decision_award AS a
        ON a.package = y.package
        AND a.decision_ref = y.decision_ref
        AND a.decision_line = y.decision_line
    WHERE $family::VARCHAR = 'decisions' AND y.package = $package::VARCHAR AND y.direction = 'out'
    UNION ALL
    SELECT financial_year_of(start_date) AS financial_year, 'open-ended' AS remark, amount_gbp
    FROM contract_award
    WHERE $family::VARCHAR = 'contracts' AND package = $package::VARCHAR AND end_date IS NULL
),

remarks AS (
    SELECT
        financial_year,
        count(*) FILTER (WHERE remark = 'ceiling') AS ceiling_lines,
        sum(amount_gbp) FILTER (WHERE remark = 'ceiling') AS ceiling_gbp,
        count(*) FILTER (WHERE remark = 'not new') AS not_new_lines,
        sum(amount_gbp) FILTER (WHERE remark = 'not new') AS not_new_gbp,
        count(*) FILTER (WHERE remark = 'unknown') AS unknown_lines,
        sum(amount_gbp) FILTER (WHERE remark = 'unknown') AS unknown_gbp,
        count(*) FILTER (WHERE remark = 'police') AS police_lines,
        sum(amount_gbp) FILTER (WHERE remark = 'police') AS police_gbp,
        count(*) FILTER (WHERE remark = 'open-ended') AS open_ended_lines,
        sum(amount_gbp) FILTER (WHERE remark = 'open-ended') AS open_ended_gbp
    FROM remarked
    WHERE remark IS NOT NULL
    GROUP BY financial_year
),

in_no_year AS (
    SELECT
        count(*) AS undated_lines,
        sum(amount_gbp) AS undated_gbp,
        (
            SELECT count(DISTINCT (file, line))
            FROM rejected_rows
            WHERE package = $package::VARCHAR
                AND resource = CASE $family::VARCHAR
                    WHEN 'paid' THEN 'spend_lines'
                    ELSE $family::VARCHAR
                END
        ) AS rejected_lines
    FROM decision_award
    WHERE $family::VARCHAR = 'decisions'
        AND package = $package::VARCHAR
        AND direction = 'out'
        AND counted
        AND dating = 'No date'
),

years AS (
    SELECT financial_year FROM totals
    UNION
    SELECT financial_year FROM found
    UNION
    SELECT financial_year FROM remarks
)

SELECT
    y.financial_year,
    t.total_id,
    t.definition,
    t.basis,
    t.precision,
    t.amount_gbp AS total_gbp,
    CASE $family::VARCHAR
        WHEN 'decisions' THEN 'approved'
        WHEN 'contracts' THEN 'contracted'
        ELSE 'paid'
    END AS found_basis,
    f.amount_gbp AS found_gbp,
    coalesce(f.lines, 0) AS lines,
    coalesce(f.records, 0) AS records,
    (t.amount_gbp - f.amount_gbp)::DECIMAL(18, 2) AS gap_gbp,
    CASE
        WHEN t.amount_gbp > 0
        THEN 100 * f.amount_gbp::DOUBLE / t.amount_gbp::DOUBLE
    END AS coverage_percent,
    coalesce(f.part_year, false) AS part_year,
    coalesce(r.ceiling_lines, 0) AS ceiling_lines,
    r.ceiling_gbp::DECIMAL(18, 2) AS ceiling_gbp,
    coalesce(r.not_new_lines, 0) AS not_new_lines,
    r.not_new_gbp::DECIMAL(18, 2) AS not_new_gbp,
    coalesce(r.unknown_lines, 0) AS unknown_lines,
    r.unknown_gbp::DECIMAL(18, 2) AS unknown_gbp,
    coalesce(r.police_lines, 0) AS police_lines,
    r.police_gbp::DECIMAL(18, 2) AS police_gbp,
    coalesce(r.open_ended_lines, 0) AS open_ended_lines,
    r.open_ended_gbp::DECIMAL(18, 2) AS open_ended_gbp,
    n.undated_lines,
    n.undated_gbp::DECIMAL(18, 2) AS undated_gbp,
    n.rejected_lines
FROM years AS y
LEFT JOIN totals AS t ON t.financial_year = y.financial_year
LEFT JOIN found AS f ON f.financial_year = y.financial_year
LEFT JOIN remarks AS r ON r.financial_year = y.financial_year
CROSS JOIN in_no_year AS n
WHERE ($first_year::VARCHAR IS NULL OR y.financial_year >= $first_year::VARCHAR)
    AND ($last_year::VARCHAR IS NULL OR y.financial_year <= $last_year::VARCHAR)
ORDER BY y.financial_year, t.amount_gbp, t.total_id
