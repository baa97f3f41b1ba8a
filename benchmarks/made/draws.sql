-- Draws from nothing but a seed, a number and a name, so that a row is the same whatever made it:
-- in whatever order, on however many threads.

-- At least 0 and below 1.
CREATE OR REPLACE TEMP MACRO draw(number, what) AS
    (hash(number, what, getvariable('seed')) >> 11)::DOUBLE / 9007199254740992;

-- A whole number from 0 and below size; the higher the lean, the more of them are low.
CREATE OR REPLACE TEMP MACRO pick(number, what, size, lean) AS
    floor(size * pow(draw(number, what), lean))::BIGINT;

-- The normal distribution with mean 0 and deviation 1, by Box and Muller.
CREATE OR REPLACE TEMP MACRO normal(number, what) AS
    sqrt(-2 * ln(1 - draw(number, what))) * cos(2 * pi() * draw(number, what || ' turned'));

-- Whole financial years, the last of them 2024/25.
CREATE OR REPLACE TEMP MACRO first_year() AS 2025 - getvariable('years');

CREATE OR REPLACE TEMP MACRO day_of(share) AS
    make_date(first_year()::INTEGER, 4, 1)
    + floor((DATE '2025-04-01' - make_date(first_year()::INTEGER, 4, 1)) * share)::INTEGER;

-- One service in 17 is renamed in the middle of the ledger, under one reference.
CREATE OR REPLACE TEMP MACRO service_name(service, day) AS
    'Service ' || service
    || CASE WHEN service % 17 = 3 AND day < DATE '2020-04-01' THEN ' pilot' ELSE '' END;

CREATE OR REPLACE TEMP MACRO programme_name(service) AS 'Programme ' || chr(65 + (service % 12)::INTEGER);
