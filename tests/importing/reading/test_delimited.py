"""Delimited text: every row as it stands, with the line it stands on."""

import csv
import hashlib
import io
from pathlib import Path

import pytest

from commissioning.importing.reading import Refusal, read
from tests.importing.reading.reading import read_bytes

LEDGER = [
    ["Supplier", "Amount (£)", "Date", "Ref", "Area"],
    ["Ashgrove Advice", "1,234.50", "01/04/2021", "1", "North"],
    ["Fir Lodge, Care", "(500.00)", "02/04/2021", "2", "South"],
    ['The "Haven"', "20", "03/04/2021", "3", ""],
]


def written(delimiter: str, end: str = "\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(LEDGER)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_those_that_were_written(tmp_path: Path, delimiter: str, end: str) -> None:
    data = written(delimiter, end).encode()
    found = read_bytes(data, tmp_path, name="ledger.csv")
    assert found.rows == LEDGER
    assert found.lines == [1, 2, 3, 4]
    assert found.sheet.delimiter == delimiter
    assert (found.sheet.kind, found.sheet.encoding) == ("csv", "utf-8")
    assert found.reading.name == "ledger.csv"
    assert found.reading.sha256 == hashlib.sha256(data).hexdigest()


def test_rows_keep_the_width_they_have(tmp_path: Path) -> None:
    found = read_bytes(b"Spend report\na,b,c\n1,2\n1,2,3,4\n", tmp_path)
    assert found.rows == [["Spend report"], ["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4"]]
    assert found.sheet.width == 4


def test_blank_rows_are_counted_and_lines_stay_those_of_the_file(tmp_path: Path) -> None:
    found = read_bytes(b"a,b\n\n1,2\n , \n" + b",\n" * 3000 + b"3,4\n", tmp_path)
    assert found.rows == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert found.lines == [1, 3, 3005]
    assert found.sheet.blank_rows == 3002
    assert "3,002 blank rows passed over" in found.sheet.notes


def test_blank_rows_before_everything_do_not_hide_the_separator(tmp_path: Path) -> None:
    found = read_bytes(b";;\n\n" * 3000 + b"a;b\n1;2\n", tmp_path)
    assert found.rows == [["a", "b"], ["1", "2"]]
    assert found.lines == [6001, 6002]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="it is empty"):
        read_bytes(b"", tmp_path)
    assert list((tmp_path).iterdir()) == [tmp_path / "x"]


def test_progress_reaches_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("a,b,c\n" * 400_000, encoding="utf-8")
    told: list[tuple[int, int]] = []
    read(path, tmp_path / "cells", progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == (2_400_000, 2_400_000)
