-- question: Which years' prices can amounts be stated in, and how firm is each year's deflator?
-- grain: financial_year
-- returns: financial_year VARCHAR, index DOUBLE, status VARCHAR, publication_date VARCHAR,
--   source_url VARCHAR
SELECT
    financial_year,
    index,
    status::VARCHAR AS status,
    publication_date::VARCHAR AS publication_date,
    source_url
FROM deflator
ORDER BY financial_year
