"""Rows of extracts as records, and the blocks of them by which two builds are compared.

A record is a row of an extract under its primary key. Rows are many and few of them change between
two versions of the data, so a build adds up fingerprints of its records by block: those that share
the month of the first date of their extract and a remainder of their key. In a block that two
builds have alike no record differs, so none of it is read again.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import duckdb

from commissioning.loading import quoted
from commissioning.packages import Schema, canonical_schemas

BLOCKS = "record_block"
DIFFERING = "differing_block"
# Of the records of a month; a few changes all over a year are then in few of its blocks.
BLOCKS_A_MONTH = 64
PLACE = ("package", "file", "line")
# A figure of a split that is shown under the rule of one build may be withheld under that of the
# other, or be too small for it: that it changed is said, and what it was or is is not.
KEPT_BACK = {"indicator_returns": ("numerator", "denominator", "actual", "returned_on")}
SENSITIVE = "OFFICIAL-SENSITIVE"

# The columns of every table of a build with their types; values from a list are text.
Kinds = Mapping[str, Mapping[str, str]]


def kinds(connection: duckdb.DuckDBPyConnection, catalogue: str | None = None) -> Kinds:
    """The columns of every table of a build, or of the one that is being filled."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = coalesce($catalogue, current_database()) AND NOT internal "
        "ORDER BY table_name, column_index",
        {"catalogue": catalogue},
    ).fetchall():
        found.setdefault(table, {})[column] = "VARCHAR" if kind.startswith("ENUM") else kind
    return found


def compared_fields(schema: Schema) -> list[str]:
    """The fields of an extract that its records are compared by: a sensitive one is not."""
    return [field.name for field in schema.fields if field.protective_marking != SENSITIVE]


def fill_blocks(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``record_block``: the number of every block, how many records it has, their fingerprint.

    ``fields`` is what the records are compared by, in order.
    """
    of_build = kinds(connection)
    connection.execute(
        f"CREATE TABLE {BLOCKS} (resource VARCHAR, fields VARCHAR, block BIGINT, "
        "records BIGINT, fingerprint HUGEINT)"
    )
    for name, schema in canonical_schemas().items():
        columns = of_build[name]
        fields = compared_fields(schema)
        connection.execute(
            f"INSERT INTO {BLOCKS} SELECT '{name}', '{_listed(fields)}', "
            f"{_block(schema, fields, columns)} AS block, count(*), "
            f"sum({_hashed(fields, columns)}) FROM {name} GROUP BY block"
        )


def find_differing(
    connection: duckdb.DuckDBPyConnection, compared: Mapping[str, Sequence[str]]
) -> Mapping[str, Sequence[int]]:
    """Make ``differing_block``: blocks of records that this and the earlier build have not alike.

    Returns the months they are of, by extract: counted from year 0, with 0 for no date. An extract
    is left out where either build added it up by other fields than it is ``compared`` by.
    """
    connection.execute(
        f"CREATE TABLE {DIFFERING} AS SELECT resource, block "
        f"FROM {BLOCKS} AS new FULL JOIN earlier.{BLOCKS} AS old USING (resource, block) "
        "WHERE (new.records, new.fingerprint) IS DISTINCT FROM (old.records, old.fingerprint)"
    )
    added_up_by = set(
        connection.execute(
            f"SELECT resource, fields FROM {BLOCKS} "
            f"UNION SELECT resource, fields FROM earlier.{BLOCKS}"
        ).fetchall()
    )
    otherwise = added_up_by - {(name, _listed(fields)) for name, fields in compared.items()}
    found: dict[str, list[int]] = {name: [] for name in compared.keys() - dict(otherwise).keys()}
    for name, month in connection.execute(
        f"SELECT DISTINCT resource, block // {BLOCKS_A_MONTH} AS month FROM {DIFFERING} "
        "ORDER BY month"
    ).fetchall():
        if name in found:
            found[name].append(month)
    return found


def differing_records(
    place: str,
    other: str,
    name: str,
    schema: Schema,
    fields: Sequence[str],
    columns: Mapping[str, str],
    months: Sequence[int] | None,
) -> str:
    """A SELECT of the rows of an extract that another build has not alike, as records.

    ``place`` and ``other`` are the schemas of the two builds, ``fields`` what rows are compared by
    and shown with. Where ``months`` is None every row is looked at.
    """
    texts = {field: f"CAST({quoted(field)} AS VARCHAR)" for field in fields}
    key = ", ".join(texts[field] for field in schema.primary_key)
    kept_back = KEPT_BACK.get(name, ())
    shown = ", ".join(
        f"CASE WHEN dimension = 'all' THEN {text} END" if field in kept_back else text
        for field, text in texts.items()
    )
    fingerprint = _hashed(fields, columns)
    within = "true"
    if months is not None:
        block = _block(schema, fields, columns)
        within = (
            f"{_within(_first_date(fields, columns), months)} AND {block} IN "
            f"(SELECT block FROM {DIFFERING} WHERE resource = '{name}')"
        )
    return (
        f"SELECT CAST(package AS VARCHAR) AS package, '{name}' AS resource, "
        f"concat_ws('/', {key}) AS key, file, line, {list(fields)} AS fields, [{shown}] AS texts "
        f"FROM (SELECT * FROM {place}.{name} WHERE {within}) ANTI JOIN "
        f"(SELECT {fingerprint} AS fingerprint FROM {other}.{name} WHERE {within}) AS other "
        f"ON {fingerprint} = other.fingerprint"
    )


def _first_date(fields: Sequence[str], columns: Mapping[str, str]) -> str | None:
    return next((field for field in fields if columns[field] == "DATE"), None)


def _listed(fields: Sequence[str]) -> str:
    return ",".join(fields)


def _hashed(fields: Sequence[str], columns: Mapping[str, str]) -> str:
    """Of fields and the package. Values from a list are numbered by the list, which may grow."""
    values = [
        f"CAST({quoted(field)} AS VARCHAR)" if columns[field] == "VARCHAR" else quoted(field)
        for field in fields
    ]
    return f"hash({', '.join(['CAST(package AS VARCHAR)', *values])})"


def _block(schema: Schema, fields: Sequence[str], columns: Mapping[str, str]) -> str:
    dated = _first_date(fields, columns)
    month = "0"
    if dated:
        date = quoted(dated)
        since_year_0 = f"year({date}) * 12 + month({date}) - 1"
        month = f"CASE WHEN {date} >= {_first_day(12)} THEN {since_year_0} ELSE 0 END"
    key = _hashed(schema.primary_key, columns)
    return f"({month}) * {BLOCKS_A_MONTH} + CAST({key} % {BLOCKS_A_MONTH} AS BIGINT)"


def _within(dated: str | None, months: Sequence[int]) -> str:
    """A condition that rows of these months meet, as ranges, so that others are not even read."""
    if dated is None or not months:
        return "true" if months else "false"
    column = quoted(dated)
    parts = [
        f"{column} >= {_first_day(first)} AND {column} < {_first_day(last + 1)}"
        if first
        else f"coalesce({column} < {_first_day(last + 1)}, true)"
        for first, last in _runs(months)
    ]
    return f"({' OR '.join(parts)})"


def _first_day(month: int) -> str:
    return f"make_date({month // 12}, {month % 12 + 1}, 1)"


def _runs(months: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of every run of numbers that follow each other."""
    for _, run in groupby(enumerate(months), key=lambda entry: entry[1] - entry[0]):
        members = [month for _, month in run]
        yield members[0], members[-1]
