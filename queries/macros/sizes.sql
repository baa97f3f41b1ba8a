-- Sizes of awards and payments: the ends of the bands that are shown, and steps between which the median
-- is looked for.

-- The band of an amount above zero, counted from 1.
CREATE OR REPLACE MACRO size_band(amount_gbp) AS
    CASE
        WHEN amount_gbp < 10000 THEN 1
        WHEN amount_gbp < 50000 THEN 2
        WHEN amount_gbp < 100000 THEN 3
        WHEN amount_gbp < 250000 THEN 4
        WHEN amount_gbp < 500000 THEN 5
        WHEN amount_gbp < 1000000 THEN 6
        WHEN amount_gbp < 5000000 THEN 7
        WHEN amount_gbp < 10000000 THEN 8
        ELSE 9
    END;

-- Ninety-six small steps for each power of ten, and steps of sixteen of them. A larger amount is never on
-- a lower one, which is all that finding the median by steps rests on.
CREATE OR REPLACE MACRO small_size_step(amount_gbp) AS floor(96 * log10(amount_gbp::DOUBLE))::SMALLINT;

CREATE OR REPLACE MACRO size_step(amount_gbp) AS floor(small_size_step(amount_gbp) / 16)::SMALLINT;
