-- The filled fields of a record, as text.
CREATE OR REPLACE MACRO filled_fields(fields, texts) AS
    array_to_string(
        list_transform(texts, lambda written, place: fields[place] || ': ' || written), '; '
    );

-- The places among the fields of those that two records have otherwise.
CREATE OR REPLACE MACRO differing_fields(texts, other_texts) AS
    list_filter(
        range(1, len(texts) + 1), lambda place: texts[place] IS DISTINCT FROM other_texts[place]
    );

-- Rows that one version of the data has and the other has not, or has with other values, by package,
-- extract and primary key. Where a row stands in its file is not part of what it says.
CREATE OR REPLACE MACRO changed_records(for_package, of_extract) AS TABLE
    SELECT
        coalesce(new.resource, old.resource) AS resource,
        coalesce(new.key, old.key) AS key,
        CASE
            WHEN old.key IS NULL THEN 'added'
            WHEN new.key IS NULL THEN 'removed'
            ELSE 'changed'
        END AS change,
        coalesce(new.fields, old.fields) AS fields,
        new.texts,
        old.texts AS old_texts,
        new.file,
        new.line,
        old.file AS earlier_file,
        old.line AS earlier_line
    FROM (
        SELECT *
        FROM record
        WHERE package = for_package AND (of_extract IS NULL OR resource = of_extract)
    ) AS new
    FULL JOIN (
        SELECT *
        FROM earlier.record
        WHERE package = for_package AND (of_extract IS NULL OR resource = of_extract)
    ) AS old
        ON old.resource = new.resource AND old.key = new.key;

-- Changed rows, a line for each field that differs; an added or a removed row is one line, with all
-- its filled fields for its text. A row in which only figures that are kept back differ is one line
-- without a field or a text. Only so many rows are taken, the first in order.
CREATE OR REPLACE MACRO changed_fields(for_package, of_extract, of_rows) AS TABLE
    SELECT
        found.*,
        unnest(
            CASE
                WHEN change = 'changed' AND texts IS DISTINCT FROM old_texts
                THEN differing_fields(texts, old_texts)
                ELSE [NULL]
            END
        ) AS place,
        fields[place] AS field,
        CASE
            WHEN place IS NOT NULL THEN old_texts[place]
            WHEN change = 'removed' THEN filled_fields(fields, old_texts)
        END AS old_text,
        CASE
            WHEN place IS NOT NULL THEN texts[place]
            WHEN change = 'added' THEN filled_fields(fields, texts)
        END AS new_text
    FROM (
        SELECT *
        FROM changed_records(for_package, of_extract)
        ORDER BY resource, change, coalesce(file, earlier_file), coalesce(line, earlier_line), key
        LIMIT of_rows
    ) AS found;
