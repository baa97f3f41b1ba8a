"""Two builds side by side: the tables of the earlier one, and every row of both as a record.

A record is a row of an extract under its primary key, with its values as text and a fingerprint
of them. Records are views over the builds' own tables, so they cost a build nothing, and a build
that an older recipe made has them too. What one build has and the other has not is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from commissioning.building import Build
from commissioning.packages import Schema, canonical_schemas

# The derived tables that figures are compared by.
FIGURES = ("series_catalogue", "series_value")
PLACE = ("package", "file", "line")
# A figure of a split that is shown under the rule of one build may be withheld under that of the
# other, or be too small for it: that it changed is said, and what it was or is is not.
KEPT_BACK = {"indicator_returns": ("numerator", "denominator", "actual", "returned_on")}

SENSITIVE = "OFFICIAL-SENSITIVE"

NO_RECORD = (
    "SELECT '' AS package, '' AS resource, '' AS key, '' AS file, 0::BIGINT AS line, "
    "0::UBIGINT AS fingerprint, MAP {'': ''} AS fields WHERE false"
)

Kinds = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Incomparable:
    """A table, or a field of one, that only one of the builds has or that changed its kind.

    ``missing_from`` is ``earlier`` or ``current``; None where both have it, in different kinds.
    """

    table: str
    field: str | None
    missing_from: str | None


def show_earlier(connection: duckdb.DuckDBPyConnection, catalogue: str) -> tuple[Incomparable, ...]:
    """Show the tables of ``catalogue`` in the schema ``earlier``, and the records of both builds.

    Every table of the current build is there, with its columns: empty, or blank, where the earlier
    build lacks it. ``incomparable`` lists what cannot be compared, and is returned.
    """
    now = _kinds(connection, "store")
    then = now if catalogue == "store" else _kinds(connection, catalogue)
    connection.execute("CREATE SCHEMA earlier")
    for table, kinds in now.items():
        if table in then:
            columns = ", ".join(
                _quoted(name) if name in then[table] else f"NULL::VARCHAR AS {_quoted(name)}"
                for name in kinds
            )
            shown = f"{columns} FROM {catalogue}.{table}"
        else:
            shown = f"* FROM store.{table} WHERE false"
        connection.execute(f"CREATE VIEW earlier.{table} AS SELECT {shown}")
    schemas = canonical_schemas()
    found = tuple(_differences([*schemas, *FIGURES], now, then))
    connection.execute(
        "CREATE TABLE incomparable (name VARCHAR, field VARCHAR, missing_from VARCHAR)"
    )
    for entry in found:
        connection.execute(
            "INSERT INTO incomparable VALUES (?, ?, ?)",
            [entry.table, entry.field, entry.missing_from],
        )
    barred = {(entry.table, entry.field) for entry in found}
    comparable = {
        name: [
            field.name
            for field in schema.fields
            # An earlier build may hold sensitive text, which nothing shows.
            if (name, field.name) not in barred and field.protective_marking != SENSITIVE
        ]
        for name, schema in schemas.items()
        if (name, None) not in barred
        and not any((name, column) in barred for column in (*PLACE, *schema.primary_key))
    }
    for place in ("", "earlier."):
        if place and then is now:
            connection.execute("CREATE VIEW earlier.record AS SELECT * FROM main.record")
            continue
        records = [
            _record_sql(f"{place}{name}", name, schemas[name], fields)
            for name, fields in comparable.items()
        ]
        connection.execute(
            f"CREATE VIEW {place}record AS {' UNION ALL '.join(records or [NO_RECORD])}"
        )
    return found


def list_versions(
    connection: duckdb.DuckDBPyConnection, kept: Sequence[Build], compared: Build
) -> None:
    """List the versions of the data that are kept, newest first, in a table of their own."""
    connection.execute(
        "CREATE TABLE kept_version (position BIGINT, data_version VARCHAR, built_at VARCHAR, "
        "is_current BOOLEAN, is_compared BOOLEAN)"
    )
    for position, build in enumerate(kept):
        connection.execute(
            "INSERT INTO kept_version VALUES (?, ?, ?, ?, ?)",
            [
                position,
                build.data_version,
                build.built_at,
                position == 0,
                build.data_version == compared.data_version,
            ],
        )


def _kinds(connection: duckdb.DuckDBPyConnection, catalogue: str) -> Kinds:
    """The columns of every table of a build with their types; values from a list are text."""
    found: Kinds = {}
    for table, column, kind in connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = $catalogue AND NOT internal ORDER BY table_name, column_index",
        {"catalogue": catalogue},
    ).fetchall():
        found.setdefault(table, {})[column] = "VARCHAR" if kind.startswith("ENUM") else kind
    return found


def _differences(tables: Sequence[str], now: Kinds, then: Kinds) -> list[Incomparable]:
    found = []
    for table in tables:
        ours, theirs = now.get(table), then.get(table)
        if ours is None or theirs is None:
            found.append(Incomparable(table, None, "current" if ours is None else "earlier"))
            continue
        for field in dict.fromkeys([*ours, *theirs]):
            if field not in theirs:
                found.append(Incomparable(table, field, "earlier"))
            elif field not in ours:
                found.append(Incomparable(table, field, "current"))
            elif ours[field] != theirs[field]:
                found.append(Incomparable(table, field, None))
    return found


def _record_sql(source: str, name: str, schema: Schema, fields: Sequence[str]) -> str:
    """A SELECT of an extract's rows as records, by the fields that both builds have."""
    texts = {field: f"CAST({_quoted(field)} AS VARCHAR)" for field in fields}
    key = ", ".join(texts[field] for field in schema.primary_key)
    kept_back = KEPT_BACK.get(name, ())
    pairs = ", ".join(
        f"'{field}': "
        + (f"CASE WHEN dimension = 'all' THEN {text} END" if field in kept_back else text)
        for field, text in texts.items()
    )
    return (
        f"SELECT CAST(package AS VARCHAR) AS package, '{name}' AS resource, "
        f"concat_ws('/', {key}) AS key, file, line, hash({', '.join(texts.values())}) AS "
        f"fingerprint, MAP {{{pairs}}} AS fields FROM {source}"
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
