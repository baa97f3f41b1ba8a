-- How far a printed figure can be from the amount it stands for: half of the unit it was rounded to.
-- NULL where the unit is not known.
CREATE OR REPLACE MACRO rounding_gbp(precision) AS
    CASE precision::VARCHAR
        WHEN 'exact' THEN 0
        WHEN 'rounded_0.1m' THEN 50000
        WHEN 'rounded_1m' THEN 500000
        WHEN 'rounded_100m' THEN 50000000
    END;
