"""Reading bytes as a user's file would be, and the cells that come of it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from commissioning.importing.reading import Limits, Reading, Sheet, read, recognising


@dataclass(frozen=True)
class Read:
    """A reading and the rows of its sheets, without the cells that a short row does not have."""

    reading: Reading

    @property
    def sheet(self) -> Sheet:
        (sheet,) = self.reading.sheets
        return sheet

    @property
    def rows(self) -> list[list[str]]:
        return rows_of(self.sheet)

    @property
    def lines(self) -> list[int]:
        return self.lines_of(self.sheet)

    @staticmethod
    def lines_of(sheet: Sheet) -> list[int]:
        return pq.read_table(sheet.cells, columns=["line"])["line"].to_pylist()

    def named(self, name: str) -> list[list[str]]:
        return rows_of(next(sheet for sheet in self.reading.sheets if sheet.name == name))


def rows_of(sheet: Sheet) -> list[list[str]]:
    table = pq.read_table(sheet.cells)
    assert table.num_rows == sheet.rows
    assert table["record"].to_pylist() == list(range(1, sheet.rows + 1))
    columns = [table[f"c{number}"].to_pylist() for number in range(1, sheet.width + 1)]
    return [[cell for cell in row if cell is not None] for row in zip(*columns, strict=True)]


def read_bytes(data: bytes, folder: Path, limits: Limits | None = None, name: str = "x") -> Read:
    path = folder / name
    path.write_bytes(data)
    return Read(read(path, folder / "cells", limits))


def all_parsed(
    data: bytes, folder: Path, limits: Limits | None = None, *, parquet: bool = False
) -> list[Sheet]:
    """What the child would find, without a child."""
    path = folder / "file"
    path.write_bytes(data)
    cells = folder / "parsed"
    shutil.rmtree(cells, ignore_errors=True)
    cells.mkdir()
    return recognising.read(
        path, cells, limits or Limits(), lambda done, total: None, parquet=parquet
    )


def parsed(data: bytes, folder: Path, limits: Limits | None = None) -> Sheet:
    """The one sheet that the child would find."""
    (sheet,) = all_parsed(data, folder, limits)
    return sheet
