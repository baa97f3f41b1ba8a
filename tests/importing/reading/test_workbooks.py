"""Workbooks: every sheet with its rows, dates in ISO form, errors as shown, nothing lost."""

from pathlib import Path

import pytest

from commissioning.importing.reading import Limits, Refusal, read
from tests.importing.reading.reading import Read, all_parsed, parsed, rows_of
from tests.importing.reading.test_hostile import workbook_with

FIXTURES = Path(__file__).parents[2] / "fixtures" / "importing"


def opened(name: str, folder: Path) -> Read:
    return Read(read(FIXTURES / name, folder))


def test_every_sheet_that_holds_something_is_read_as_it_is_shown(tmp_path: Path) -> None:
    found = opened("ledger.xlsx", tmp_path)
    april, may, june = found.reading.sheets
    assert [sheet.name for sheet in found.reading.sheets] == ["Apr 24", "May 24", "Jun 24"]
    assert rows_of(april) == [
        ["", "Supplier", "Paid", "Received", "Amount", "Checked"],
        ["", "Elm Trust", "2024-04-01", "2024-04-01", "1234.3", "TRUE"],
        ["", "Oak", "#N/A", "2024-02-01", "#DIV/0!", ""],
    ]
    assert rows_of(may) == [
        ["Supplier name", "Amount", "At"],
        ["<b>Ash</b>", "-1234567.89", "2024-05-01 10:30:00"],
    ]
    assert rows_of(june) == [["Supplier", "Amount"], ["Yew", "3"]]
    assert june.notes == ("the sheet is hidden in the workbook",)
    assert {sheet.kind for sheet in found.reading.sheets} == {"xlsx"}


def test_rows_keep_their_numbers_and_the_hour_that_was_taken_off_is_said(tmp_path: Path) -> None:
    april = opened("ledger.xlsx", tmp_path).reading.sheets[0]
    assert Read.lines_of(april) == [2, 4, 5]
    assert april.blank_rows == 2
    assert "1 date within an hour of midnight taken to be the day that is nearest" in april.notes


def test_an_old_workbook(tmp_path: Path) -> None:
    found = opened("spend.xls", tmp_path)
    assert found.rows == [
        ["Supplier", "Paid", "Amount", "Checked"],
        ["Café £", "2021-07-15", "1234.5", "TRUE"],
        ["Oak", "", "#DIV/0!", ""],
    ]
    assert found.lines == [1, 3, 4]
    assert (found.sheet.kind, found.sheet.name) == ("xls", "Spend")


def test_an_open_document(tmp_path: Path) -> None:
    found = opened("grants.ods", tmp_path)
    assert found.rows == [
        ["Recipient", "Amount", "Awarded"],
        ["Elm\nTrust", "1234.5", "2024-06-01"],
        ["Oak", "#DIV/0!", "2024-01-05"],
    ]
    assert found.lines == [1, 5, 6]
    assert found.sheet.kind == "ods"


def test_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "payments.csv"
    path.write_bytes((FIXTURES / "spend.xls").read_bytes())
    assert read(path, tmp_path / "cells").sheets[0].kind == "xls"


def test_merged_cells_are_said(tmp_path: Path) -> None:
    row = "<row r='1'><c r='A1'><v>1</v></c><c r='C1'><v>2</v></c></row>"
    data = workbook_with(row, after="<mergeCells><mergeCell ref='A1:A3'/></mergeCells>")
    (april, *_) = all_parsed(data, tmp_path)
    assert rows_of(april) == [["1", "", "2"]]
    assert april.notes == ("1 merged cell: what it shows is in its first row and column alone",)


@pytest.mark.parametrize("formula", ["<f>SUM(A1:A9)</f>", "<f t='shared' si='0'/>"])
def test_a_formula_without_its_result_is_refused(tmp_path: Path, formula: str) -> None:
    cell = f"<row r='1'><c r='A1'><v>1</v></c><c r='B1'>{formula}%s</c></row>"
    assert rows_of(all_parsed(workbook_with(cell % "<v>7</v>"), tmp_path)[0]) == [["1", "7"]]
    with pytest.raises(Refusal, match="formulas whose results are not in it"):
        all_parsed(workbook_with(cell % ""), tmp_path)


@pytest.mark.parametrize("name", ["ledger.xlsx", "spend.xls", "grants.ods"])
def test_a_workbook_cut_short_is_refused(tmp_path: Path, name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    for cut in (len(data) // 4, len(data) // 2, len(data) - 600):
        (tmp_path / "cut").write_bytes(data[:cut])
        with pytest.raises(Refusal):
            read(tmp_path / "cut", tmp_path / "cells")
    assert not list((tmp_path / "cells").iterdir())


def test_sheets_are_held_to_rows_and_columns(tmp_path: Path) -> None:
    data = (FIXTURES / "spend.xls").read_bytes()
    with pytest.raises(Refusal, match="has more than 2 rows"):
        parsed(data, tmp_path, Limits(rows=2))
    with pytest.raises(Refusal, match="has 4 columns; 3 are read at most"):
        parsed(data, tmp_path, Limits(columns=3))


def test_a_locked_workbook_is_refused(tmp_path: Path) -> None:
    # A compound file whose stream has the name under which Excel keeps what it has encrypted.
    data = (FIXTURES / "spend.xls").read_bytes()
    plain, locked = (name.encode("utf-16-le") for name in ("Workbook", "EncryptedPackage"))
    entry = data.index(plain)
    length = (len(locked) + 2).to_bytes(2, "little")
    changed = data[:entry] + locked.ljust(64, b"\0") + length + data[entry + 66 :]
    (tmp_path / "locked.xlsx").write_bytes(changed)
    with pytest.raises(Refusal, match="locked with a password"):
        read(tmp_path / "locked.xlsx", tmp_path / "cells")
