"""Encodings, decided from the bytes: what was written comes back, or the file is refused."""

from pathlib import Path

import pytest

from commissioning.importing.reading import Refusal
from tests.importing.reading.reading import parsed, rows_of

# As bodies write: pounds beside figures and in headings, apostrophes, dashes, accents, capitals.
PROSE = [
    ["Supplier", "Amount (£)", "Purpose"],
    ["Café Zoë", "£1,200.50", "St Anne’s – repairs"],
    ["CAFÉ D’AZUR", "(£30.00)", "“Young lives” – round 2"],
    ["José Núñez", "£5", "no more than £250"],
]
# DOS has no curly marks, and nor does what is written with it.
DOS = [["Supplier", "Net (£)"], ["Café Zoë", "£12.50"], ["Núñez", "9"], ["Müller Bröd", "£3"]]


def text_of(rows: list[list[str]]) -> str:
    return "".join("\t".join(row) + "\r\n" for row in rows)


@pytest.mark.parametrize(
    ("codec", "mark", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32-le"),
        ("cp1252", b"", "cp1252"),
        ("mac_roman", b"", "mac_roman"),
    ],
)
def test_what_was_written_comes_back(tmp_path: Path, codec: str, mark: bytes, found: str) -> None:
    sheet = parsed(mark + text_of(PROSE).encode(codec), tmp_path)
    assert rows_of(sheet) == PROSE
    assert sheet.encoding == found
    assert any("read as" in note for note in sheet.notes) == (found != "utf-8")


@pytest.mark.parametrize(
    "rows",
    [
        DOS,
        [["Net Amount (£)", "Name"], ["3", "Abbey"]],
        [["Name", "Sum in £"], ["Elm", "3"]],
        [["a£", "b"], ["1", "2"]],
    ],
)
def test_dos_is_told_from_windows_by_its_pounds_and_accents(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    sheet = parsed(text_of(rows).encode("cp850"), tmp_path)
    assert rows_of(sheet) == rows
    assert sheet.encoding == "cp850"
    assert "DOS code page 850" in " ".join(sheet.notes)


@pytest.mark.parametrize(
    "mark", [b"\xc3\xaf\xc2\xbb\xc2\xbf", b"\xef\xbb\xbf\xc3\xaf\xc2\xbb\xc2\xbf"]
)
def test_a_byte_order_mark_encoded_twice_is_taken_off_and_said(tmp_path: Path, mark: bytes) -> None:
    sheet = parsed(mark + text_of(PROSE).encode(), tmp_path)
    assert rows_of(sheet) == PROSE
    assert sheet.notes[0] == "a byte order mark encoded twice (ï»¿) was taken off"


def test_a_mark_of_utf_8_on_windows_text_is_said_to_be_wrong(tmp_path: Path) -> None:
    sheet = parsed(b"\xef\xbb\xbf" + text_of(PROSE).encode("cp1252"), tmp_path)
    assert rows_of(sheet) == PROSE
    assert sheet.notes[0] == "its byte order mark says UTF-8, wrongly"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        # Halves in two encodings: neither gives the whole.
        (text_of(PROSE).encode() + "Café;£3\n".encode("cp1252"), "mostly UTF-8"),
        # Cut in the middle of a sign.
        ("Amount,é\n1,’".encode()[:-1], "mostly UTF-8"),
        # Signs that make no sense in any of the code pages.
        (b"Name,Amount\nab\xb1\xb2cd,1\nx\xde\xdfy,\xcf\xd0\n", "cannot be told"),
        (b"\xff\xfe" + "a,b\n".encode("utf-16-le") + b"\x00\xd8", "byte order mark says UTF-16"),
        (b"a,b\n1,\x002\n", "NUL"),
    ],
)
def test_what_cannot_be_decided_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        parsed(data, tmp_path)
