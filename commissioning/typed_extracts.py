"""Extracts that are typed already: Parquet whose columns have the types of the schema.

What is typed was read by whoever wrote the file, so there is no text for our rules to read, and the
engine loads the columns as they are. Anything else about a value is held as it is for text.
"""

import duckdb

from commissioning.packages import Field, Resource

# What a column may be for each kind of field. Kinds that are not here are text with a form of its
# own, which our rules read.
FITTING = {
    "money": ("DECIMAL(18,2)",),
    "date": ("DATE",),
    "integer": ("BIGINT", "INTEGER", "SMALLINT", "TINYINT"),
    "number": ("DOUBLE",),
    "text": ("VARCHAR",),
}
# Values that a typed column can hold and the text of an extract cannot say.
UNSAYABLE = {
    "date": "NOT isfinite(typed_value) OR year(typed_value) NOT BETWEEN 1 AND 9999",
    "number": "NOT isfinite(typed_value)",
}


def is_typed(connection: duckdb.DuckDBPyConnection, resource: Resource) -> bool:
    """Whether every file of an extract is Parquet with the schema's columns, in order and typed.

    A file that cannot be read is not; reading it as text says what is wrong with it.
    """
    if resource.format != "parquet":
        return False
    for file in resource.files:
        try:
            found = connection.execute(
                "DESCRIBE SELECT * FROM read_parquet($path)", {"path": str(file.path)}
            ).fetchall()
        except duckdb.Error:
            return False
        fields = resource.schema.fields
        if [row[0] for row in found] != [field.name for field in fields]:
            return False
        if any(
            row[1] not in FITTING.get(field.kind, ())
            for row, field in zip(found, fields, strict=True)
        ):
            return False
    return True


def placed_sql(resource: Resource) -> str:
    """A SELECT of an extract's records as they are filed, each with its number, file and line.

    Blank text is NULL. Lines are numbered as those of a text file are, whose header is line 1.
    """
    columns = ", ".join(map(_value, resource.schema.fields))
    parts, before = [], "0"
    for file in resource.files:
        path = _literal(str(file.path))
        parts.append(
            f"SELECT {before} + file_row_number + 1 AS record, {_literal(file.label)} AS file, "
            f"file_row_number + 2 AS line, {columns} "
            f"FROM read_parquet({path}, file_row_number = true)"
        )
        before += f" + (SELECT count(*) FROM read_parquet({path}))"
    return " UNION ALL ".join(parts)


def _value(field: Field) -> str:
    name = _quoted(field.name)
    return f"nullif(trim({name}), '') AS {name}" if field.kind == "text" else name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
