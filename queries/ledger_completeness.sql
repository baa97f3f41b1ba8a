-- question: How many of a ledger's lines, month by month, name the provider and give an invoice?
-- grain: month
-- returns: month DATE, lines BIGINT, complete BIGINT, withheld BIGINT, without_invoice BIGINT,
--   complete_percent DOUBLE
SELECT
    month,
    lines,
    complete,
    withheld,
    without_invoice,
    100.0 * complete / nullif(lines, 0) AS complete_percent
FROM ledger_month
WHERE package = $package::VARCHAR
ORDER BY month
