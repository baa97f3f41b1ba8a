-- source: figures that their publisher replaced by others, with the reason given
-- grain: restatement_id
SELECT
    record,
    restatement_id,
    lower(figure_kind) AS figure_kind,
    figure_id,
    parse_financial_year(financial_year) AS financial_year,
    parse_money(old_gbp) AS old_gbp,
    parse_money(new_gbp) AS new_gbp,
    parse_date(announced_on) AS announced_on,
    reason,
    source_title,
    parse_url(source_url) AS source_url
FROM extract
