"""What kind of file it is, told from its bytes and never from its name."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from commissioning.faults import Refusal
from commissioning.importing.reading import (
    archives,
    columnar,
    delimited,
    documents,
    spreadsheets,
)
from commissioning.importing.reading.contract import Limits, Sheet

SAMPLE = 2**16
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a Rich Text document",
    b"\x1f\x8b": "a gzip archive: unpack it, or use zip",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive: unpack it, or use zip",
    b"Rar!": "a RAR archive: unpack it, or use zip",
    b"BZh": "a bzip2 archive: unpack it, or use zip",
    b"\xfd7zXZ": "an xz archive: unpack it, or use zip",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive: unpack it, or use zip",
    b"SQLite format 3": "a SQLite database",
    b"ARROW1": "an Arrow file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
WEB_PAGE = re.compile(
    rb"(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|table|script|meta|title|style|div|p)\b",
    re.DOTALL | re.IGNORECASE,
)
JSON = re.compile(rb'[\[{]\s*(?:[\[{"\]}]|\Z)')
# Control characters that text does have: tab, line ends, form feed, end of text.
CONTROLS = bytes(set(range(1, 32)) - {9, 10, 11, 12, 13, 26})


def read(
    path: Path,
    folder: Path,
    limits: Limits,
    progress: Callable[[int, int], None],
    *,
    parquet: bool,
    zipped: bool = False,
) -> list[Sheet]:
    """The sheets of a file, whatever its name. Raises Refusal when it cannot be read whole."""
    with path.open("rb") as data:
        start = data.read(SAMPLE)
    if start.startswith(archives.MAGIC):
        with archives.opened(path) as archive:
            kind = archives.workbook(archive, limits)
            if kind is None and not zipped:
                return _zipped(archive, folder, limits, progress)
        if kind is None:
            raise Refusal("it is a zip archive of a zip archive")
        return spreadsheets.read(path, folder, limits, progress, kind)
    if start.startswith(COMPOUND):
        return spreadsheets.read(path, folder, limits, progress, "xls")
    if start.startswith(columnar.MAGIC):
        if not parquet:
            raise Refusal("it is a Parquet file, which is read from the command line alone")
        return columnar.read(path, folder, limits, progress)
    for magic, words in REFUSED.items():
        if start.startswith(magic):
            raise Refusal(f"it is {words}")
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    _hold_to_data(text)
    # What a NUL means is for the encoding to say: UTF-16 is full of them.
    if b"\0" not in start and len(text.translate(None, CONTROLS)) < len(text) * 0.99:
        raise Refusal("it is not text, nor another kind of file that is read here")
    if JSON.match(text):
        return documents.read(path, folder, limits, progress)
    return delimited.read(path, folder, limits, progress)


def _hold_to_data(start: bytes) -> None:
    """Raise Refusal for a web page and for XML."""
    if WEB_PAGE.match(start):
        raise Refusal("it is a web page, whatever its name says: save the data itself")
    if start.startswith(b"<?xml"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
            raise Refusal("it is a workbook in the XML of Excel 2003: save it as .xlsx or CSV")
        web = re.search(rb"<html\b", start, re.IGNORECASE)
        raise Refusal(f"it is {'a web page' if web else 'XML'}, whatever its name says")


def _zipped(
    archive: zipfile.ZipFile,
    folder: Path,
    limits: Limits,
    progress: Callable[[int, int], None],
) -> list[Sheet]:
    """The sheets of the one file in an archive; a sheet without a name has the file's."""
    unpacked = folder / "unpacked"
    name = archives.unpack(archive, unpacked, limits)
    sheets = read(unpacked, folder, limits, progress, parquet=False, zipped=True)
    unpacked.unlink()
    note = f"it was unpacked from a zip archive, in which it is “{name}”"
    return [replace(sheet, name=sheet.name or name, notes=(note, *sheet.notes)) for sheet in sheets]
