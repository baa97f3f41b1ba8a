"""Two builds side by side: the tables of the earlier one, and the records in which they may differ.

Records are views over the builds' own tables, so a build that an older recipe made has them too.
What one build has and the other has not is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from commissioning.building import Build
from commissioning.loading import quoted
from commissioning.packages import canonical_schemas
from commissioning.records import (
    BLOCKS,
    Kinds,
    Records,
    compared_fields,
    find_differing,
    kinds,
)

# The derived tables that figures are compared by.
FIGURES = ("series_catalogue", "series_value")
PLACE = ("package", "file", "line")
NO_RECORD = (
    "SELECT '' AS package, '' AS resource, '' AS key, '' AS file, 0::BIGINT AS line, "
    "[''] AS fields, [''] AS texts WHERE false"
)


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
    now = kinds(connection, "store")
    then = now if catalogue == "store" else kinds(connection, catalogue)
    connection.execute("CREATE SCHEMA earlier")
    for table, fields in now.items():
        if table in then:
            columns = ", ".join(
                quoted(name) if name in then[table] else f"NULL::VARCHAR AS {quoted(name)}"
                for name in fields
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
    comparable = [
        Records(
            name,
            schema.primary_key,
            [field for field in compared_fields(schema) if (name, field) not in barred],
            now[name],
        )
        for name, schema in schemas.items()
        if (name, None) not in barred
        and not any((name, column) in barred for column in (*PLACE, *schema.primary_key))
    ]
    _show_records(connection, comparable, BLOCKS in now.keys() & then.keys())
    return found


def _show_records(
    connection: duckdb.DuckDBPyConnection, comparable: Sequence[Records], both_have_blocks: bool
) -> None:
    """Show as ``record`` and ``earlier.record`` what each build has and the other has not alike."""
    months = find_differing(connection, comparable) if both_have_blocks else {}
    unlike = [held for held in comparable if held.name not in months or months[held.name]]
    for here, there in (("main", "earlier"), ("earlier", "main")):
        selects = [held.differing(here, there, months.get(held.name)) for held in unlike]
        connection.execute(
            f"CREATE VIEW {here}.record AS {' UNION ALL '.join(selects or [NO_RECORD])}"
        )


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
