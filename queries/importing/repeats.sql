-- step: of each sheet, whether its references tell its rows apart, and how many rows are equal to another
-- A reference that stands with different rows, such as a batch of cards, does not name a payment.
SELECT
    sheet,
    count(*) FILTER (nth > 1)::BIGINT AS repeated,
    coalesce(sum(amount_gbp) FILTER (nth > 1), 0)::DECIMAL(38, 2) AS repeated_gbp,
    coalesce(sum(abs(amount_gbp)), 0)::DECIMAL(38, 2) AS all_gbp,
    count(DISTINCT content) FILTER (reference IS NOT NULL) AS contents,
    count(DISTINCT reference) AS referenced,
    count(*) FILTER (reference IS NULL) AS unreferenced
FROM candidate
GROUP BY sheet
ORDER BY sheet
