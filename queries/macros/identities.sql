-- Names of organisations: what makes two spellings one name, and what stands where none is given.

-- A name in lower case, without accents and without what follows "T/A" or "trading as".
CREATE OR REPLACE MACRO untraded(name) AS
    regexp_replace(
        regexp_replace(trim(strip_accents(lower(name))), '[\s\p{Z}]+', ' ', 'g'),
        ' (t/a|trading as)( .*)?$',
        ''
    );

-- A name as it is compared: in lower case, without accents and punctuation, "&" read as "and",
-- "Limited" as "Ltd", without a leading "The" and without what follows "T/A" or "trading as".
CREATE OR REPLACE MACRO normalised_name(name) AS
    array_to_string(
        list_transform(
            string_split(
                regexp_replace(
                    trim(
                        regexp_replace(
                            regexp_replace(
                                replace(untraded(name), '&', ' and '), '[''’‘`.]', '', 'g'
                            ),
                            '[^\p{L}\p{N}]+',
                            ' ',
                            'g'
                        )
                    ),
                    '^the( |$)',
                    ''
                ),
                ' '
            ),
            lambda word: CASE word WHEN 'limited' THEN 'ltd' ELSE word END
        ),
        ' '
    );

-- A company or charity number as it is compared: in capitals, without spaces, and a company's
-- number with the noughts in front that fill its eight places.
CREATE OR REPLACE MACRO normalised_reference(reference) AS
    CASE
        WHEN regexp_full_match(upper(replace(reference, ' ', '')), 'GB-COH-[0-9]{1,8}')
            THEN 'GB-COH-' || lpad(upper(replace(reference, ' ', ''))[8:], 8, '0')
        ELSE nullif(upper(replace(reference, ' ', '')), '')
    END;

-- Whether a name only says that no name is given, as where a payment is redacted.
CREATE OR REPLACE MACRO names_nobody(name) AS
    regexp_matches(lower(name), 'redact|withheld|personal data|not disclosed')
    OR regexp_full_match(
        lower(trim(name)),
        '(commercial(ly)? )?(in )?confiden(ce|tial)|anonymi[sz]ed|x{2,}|[^\p{L}\p{N}]+'
    );
