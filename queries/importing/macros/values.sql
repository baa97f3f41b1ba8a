-- How text that a public body published becomes a value. Text that cannot be read becomes NULL and
-- its row is rejected with a reason. These read more than the macros of a package's own extracts do;
-- what they read is written into the package in one plain form.

-- Text with every kind of space made one plain space; blank text is NULL.
CREATE OR REPLACE MACRO plain_text(written) AS
    nullif(trim(regexp_replace(written, '[\s\x{00A0}\x{2007}\x{2009}\x{202F}\x{FEFF}\x{200B}]+', ' ', 'g')), '');

-- An amount without its pound sign and its spaces; a space between digits stands for a comma.
CREATE OR REPLACE MACRO money_text(written) AS
    regexp_replace(
        regexp_replace(
            replace(
                replace(replace(upper(plain_text(written)), '−', '-'), '–', '-'), '£', ''
            ),
            '(\d) (\d)', '\1,\2', 'g'
        ),
        '^''| |GBP', '', 'g'
    );

-- How many marks of a credit an amount carries: a minus before or after, brackets, CR.
CREATE OR REPLACE MACRO credit_marks(plain) AS
    length(regexp_replace(regexp_replace(plain, 'E-\d', '', 'g'), '[^-]', '', 'g'))
    + (CASE WHEN contains(plain, '(') THEN 1 ELSE 0 END)
    + (CASE WHEN contains(plain, 'CR') THEN 1 ELSE 0 END);

-- The digits of a whole amount, with the thousands separators in their places; else NULL.
CREATE OR REPLACE MACRO money_digits(plain) AS
    CASE
        WHEN regexp_full_match(
            plain,
            '(CR|DR)?[+-]?((\d+|\d{1,3}(,\d{3})+)(\.\d*)?|\.\d+)(E[+-]?\d{1,2})?(-|CR|DR)?'
        ) OR regexp_full_match(plain, '\(((\d+|\d{1,3}(,\d{3})+)(\.\d*)?|\.\d+)\)')
        THEN nullif(
            regexp_extract(plain, '([\d,]*\.?\d+|[\d,]+)\.?(E[+-]?\d{1,2})?', 0).replace(',', ''), ''
        )
    END;

-- An amount to twelve places, before it is rounded to pence; amounts of a quadrillion are no payment.
CREATE OR REPLACE MACRO amount_of(plain, marks, digits) AS
    CASE
        WHEN plain IN ('-', 'NIL') THEN 0::DECIMAL(38, 12)
        WHEN marks <= 1 AND abs(TRY_CAST(digits AS DECIMAL(38, 12))) < 1000000000000000
        THEN (CASE WHEN marks = 1 THEN -1 ELSE 1 END) * TRY_CAST(digits AS DECIMAL(38, 12))
    END;

CREATE OR REPLACE MACRO exact_money(written) AS
    amount_of(
        money_text(written), credit_marks(money_text(written)), money_digits(money_text(written))
    );

CREATE OR REPLACE MACRO import_money(written) AS round(exact_money(written), 2)::DECIMAL(18, 2);

-- Whether an amount has parts of a penny that are more than a spreadsheet's own noise.
CREATE OR REPLACE MACRO has_parts_of_a_penny(exact) AS
    coalesce(abs(exact - round(exact, 2)) > 0.000001, false);

CREATE OR REPLACE MACRO is_redacted(written) AS
    coalesce(
        regexp_matches(
            written,
            '(?i)\bredact|\bwith+eld\b|third party supplier|\bname removed\b|personal (data|details|information)|^\s*(confidential|\[?x+\]?|\*+)\s*$'
        ),
        false
    );

CREATE OR REPLACE MACRO money_problem(written) AS
    CASE
        WHEN starts_with(trim(written), '#') THEN 'an error of the spreadsheet, where an amount should be'
        WHEN is_redacted(written) THEN 'a redacted amount'
        WHEN regexp_full_match(money_text(written), '[(+-]*[\d,.]+[)-]*')
            THEN 'not an amount in pounds: its commas, points or brackets are not in their places'
        ELSE 'not an amount in pounds'
    END;

-- The number of a month from its name or the first letters of it.
CREATE OR REPLACE MACRO month_number(name) AS
    CASE
        WHEN length(name) >= 3 THEN list_position(
            list_transform(
                ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august',
                 'september', 'october', 'november', 'december'],
                lambda month: starts_with(month, lower(name)) OR (month = 'september' AND lower(name) = 'sept')
            ),
            true
        )
    END;

CREATE OR REPLACE MACRO day_of(year_digits, month, day_digits) AS
    TRY_CAST(
        printf(
            '%04d-%02d-%02d',
            TRY_CAST(year_digits AS INTEGER) + CASE
                WHEN length(year_digits) > 2 THEN 0
                WHEN TRY_CAST(year_digits AS INTEGER) < 70 THEN 2000
                ELSE 1900
            END,
            TRY_CAST(month AS INTEGER),
            TRY_CAST(day_digits AS INTEGER)
        ) AS DATE
    );

-- What kind of date a text is. 'numeric' has its day and its month in an order still to be told.
CREATE OR REPLACE MACRO date_form(plain) AS
    CASE
        WHEN plain IS NULL THEN 'blank'
        WHEN starts_with(plain, '#') THEN 'error'
        WHEN regexp_full_match(plain, '\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?') THEN 'iso'
        WHEN regexp_full_match(plain, '(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])') THEN 'digits'
        WHEN regexp_full_match(plain, '\d{1,2}[-/. ]\d{1,2}[-/. ](\d{4}|\d{2})( \d{1,2}:\d{2}.*)?') THEN 'numeric'
        WHEN regexp_full_match(
            plain, '([A-Za-z]+,? )?\d{1,2}(st|nd|rd|th)?[-/., ]*[A-Za-z]{3,9}[-/., ]*(\d{4}|\d{2})( \d{1,2}:\d{2}.*)?'
        ) THEN 'named'
        WHEN regexp_full_match(plain, '[A-Za-z]{3,9}[-/., ]+\d{1,2}(st|nd|rd|th)?,? +\d{4}( \d{1,2}:\d{2}.*)?') THEN 'named month first'
        WHEN regexp_full_match(plain, '[2-6]\d{4}(\.\d+)?') THEN 'serial'
        WHEN regexp_full_match(plain, '\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?') THEN 'time'
        WHEN regexp_full_match(plain, '[A-Za-z]{3,9}[-/., '']*(\d{4}|\d{2})') THEN 'month'
        WHEN regexp_full_match(plain, '(19|20)\d{2}[-/](0?[1-9]|1[0-2])') AND parse_financial_year(plain) IS NULL THEN 'month'
        WHEN regexp_full_match(plain, '(0?[1-9]|1[0-2])[-/](19|20)\d{2}') THEN 'month'
        WHEN parse_financial_year(replace(plain, ' ', '')) IS NOT NULL THEN 'year'
        ELSE 'other'
    END;

-- The day of a text under its form, where that needs no decision; a month is its last day.
CREATE OR REPLACE MACRO plain_day(plain, form) AS
    CASE form
        WHEN 'iso' THEN day_of(
            left(plain, 4), regexp_extract(plain, '^\d{4}\D(\d+)', 1), regexp_extract(plain, '^\d{4}\D\d+\D(\d+)', 1)
        )
        WHEN 'digits' THEN day_of(left(plain, 4), substr(plain, 5, 2), substr(plain, 7, 2))
        WHEN 'named' THEN day_of(
            regexp_extract(plain, '[A-Za-z]{3,9}[-/., ]*(\d{4}|\d{2})( \d{1,2}:\d{2}.*)?$', 1),
            month_number(regexp_extract(plain, '\d{1,2}(?:st|nd|rd|th)?[-/., ]*([A-Za-z]{3,9})[-/., ]*\d', 1)),
            regexp_extract(plain, '^(?:[A-Za-z]+,? )?(\d{1,2})', 1)
        )
        WHEN 'named month first' THEN day_of(
            regexp_extract(plain, '(\d{4})( \d{1,2}:\d{2}.*)?$', 1),
            month_number(regexp_extract(plain, '^([A-Za-z]+)', 1)),
            regexp_extract(plain, '^[A-Za-z]+[-/., ]+(\d{1,2})', 1)
        )
        WHEN 'serial' THEN DATE '1899-12-30' + TRY_CAST(regexp_extract(plain, '^\d+') AS INTEGER)
        WHEN 'month' THEN last_day(
            CASE
                WHEN regexp_matches(plain, '^[A-Za-z]') THEN day_of(
                    regexp_extract(plain, '(\d+)$', 1), month_number(regexp_extract(plain, '^([A-Za-z]+)', 1)), '1'
                )
                WHEN regexp_matches(plain, '^\d{4}') THEN day_of(left(plain, 4), regexp_extract(plain, '(\d+)$', 1), '1')
                ELSE day_of(right(plain, 4), regexp_extract(plain, '^(\d+)', 1), '1')
            END
        )
        WHEN 'year' THEN last_day_of(parse_financial_year(replace(plain, ' ', '')))
    END;

-- Seconds after midnight that a text carries with its day; 0 where it carries none.
CREATE OR REPLACE MACRO seconds_of_day(plain, form) AS
    CASE
        WHEN form = 'serial'
            THEN round(86400 * TRY_CAST('0' || regexp_extract(plain, '\.\d+$') AS DOUBLE))::INTEGER
        WHEN regexp_matches(plain, '[T ]\d{1,2}:\d{2}')
            THEN 3600 * TRY_CAST(regexp_extract(plain, '[T ](\d{1,2}):', 1) AS INTEGER)
                + 60 * TRY_CAST(regexp_extract(plain, '[T ]\d{1,2}:(\d{2})', 1) AS INTEGER)
                + coalesce(TRY_CAST(regexp_extract(plain, '[T ]\d{1,2}:\d{2}:(\d{2})', 1) AS INTEGER), 0)
        ELSE 0
    END;

CREATE OR REPLACE MACRO day_first(plain) AS
    day_of(
        regexp_extract(plain, '^\d+\D(\d+)\D(\d+)', 2),
        regexp_extract(plain, '^\d+\D(\d+)', 1),
        regexp_extract(plain, '^(\d+)', 1)
    );

CREATE OR REPLACE MACRO month_first(plain) AS
    day_of(
        regexp_extract(plain, '^\d+\D(\d+)\D(\d+)', 2),
        regexp_extract(plain, '^(\d+)', 1),
        regexp_extract(plain, '^\d+\D(\d+)', 1)
    );

CREATE OR REPLACE MACRO date_problem(plain, form) AS
    CASE form
        WHEN 'blank' THEN 'blank, and it must not be'
        WHEN 'time' THEN 'a time of day: the date itself was lost before the file was published'
        WHEN 'error' THEN 'an error of the spreadsheet, where a date should be'
        WHEN 'other' THEN 'not a date'
        WHEN 'numeric' THEN 'no day of the calendar in the order this file writes its dates'
        ELSE 'no day of the calendar'
    END;

-- A registration as org-id writes it; NULL where it is not of a form its register gives.
CREATE OR REPLACE MACRO company_ref(written) AS
    CASE
        WHEN regexp_full_match(plain_text(written), '(?i)(GB-COH-)?([A-Z]{2}\d{6}|[A-Z]{2}\d{5}[A-Z]|\d{5,8})')
        THEN 'GB-COH-' || lpad(replace(upper(plain_text(written)), 'GB-COH-', ''), 8, '0')
    END;

CREATE OR REPLACE MACRO charity_ref(written) AS
    CASE
        WHEN regexp_full_match(plain_text(written), '(?i)(GB-CHC-)?\d{6,7}(-\d+)?')
        THEN 'GB-CHC-' || replace(upper(plain_text(written)), 'GB-CHC-', '')
        WHEN regexp_full_match(plain_text(written), '(?i)(GB-SC-)?SC0?\d{5,6}')
        THEN 'GB-SC-' || replace(upper(plain_text(written)), 'GB-SC-', '')
        WHEN regexp_full_match(plain_text(written), '(?i)(GB-NIC-|NIC)\d{6}')
        THEN 'GB-NIC-' || right(plain_text(written), 6)
    END;

CREATE OR REPLACE MACRO given_ref(written) AS
    CASE WHEN regexp_full_match(plain_text(written), '(?i)GB-(COH|CHC|SC|NIC|LAE|REV|EDU|SHPE|NHS)-\S+') THEN upper(plain_text(written)) END;

-- A reference for a service made of its name.
CREATE OR REPLACE MACRO service_slug(service) AS
    coalesce(nullif(trim(regexp_replace(lower(service), '[^a-z0-9]+', '-', 'g'), '-'), ''), 'service');
