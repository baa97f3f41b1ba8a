-- Financial years run from 1 April to 31 March and are written 2021/22.

CREATE OR REPLACE MACRO financial_year_label(starting) AS
    printf('%04d/%02d', starting::INTEGER, (starting::INTEGER + 1) % 100);

CREATE OR REPLACE MACRO financial_year_of(day) AS
    financial_year_label(year(day) - CASE WHEN month(day) < 4 THEN 1 ELSE 0 END);

-- The calendar year in which a financial year starts.
CREATE OR REPLACE MACRO starting_year(financial_year) AS
    CAST(left(financial_year::VARCHAR, 4) AS INTEGER);

CREATE OR REPLACE MACRO first_day(financial_year) AS make_date(starting_year(financial_year), 4, 1);

CREATE OR REPLACE MACRO last_day_of(financial_year) AS
    make_date(starting_year(financial_year) + 1, 3, 31);

-- Days of a financial year inside a period, both ends counted; 0 when they do not meet.
CREATE OR REPLACE MACRO days_within(financial_year, first, last) AS
    greatest(
        0,
        date_diff(
            'day',
            greatest(first, first_day(financial_year)),
            least(last, last_day_of(financial_year))
        ) + 1
    );

-- Pence of an award due by the end of a day, rounded half away from zero in integers.
CREATE OR REPLACE MACRO pence_by(amount_gbp, first, last, day) AS
    CASE
        WHEN day < first THEN 0::HUGEINT
        ELSE CAST(sign(amount_gbp) AS HUGEINT) * (
            (
                2 * CAST(abs(amount_gbp) * 100 AS HUGEINT) * (date_diff('day', first, day) + 1)
                + (date_diff('day', first, last) + 1)
            ) // (2 * (date_diff('day', first, last) + 1))
        )
    END;

-- The part of an award that falls in a financial year when it is spread evenly over its days, both
-- ends counted. Rounding is cumulative in whole pence, so the parts add to the award exactly.
CREATE OR REPLACE MACRO profiled_amount(amount_gbp, financial_year, first, last) AS
    CAST(
        CAST(
            pence_by(amount_gbp, first, last, least(last, last_day_of(financial_year)))
            - pence_by(amount_gbp, first, last, least(last, first_day(financial_year) - 1))
            AS DECIMAL(20, 0)
        ) * 0.01 AS DECIMAL(18, 2)
    );

-- The part of an award due by the end of a day, when it is spread evenly over its days.
CREATE OR REPLACE MACRO amount_by(amount_gbp, first, last, day) AS
    CAST(
        CAST(pence_by(amount_gbp, first, last, least(last, day)) AS DECIMAL(20, 0)) * 0.01
        AS DECIMAL(18, 2)
    );

-- Whether periods, each with its period_start and period_end and in the order of their ends, follow each
-- other from the first day of a financial year to its last, with no gap or overlap.
CREATE OR REPLACE MACRO make_up_the_year(periods, financial_year) AS
    coalesce(
        list_bool_and(
            list_transform(
                periods,
                lambda each, place: each.period_start = CASE
                    WHEN place = 1 THEN first_day(financial_year)
                    ELSE periods[place - 1].period_end + 1
                END
            )
        )
        AND periods[-1].period_end = last_day_of(financial_year),
        false
    );
