"""Rows of extracts as records, and the blocks of them by which two builds are compared.

A record is a row of an extract under its primary key. Rows are many and few of them change between
two versions of the data, so a build adds up fingerprints of its records by block: those that share
the month of the first date of their extract and a remainder of their key. In a block that two
builds have alike no record differs, so none of it is read again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import duckdb

from commissioning.loading import quoted
from commissioning.packages import Schema, canonical_schemas

BLOCKS = "record_block"
DIFFERING = "differing_block"
# Of the records of a month; a few changes all over a year are then in few of its blocks.
BLOCKS_A_MONTH = 64
# A figure of a split that is shown under the rule of one build may be withheld under that of the
# other, or be too small for it: that it changed is said, and what it was or is is not.
KEPT_BACK = {"indicator_returns": ("numerator", "denominator", "actual", "returned_on")}
SENSITIVE = "OFFICIAL-SENSITIVE"

# The columns of every table of a build with their types; values from a list are text.
Kinds = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Records:
    """The records of an extract: what they are compared by and shown with, and how it is held."""

    name: str
    key: Sequence[str]
    fields: Sequence[str]
    columns: Mapping[str, str]

    def blocks(self) -> str:
        """A SELECT of every block: extract, fields, number, how many records, their fingerprint."""
        return (
            f"SELECT '{self.name}', '{self._listed}', {self._block} AS block, count(*), "
            f"sum({self._hashed(self.fields)}) FROM {self.name} GROUP BY block"
        )

    def differing(self, place: str, other: str, months: Sequence[int] | None) -> str:
        """A SELECT of the rows in the schema ``place`` that ``other`` has not alike, as records.

        Where ``months`` is None every row is looked at, and otherwise the differing blocks of
        those months.
        """
        texts = {field: f"CAST({quoted(field)} AS VARCHAR)" for field in self.fields}
        kept_back = KEPT_BACK.get(self.name, ())
        shown = ", ".join(
            f"CASE WHEN dimension = 'all' THEN {text} END" if field in kept_back else text
            for field, text in texts.items()
        )
        fingerprint = self._hashed(self.fields)
        within = "true" if months is None else self._within(months)
        return (
            f"SELECT CAST(package AS VARCHAR) AS package, '{self.name}' AS resource, "
            f"concat_ws('/', {', '.join(texts[field] for field in self.key)}) AS key, file, line, "
            f"{list(self.fields)} AS fields, [{shown}] AS texts "
            f"FROM (SELECT * FROM {place}.{self.name} WHERE {within}) ANTI JOIN "
            f"(SELECT {fingerprint} AS fingerprint FROM {other}.{self.name} WHERE {within}) "
            f"AS other ON {fingerprint} = other.fingerprint"
        )

    def added_up_as(self) -> tuple[str, str]:
        """What a build notes of how it added up the blocks: the extract and its fields."""
        return self.name, self._listed

    @property
    def _listed(self) -> str:
        return ",".join(self.fields)

    @property
    def _first_date(self) -> str | None:
        return next((quoted(name) for name in self.fields if self.columns[name] == "DATE"), None)

    @property
    def _block(self) -> str:
        date = self._first_date
        month = "0"
        if date:
            since_year_0 = f"year({date}) * 12 + month({date}) - 1"
            month = f"CASE WHEN {date} >= {_first_day(12)} THEN {since_year_0} ELSE 0 END"
        share = f"CAST({self._hashed(self.key)} % {BLOCKS_A_MONTH} AS BIGINT)"
        return f"({month}) * {BLOCKS_A_MONTH} + {share}"

    def _hashed(self, fields: Sequence[str]) -> str:
        """Of fields and the package. Values of a list are numbered by the list, which may grow."""
        values = [
            f"CAST({quoted(name)} AS VARCHAR)" if self.columns[name] == "VARCHAR" else quoted(name)
            for name in fields
        ]
        return f"hash({', '.join(['CAST(package AS VARCHAR)', *values])})"

    def _within(self, months: Sequence[int]) -> str:
        """A condition for the differing blocks; by its ranges of dates other rows are not read."""
        differing = (
            f"{self._block} IN (SELECT block FROM {DIFFERING} WHERE resource = '{self.name}')"
        )
        date = self._first_date
        if date is None:
            return differing
        ranges = " OR ".join(
            f"{date} >= {_first_day(first)} AND {date} < {_first_day(last + 1)}"
            if first
            else f"coalesce({date} < {_first_day(last + 1)}, true)"
            for first, last in _runs(months)
        )
        return f"({ranges}) AND {differing}"


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
    """Make ``record_block``: the blocks of every extract of the build that is being filled."""
    of_build = kinds(connection)
    connection.execute(
        f"CREATE TABLE {BLOCKS} (resource VARCHAR, fields VARCHAR, block BIGINT, "
        "records BIGINT, fingerprint HUGEINT)"
    )
    for name, schema in canonical_schemas().items():
        held = Records(name, schema.primary_key, compared_fields(schema), of_build[name])
        connection.execute(f"INSERT INTO {BLOCKS} {held.blocks()}")


def find_differing(
    connection: duckdb.DuckDBPyConnection, compared: Sequence[Records]
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
    added_up_as = set(
        connection.execute(
            f"SELECT resource, fields FROM {BLOCKS} "
            f"UNION SELECT resource, fields FROM earlier.{BLOCKS}"
        ).fetchall()
    )
    otherwise = {name for name, _ in added_up_as - {held.added_up_as() for held in compared}}
    found: dict[str, list[int]] = {held.name: [] for held in compared if held.name not in otherwise}
    for name, month in connection.execute(
        f"SELECT DISTINCT resource, block // {BLOCKS_A_MONTH} AS month FROM {DIFFERING} "
        "ORDER BY month"
    ).fetchall():
        if name in found:
            found[name].append(month)
    return found


def _first_day(month: int) -> str:
    return f"make_date({month // 12}, {month % 12 + 1}, 1)"


def _runs(months: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of every run of numbers that follow each other."""
    for _, run in groupby(enumerate(months), key=lambda entry: entry[1] - entry[0]):
        members = [month for _, month in run]
        yield members[0], members[-1]
