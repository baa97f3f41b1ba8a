"""Rows of text on their way to a Parquet file, in groups, whatever width they turn out to have."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from commissioning.faults import Refusal
from commissioning.importing.reading.contract import Limits, Sheet

# What is held in memory before it is written: about 100 MB of Python's text at most.
GROUP_CELLS = 400_000
GROUP_CHARACTERS = 8_000_000


class Cells:
    """The rows of one sheet. Blank rows are counted and passed over."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.rows = 0
        self.blank_rows = 0
        self.trimmed = 0
        self.width = 0
        self._used = 0  # columns up to the last that holds something
        self._widest = 0
        self._characters = 0
        self._lines: list[int] = []
        self._group: list[Sequence[str]] = []
        self._parts: list[Path] = []
        self._writer: pq.ParquetWriter | None = None

    def add(self, line: int, row: Sequence[str], characters: int) -> None:
        """Take a row that stands on a line; ``characters`` is about how long it is."""
        width = len(row)
        if width > self._widest:
            if width > self.limits.columns:
                raise Refusal(
                    f"line {line:,} has {width:,} columns; {self.limits.columns:,} are read at most"
                )
            self._widest = width
        if characters > self.limits.cell_characters:
            longest = max(map(len, row), default=0)
            if longest > self.limits.cell_characters:
                raise Refusal(
                    f"line {line:,} has a cell of {longest:,} characters; "
                    f"{self.limits.cell_characters:,} are read at most"
                )
        self._lines.append(line)
        self._group.append(row)
        self._characters += characters
        if len(self._group) * self._widest >= GROUP_CELLS or self._characters >= GROUP_CHARACTERS:
            self._write()

    def sheet(
        self,
        name: str,
        kind: str,
        notes: Iterable[str],
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> Sheet:
        """Finish the file and describe it; what was passed over is said after the notes."""
        self._close()
        return Sheet(
            name=name,
            cells=self.path,
            rows=self.rows,
            width=self.width,
            kind=kind,
            encoding=encoding,
            delimiter=delimiter,
            notes=(*notes, *self._notes()),
            blank_rows=self.blank_rows,
        )

    def _close(self) -> None:
        self._write()
        if self._writer is not None:
            self._writer.close()
        self.trimmed = self.width - self._used
        if len(self._parts) == 1 and not self.trimmed:
            self._parts[0].rename(self.path)
            return
        self.width = self._used
        schema = _schema(self.width)
        with _writer(self.path, schema) as writer:
            for part in self._parts:
                with pq.ParquetFile(part, memory_map=False) as file:
                    for number in range(file.num_row_groups):
                        table = file.read_row_group(number, use_threads=False)
                        writer.write_table(_fitted(table, schema))
                part.unlink()

    def _notes(self) -> list[str]:
        notes = []
        if self.blank_rows:
            notes.append(f"{counted(self.blank_rows, 'blank row')} passed over")
        if self.trimmed:
            notes.append(f"{counted(self.trimmed, 'blank column')} after the last taken off")
        return notes

    def _write(self) -> None:
        kept = [
            (line, row)
            for line, row in zip(self._lines, self._group, strict=True)
            if any(row) and any(map(str.strip, row))
        ]
        self.blank_rows += len(self._group) - len(kept)
        if kept:
            columns: list[tuple[str | None, ...]] = list(zip_longest(*(row for _, row in kept)))
            for number in range(len(columns), self._used, -1):
                if any(value and value.strip() for value in columns[number - 1]):
                    self._used = number
                    break
            writer = self._writer
            if writer is None or len(columns) > self.width:
                writer = self._widen(len(columns))
            schema = _schema(self.width)
            arrays = [
                pa.array([line for line, _ in kept], pa.int64()),
                pa.array(range(self.rows + 1, self.rows + len(kept) + 1), pa.int64()),
            ]
            try:
                arrays += [pa.array(column, pa.string()) for column in columns]
            except UnicodeEncodeError:
                raise Refusal(
                    f"it has text that is not Unicode, after line {kept[0][0]:,}"
                ) from None
            arrays += [pa.nulls(len(kept), pa.string())] * (self.width - len(columns))
            writer.write_table(pa.table(arrays, schema=schema))
            self.rows += len(kept)
            if self.rows > self.limits.rows:
                raise Refusal(f"it has more than {self.limits.rows:,} rows")
        self._lines, self._group, self._characters = [], [], 0
        self._widest = 0

    def _widen(self, width: int) -> pq.ParquetWriter:
        """Start another part: the columns of a Parquet file are settled when it is opened."""
        if self._writer is not None:
            self._writer.close()
        self.width = width
        part = self.path.with_suffix(f".{len(self._parts)}.part")
        self._parts.append(part)
        self._writer = _writer(part, _schema(width))
        return self._writer


def counted(number: int, name: str) -> str:
    """A number of things with its noun, such as “1 row” and “1,200 rows”."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


def _schema(width: int) -> pa.Schema:
    return pa.schema(
        [("line", pa.int64()), ("record", pa.int64())]
        + [(f"c{number}", pa.string()) for number in range(1, width + 1)]
    )


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(path, schema, compression="zstd", compression_level=1)


def _fitted(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """A table with the columns of the schema: those it lacks are null, those beyond it blank."""
    missing = range(table.num_columns, len(schema))
    for number in missing:
        table = table.append_column(schema.field(number), pa.nulls(table.num_rows, pa.string()))
    return table.select(schema.names)
