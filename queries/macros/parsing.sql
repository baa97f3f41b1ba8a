-- How text from an extract becomes a value. Text that cannot be read becomes NULL, and the loader
-- rejects its row; blank text is NULL before it comes here.

-- Pounds: £ and thousands separators, brackets, a trailing minus or CR for credits, DR for debits.
-- '-' alone is the ledger's nil. Thousands separators must stand in their places.
CREATE OR REPLACE MACRO parse_money(written) AS (
    CASE
        WHEN trim(written) IN ('-', '–', '£-') THEN 0::DECIMAL(18, 2)
        WHEN regexp_full_match(
            trim(written),
            '(?i)[+-]?\s*£?\s*-?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2}0*)?\s*(-|CR|DR)?'
        ) AND length(regexp_replace(trim(written), '[^-]', '', 'g'))
            + (CASE WHEN regexp_matches(written, '(?i)CR') THEN 1 ELSE 0 END) <= 1
        THEN (CASE WHEN regexp_matches(written, '(?i)-|CR') THEN -1 ELSE 1 END)
            * TRY_CAST(regexp_replace(written, '[^0-9.]', '', 'g') AS DECIMAL(18, 2))
        WHEN regexp_full_match(
            trim(written), '£?\s*\(\s*£?\s*(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2}0*)?\s*\)'
        )
        THEN -1 * TRY_CAST(regexp_replace(written, '[^0-9.]', '', 'g') AS DECIMAL(18, 2))
    END
);

-- Dates: ISO, or day first with slashes, dots or dashes and a four-digit year, or 15-Jul-2024.
-- Two-digit years and month-first dates are not guessed at.
CREATE OR REPLACE MACRO parse_date(written) AS (
    CASE
        WHEN regexp_full_match(trim(written), '\d{4}-\d{2}-\d{2}')
            THEN TRY_CAST(trim(written) AS DATE)
        WHEN regexp_full_match(trim(written), '\d{1,2}[/.-]\d{1,2}[/.-]\d{4}')
            THEN TRY_CAST(
                try_strptime(regexp_replace(trim(written), '[/.-]', '/', 'g'), '%d/%m/%Y') AS DATE
            )
        WHEN regexp_full_match(trim(written), '(?i)\d{1,2}[ -][a-z]{3}[ -]\d{4}')
            THEN TRY_CAST(
                try_strptime(regexp_replace(trim(written), '[ -]', '-', 'g'), '%d-%b-%Y') AS DATE
            )
    END
);

-- A date known to the day, the month or the year, kept as written: '2022-10-03', '2022-10', '2022'.
CREATE OR REPLACE MACRO parse_partial_date(written) AS (
    CASE
        WHEN regexp_full_match(trim(written), '\d{4}') THEN trim(written)
        WHEN regexp_full_match(trim(written), '\d{4}-(0[1-9]|1[0-2])') THEN trim(written)
        WHEN parse_date(written) IS NOT NULL THEN strftime(parse_date(written), '%Y-%m-%d')
    END
);

-- A calendar year from its two or four digits.
CREATE OR REPLACE MACRO full_year(digits) AS
    TRY_CAST(digits AS INTEGER) + CASE
        WHEN length(digits) > 2 THEN 0
        WHEN TRY_CAST(digits AS INTEGER) < 70 THEN 2000
        ELSE 1900
    END;

-- April to March: 2021/22, 2021-22, 2021/2022, 21/22, FY 2021/22. The second year follows the
-- first; a first year of two digits is 1970 to 2069.
CREATE OR REPLACE MACRO parse_financial_year(written) AS (
    CASE
        WHEN regexp_full_match(
            trim(written), '(?i)(FY\s*)?(((19|20)\d{2})\s*[/–-]\s*(\d{2}|(19|20)\d{2})|\d{2}\s*[/–-]\s*\d{2})'
        ) AND full_year(regexp_extract(written, '(\d+)\D+(\d+)', 1)) + 1
            = CASE length(regexp_extract(written, '(\d+)\D+(\d+)', 2))
                WHEN 4 THEN TRY_CAST(regexp_extract(written, '(\d+)\D+(\d+)', 2) AS INTEGER)
                ELSE full_year(regexp_extract(written, '(\d+)\D+(\d+)', 1)) + 1
            END
            AND (full_year(regexp_extract(written, '(\d+)\D+(\d+)', 1)) + 1) % 100
                = TRY_CAST(right(regexp_extract(written, '(\d+)\D+(\d+)', 2), 2) AS INTEGER)
        THEN financial_year_label(full_year(regexp_extract(written, '(\d+)\D+(\d+)', 1)))
    END
);

CREATE OR REPLACE MACRO parse_integer(written) AS (
    CASE WHEN regexp_full_match(trim(written), '-?\d{1,18}') THEN TRY_CAST(written AS BIGINT) END
);

CREATE OR REPLACE MACRO parse_number(written) AS (
    CASE
        WHEN regexp_full_match(trim(written), '-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?')
            THEN TRY_CAST(replace(written, ',', '') AS DOUBLE)
    END
);

-- An address a reader can open; anything else could carry a script.
CREATE OR REPLACE MACRO parse_url(written) AS (
    CASE WHEN regexp_full_match(trim(written), '(?i)https?://[^\s"<>]+') THEN trim(written) END
);
