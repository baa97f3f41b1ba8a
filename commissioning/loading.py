"""Typed loads: an extract's text becomes a table, and every row is accounted for.

Each resource has one ``queries/sources/<resource>.sql``: a SELECT over ``extract``, a table of the
text as it stood (blank is NULL) numbered by ``record``. It returns ``record`` and every field of
the schema, typed; a value it cannot read comes back NULL. From the two together follow the rejects,
so the rule for what is wrong with a value is the schema's and not written again in each load.
An extract that is typed already passes by the text; the same rules hold for its values.
"""

import csv
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import duckdb

from commissioning.extracts import read_records
from commissioning.faults import PackageFault
from commissioning.packages import SOURCES, Field, Package, Resource, Schema
from commissioning.typed_extracts import UNSAYABLE, is_typed, placed_sql

EXPECTED = {
    "money": "pounds, such as 1,234.50 or (500.00)",
    "financial_year": "a financial year, such as 2021/22",
    "date": "a date, such as 2022-10-03 or 03/10/2022",
    "partial_date": "a date, month or year, such as 2022-10-03, 2022-10 or 2022",
    "integer": "a whole number",
    "number": "a number",
    "yes_no_unknown": "yes, no or unknown",
    "url": "an address that starts with http:// or https://",
    "text": "text",
}
SQL_TYPES = {
    "money": "DECIMAL(18,2)",
    "date": "DATE",
    "integer": "BIGINT",
    "number": "DOUBLE",
}


@dataclass(frozen=True)
class LoadedResource:
    """How many records an extract held and what became of them: read = loaded + rejected."""

    resource: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int


def create_tables(
    connection: duckdb.DuckDBPyConnection, canonical: Mapping[str, Schema], packages: list[str]
) -> None:
    """Create an empty table for every resource, and ``rejected_rows``.

    Every row carries its package, file and line. A field with allowed values in the canonical
    schema is stored as an ENUM.
    """
    connection.execute(f"CREATE TYPE package_name AS ENUM ({_literals(packages)})")
    for name, schema in canonical.items():
        columns = ["package package_name", "file VARCHAR", "line BIGINT"]
        for field in schema.fields:
            kind = SQL_TYPES.get(field.kind, "VARCHAR")
            if field.allowed and kind == "VARCHAR":
                kind = f"ENUM ({_literals(field.allowed)})"
            columns.append(f"{quoted(field.name)} {kind}")
        connection.execute(f"CREATE TABLE {quoted(name)} ({', '.join(columns)})")
    connection.execute(
        "CREATE TABLE rejected_rows (package package_name, resource VARCHAR, file VARCHAR, "
        "line BIGINT, field VARCHAR, value VARCHAR, reason VARCHAR)"
    )


def load_resource(
    connection: duckdb.DuckDBPyConnection, package: Package, resource: Resource
) -> LoadedResource:
    """Load one extract into its table and its rejects into ``rejected_rows``.

    Raises PackageFault for what stops a build: a file that cannot be read, a value outside the
    allowed ones, a key that is there twice. A row with an unreadable or missing value, or with
    too few or too many values, is rejected and the load goes on.
    """
    if is_typed(connection, resource):
        _place_typed(connection, resource)
        values, order = "{0} AS value, {0} AS typed_value FROM placed", ""
    else:
        _place_text(connection, resource)
        values = "extract.{0} AS value, typed.{0} AS typed_value FROM extract JOIN typed "
        values, order = f"{values} USING (record)", "ORDER BY record"
    for field in resource.schema.fields:
        beside = values.format(quoted(field.name))
        for condition, reason, parameters in rules(field):
            connection.execute(
                "INSERT INTO rejects SELECT record, $field, CAST(value AS VARCHAR), $reason "
                f"FROM (SELECT record, {beside}) WHERE {condition}",
                {"field": field.name, "reason": reason, **parameters},
            )
    connection.execute(
        "INSERT INTO rejected_rows SELECT $package, $resource, file, line, field, value, reason "
        "FROM rejects JOIN places USING (record) ORDER BY record, field",
        {"package": package.name, "resource": resource.name},
    )
    _hold_allowed_values(connection, resource)
    _hold_primary_key(connection, resource)
    names = ", ".join(quoted(field.name) for field in resource.schema.fields)
    # Sorted as filed, so that a table's order is the file's and zone maps follow its dates.
    connection.execute(
        f"INSERT INTO {quoted(resource.name)} SELECT $package, file, line, {names} FROM placed "
        f"WHERE record NOT IN (SELECT record FROM rejects) {order}",
        {"package": package.name},
    )
    read = _count(connection, "SELECT count(*) FROM places")
    rejected = _count(connection, "SELECT count(DISTINCT record) FROM rejects")
    loaded = _count(
        connection,
        f"SELECT count(*) FROM {quoted(resource.name)} WHERE package = $package",
        {"package": package.name},
    )
    if read != loaded + rejected:
        raise AssertionError(f"{resource.name}: {read} read, {loaded} loaded, {rejected} rejected")
    return LoadedResource(resource.name, read, loaded, rejected)


def hold_foreign_keys(
    connection: duckdb.DuckDBPyConnection, package: Package, resource: Resource
) -> None:
    """Raise PackageFault when a row points at one that its package does not have."""
    for key in resource.schema.foreign_keys:
        pairs = list(zip(key.fields, key.reference_fields, strict=True))
        matches = " AND ".join(f"o.{quoted(theirs)} = r.{quoted(own)}" for own, theirs in pairs)
        present = " AND ".join(f"r.{quoted(own)} IS NOT NULL" for own in key.fields)
        values = ", ".join(f"CAST(r.{quoted(own)} AS VARCHAR)" for own in key.fields)
        orphans = connection.execute(
            f"SELECT r.file, r.line, concat_ws(', ', {values}) FROM {quoted(resource.name)} AS r "
            f"WHERE r.package = $package AND {present} AND NOT EXISTS "
            f"(SELECT 1 FROM {quoted(key.resource)} AS o WHERE o.package = r.package "
            f"AND {matches}) ORDER BY r.file, r.line",
            {"package": package.name},
        ).fetchall()
        if orphans:
            file, line, value = orphans[0]
            raise PackageFault(
                file,
                f"a {' and '.join(key.reference_fields)} that stands in {key.resource}",
                f"'{value}'",
                line=line,
                field=", ".join(key.fields),
                further=len(orphans) - 1,
            )


def _place_typed(connection: duckdb.DuckDBPyConnection, resource: Resource) -> None:
    """Show an extract's typed records as ``placed``, and where each stands as ``places``."""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW placed AS {placed_sql(resource)}")
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW places AS SELECT record, file, line FROM placed"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE rejects "
        "(record BIGINT, field VARCHAR, value VARCHAR, reason VARCHAR)"
    )


def _place_text(connection: duckdb.DuckDBPyConnection, resource: Resource) -> None:
    """Read an extract's text into ``typed`` and show it as ``placed``; ``places`` is where every
    record stands, those of another width too, which are in ``rejects``.
    """
    _stage(connection, resource)
    connection.execute("CREATE OR REPLACE TEMP VIEW places AS FROM filed")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE typed AS "
        + (SOURCES / f"{resource.name}.sql").read_text(encoding="utf-8")
    )
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW placed AS FROM typed JOIN places USING (record)"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE rejects AS SELECT record, '' AS field, "
        "left(text, 200) AS value, width || ' values where the header has ' || $width AS reason "
        "FROM ragged",
        {"width": len(resource.schema.fields)},
    )


def _stage(connection: duckdb.DuckDBPyConnection, resource: Resource) -> None:
    """Fill ``filed`` with where every record stands, and ``extract`` with the text of those that
    fit the header; the others go to ``ragged`` as they are.
    """
    names = [field.name for field in resource.schema.fields]
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.csv" for name in ("filed", "extract", "ragged")}
        with ExitStack() as files:
            write = {
                name: csv.writer(
                    files.enter_context(path.open("w", encoding="utf-8", newline=""))
                ).writerow
                for name, path in paths.items()
            }
            for number, record in enumerate(read_records(resource), start=1):
                write["filed"]((number, record.line, record.file))
                if len(record.values) == len(names):
                    write["extract"]((number, *record.values))
                else:
                    write["ragged"]((number, len(record.values), ",".join(record.values)))
        _read(connection, paths["filed"], "filed", ["file"], numbers=["record", "line"])
        _read(connection, paths["extract"], "extract", names, numbers=["record"])
        _read(connection, paths["ragged"], "ragged", ["text"], numbers=["record", "width"])


def _read(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    table: str,
    texts: list[str],
    *,
    numbers: list[str],
) -> None:
    """Make a table of a staged file: its ``numbers``, in front, and then its ``texts``."""
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in [*numbers, *texts])
    values = [f"CAST({name} AS BIGINT) AS {name}" for name in numbers]
    values += [f"nullif(trim({quoted(name)}), '') AS {quoted(name)}" for name in texts]
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {', '.join(values)} FROM read_csv($path, "
        "header=false, auto_detect=false, delim=',', quote='\"', escape='\"', "
        f"new_line='\\r\\n', columns={{{columns}}})",
        {"path": str(path)},
    )


def _hold_allowed_values(connection: duckdb.DuckDBPyConnection, resource: Resource) -> None:
    for field in resource.schema.fields:
        if not field.allowed:
            continue
        name = quoted(field.name)
        strangers = connection.execute(
            f"SELECT file, line, CAST({name} AS VARCHAR) FROM placed "
            f"WHERE {name} IS NOT NULL AND NOT list_contains($allowed, CAST({name} AS VARCHAR)) "
            "ORDER BY record",
            {"allowed": list(field.allowed)},
        ).fetchall()
        if strangers:
            file, line, value = strangers[0]
            raise PackageFault(
                file,
                f"one of {', '.join(field.allowed)}",
                f"'{value}'",
                line=line,
                field=field.name,
                further=len(strangers) - 1,
            )


def _hold_primary_key(connection: duckdb.DuckDBPyConnection, resource: Resource) -> None:
    key = resource.schema.primary_key
    if not key:
        return
    names = ", ".join(quoted(name) for name in key)
    # Keys without two that share a fingerprint are all different, and far sooner told apart.
    if not _count(connection, f"SELECT count(*) - count(DISTINCT hash({names})) FROM placed"):
        return
    values = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in key)
    repeats = connection.execute(
        f"SELECT file, line, concat_ws(', ', {values}), "
        f"first_value(file || ', line ' || line) OVER same AS first "
        "FROM placed WHERE record NOT IN (SELECT record FROM rejects) "
        f"WINDOW same AS (PARTITION BY {names} ORDER BY record) "
        "QUALIFY row_number() OVER same > 1 ORDER BY record"
    ).fetchall()
    if repeats:
        file, line, value, first = repeats[0]
        raise PackageFault(
            file,
            "a key that is there once",
            f"'{value}', which {first} has already",
            line=line,
            field=", ".join(key),
            further=len(repeats) - 1,
        )


def rules(field: Field) -> Iterator[tuple[str, str, dict[str, object]]]:
    """The conditions under which a value is rejected, each with the reason a reader is given."""
    yield (
        "value IS NOT NULL AND typed_value IS NULL",
        f"not {EXPECTED.get(field.kind, field.kind)}",
        {},
    )
    if field.kind in UNSAYABLE:
        yield UNSAYABLE[field.kind], f"not {EXPECTED[field.kind]}", {}
    if field.required:
        yield "value IS NULL", "blank, and it must not be", {}
    if field.minimum is not None:
        yield "typed_value < $minimum", f"below {field.minimum:g}", {"minimum": field.minimum}
    if field.pattern is not None and field.kind == "text":
        yield (
            "NOT regexp_full_match(typed_value, $pattern)",
            f"not of the form {field.pattern}",
            {"pattern": field.pattern},
        )


def _count(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, str] | None = None
) -> int:
    row = connection.execute(sql, parameters or {}).fetchone()
    return int(row[0]) if row else 0


def quoted(name: str) -> str:
    """A name as SQL writes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Text as SQL writes it, for the statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"


def _literals(values: list[str] | tuple[str, ...]) -> str:
    return ", ".join(map(literal, values))
