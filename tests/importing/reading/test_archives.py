"""Zip archives of one file, and those that are refused."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from commissioning.importing.reading import Limits, Refusal
from tests.importing.reading.reading import all_parsed, parsed, rows_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "importing"
TABLE = b"a,b\n1,2\n"


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members:
            # Every run makes the same bytes: a member's time is not the clock's.
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return data.getvalue()


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_the_one_file_of_an_archive_is_read_under_its_name(tmp_path: Path, method: int) -> None:
    data = zipped(
        ("spend/", b""), ("spend/q1.csv", TABLE), ("__MACOSX/spend/._q1.csv", b"x"), method=method
    )
    sheet = parsed(data, tmp_path)
    assert rows_of(sheet) == [["a", "b"], ["1", "2"]]
    assert (sheet.name, sheet.kind) == ("spend/q1.csv", "csv")
    assert sheet.notes[0] == "it was unpacked from a zip archive, in which it is “spend/q1.csv”"
    assert [path.name for path in sheet.cells.parent.iterdir()] == ["1.parquet"]


def test_a_workbook_in_an_archive_keeps_the_names_of_its_sheets(tmp_path: Path) -> None:
    data = zipped(("x.csv", (FIXTURES / "ledger.xlsx").read_bytes()))
    assert [sheet.name for sheet in all_parsed(data, tmp_path)] == ["Apr 24", "May 24", "Jun 24"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped(), "no file"),
        (zipped(("a.csv", TABLE), ("b.csv", TABLE)), "2 files"),
        (zipped(("a.zip", zipped(("a.csv", TABLE)))), "a zip archive of a zip archive"),
        (zipped(("a.csv", b"")), "of an empty file"),
        (zipped(("../a.csv", TABLE)), "out of its folder"),
        (zipped(("a/../../b.csv", TABLE)), "out of its folder"),
        (zipped(("/etc/a.csv", TABLE)), "out of its folder"),
        (zipped(("C:a.csv", TABLE)), "out of its folder"),
        (zipped(("..\\a.csv", TABLE)), "out of its folder"),
        (zipped(("a.csv", b"\0" * 50_000_000)), "far more than it holds"),
        (zipped(("a.csv", TABLE))[:-30], "damaged"),
        (zipped(("a.csv", TABLE), method=zipfile.ZIP_STORED).replace(b"1,2", b"1,3"), "damaged"),
        (zipped(("word/document.xml", b"<x/>"), ("[Content_Types].xml", b"")), "not a workbook"),
        (zipped(("xl/workbook.bin", b""), ("[Content_Types].xml", b"")), "xlsb"),
        (zipped(("mimetype", b"x.text"), ("content.xml", b"")), "not a spreadsheet"),
    ],
)
def test_what_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        all_parsed(data, tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()].count("a.csv") == 0


def flagged(data: bytes, offset: int, value: bytes) -> bytes:
    """An archive with bytes of its entry in the directory at the end changed."""
    place = data.index(b"PK\x01\x02") + offset
    return data[:place] + value + data[place + len(value) :]


def test_a_file_with_a_password_is_refused(tmp_path: Path) -> None:
    data = flagged(zipped(("a.csv", TABLE)), 8, struct.pack("<H", 1))
    with pytest.raises(Refusal, match="password"):
        all_parsed(data, tmp_path)


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    data = flagged(zipped(("a.csv", b"a,b\n" * 20_000_000)), 24, struct.pack("<I", 8))
    with pytest.raises(Refusal, match="damaged"):
        all_parsed(data, tmp_path)


def test_unpacking_stops_at_its_limit(tmp_path: Path) -> None:
    data = zipped(("a.csv", bytes(range(48, 58)) * 200_000), method=zipfile.ZIP_STORED)
    with pytest.raises(Refusal, match="unpacks to more than 1 MB"):
        all_parsed(data, tmp_path, Limits(unpacked_bytes=2**20))
