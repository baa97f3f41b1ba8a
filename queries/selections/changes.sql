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
        new.file,
        new.line,
        old.file AS earlier_file,
        old.line AS earlier_line
    FROM (
        SELECT * EXCLUDE (fields)
        FROM record
        WHERE package = for_package AND (of_extract IS NULL OR resource = of_extract)
    ) AS new
    FULL JOIN (
        SELECT * EXCLUDE (fields)
        FROM earlier.record
        WHERE package = for_package AND (of_extract IS NULL OR resource = of_extract)
    ) AS old
        ON old.resource = new.resource AND old.key = new.key
    WHERE new.fingerprint IS DISTINCT FROM old.fingerprint;

-- The filled fields of a record, as text.
CREATE OR REPLACE MACRO filled_fields(of_record) AS
    array_to_string(
        list_transform(
            list_filter(map_keys(of_record), lambda field: of_record[field] IS NOT NULL),
            lambda field: field || ': ' || of_record[field]
        ),
        '; '
    );

-- Changed rows, a line for each field that differs; an added or a removed row is one line, with all
-- its filled fields for its text. A row in which only figures that are kept back differ is one line
-- without a field or a text.
CREATE OR REPLACE MACRO changed_fields(for_package, of_extract) AS TABLE
    SELECT
        found.*,
        unnest(
            CASE
                WHEN found.change = 'changed'
                    AND new.fields IS DISTINCT FROM old.fields
                THEN list_filter(
                    map_keys(new.fields),
                    lambda field: new.fields[field] IS DISTINCT FROM old.fields[field]
                )
                ELSE [NULL]
            END
        ) AS field,
        CASE
            WHEN field IS NOT NULL THEN old.fields[field]
            WHEN found.change = 'removed' THEN filled_fields(old.fields)
        END AS old_text,
        CASE
            WHEN field IS NOT NULL THEN new.fields[field]
            WHEN found.change = 'added' THEN filled_fields(new.fields)
        END AS new_text
    FROM changed_records(for_package, of_extract) AS found
    LEFT JOIN record AS new
        ON new.package = for_package AND new.resource = found.resource AND new.key = found.key
    LEFT JOIN earlier.record AS old
        ON old.package = for_package AND old.resource = found.resource AND old.key = found.key;
