"""Reading an extract as text, each record with the line of the file it starts on.

Nothing is typed here and nothing is guessed: DuckDB's own reader would decide types, dates and
headers for itself, so a file is read by the csv module under the encoding its package declares.
"""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from commissioning.faults import PackageFault
from commissioning.packages import ExtractFile, Resource

# Longer records are not data; this is also what the engine takes in one line, quotes doubled.
RECORD_LIMIT = 400_000


@dataclass(frozen=True)
class Record:
    """The text of one record, its file, and the line it starts on (the header is line 1)."""

    file: str
    line: int
    values: tuple[str, ...]


def read_records(resource: Resource) -> Iterator[Record]:
    """The records of an extract, file after file, without headers and blank lines.

    Records keep whatever number of values they have; the loader accounts for ragged ones. Raises
    PackageFault for a missing file, another header, an encoding that does not fit, or a quote
    that is never closed.
    """
    for file in resource.files:
        if not file.path.is_file():
            raise PackageFault(file.label, "the file that datapackage.json names", "no such file")
        if resource.format == "parquet":
            yield from _parquet_records(file, resource)
        else:
            yield from _csv_records(file, resource)


def _csv_records(file: ExtractFile, resource: Resource) -> Iterator[Record]:
    csv.field_size_limit(RECORD_LIMIT)
    try:
        "".encode(resource.encoding)
        encoding = codecs.lookup(resource.encoding).name
    except LookupError:
        raise PackageFault(
            file.label, "a known encoding such as utf-8 or windows-1252", resource.encoding
        ) from None
    if encoding == "utf-8":
        encoding = "utf-8-sig"
    line = 1
    try:
        with file.path.open(encoding=encoding, newline="") as text:
            reader = csv.reader(text, strict=True)
            _hold_header(next(reader, []), file, resource)
            line = reader.line_num + 1
            for values in reader:
                if any(value.strip() for value in values):
                    if any("\0" in value for value in values):
                        raise PackageFault(
                            file.label, "text without NUL characters", "a NUL", line=line
                        )
                    if sum(map(len, values)) > RECORD_LIMIT:
                        raise PackageFault(
                            file.label,
                            f"records of at most {RECORD_LIMIT:,} characters",
                            "a longer one",
                            line=line,
                        )
                    yield Record(file.label, line, tuple(values))
                line = reader.line_num + 1
    except UnicodeDecodeError as error:
        raise PackageFault(
            file.label,
            f"{resource.encoding} text throughout (declare another encoding in datapackage.json)",
            f"byte 0x{error.object[error.start]:02x}",
            line=_line_of_bad_byte(file.path, encoding),
        ) from None
    except csv.Error as error:
        raise PackageFault(
            file.label, "comma-separated values with quotes closed", str(error), line=line
        ) from None


def _line_of_bad_byte(path: Path, encoding: str) -> int:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as data:
        for number, raw in enumerate(data, start=1):
            try:
                decoder.decode(raw)
            except UnicodeDecodeError:
                return number
    return 1


def _parquet_records(file: ExtractFile, resource: Resource) -> Iterator[Record]:
    with duckdb.connect() as connection:
        try:
            result = connection.execute(
                "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet($path)",
                {"path": str(file.path)},
            )
        except duckdb.Error as error:
            raise PackageFault(file.label, "a Parquet file", str(error)) from None
        _hold_header([column[0] for column in result.description or []], file, resource)
        line = 2
        while batch := result.fetchmany(10_000):
            for values in batch:
                yield Record(
                    file.label, line, tuple("" if value is None else value for value in values)
                )
                line += 1


def _hold_header(header: list[str], file: ExtractFile, resource: Resource) -> None:
    expected = [field.name for field in resource.schema.fields]
    found = [name.strip() for name in header]
    if found == expected:
        return
    for position, name in enumerate(expected):
        if position >= len(found) or found[position] != name:
            actual = f"'{found[position]}'" if position < len(found) else "nothing"
            raise PackageFault(
                file.label,
                f"the header {','.join(expected)}",
                f"{actual} in column {position + 1}",
                line=1,
                field=name,
            )
    raise PackageFault(
        file.label,
        f"the {len(expected)} columns {','.join(expected)}",
        f"{len(found)} columns, with '{found[len(expected)]}' after the last",
        line=1,
        field=expected[-1],
    )
