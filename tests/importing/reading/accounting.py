"""What must be true of any reading, told from the bytes and not as the reader tells it."""

import re

from commissioning.importing.reading import Sheet
from tests.importing.reading.reading import Read, rows_of

# What a reader may take off: separators, quotation marks, blank space, marks of start and end.
NOT_CONTENT = re.compile('[,;|"\\s\ufeff\x1a]+')


def account(data: bytes, sheet: Sheet) -> None:
    """Hold a sheet of delimited text to its bytes: every sign is in a cell, in its order; every
    row starts on the line that it says; and without quotation marks, lines are rows.
    """
    assert sheet.encoding is not None
    text = data.removeprefix(b"\xef\xbb\xbf").decode(sheet.encoding).lstrip("\ufeff")
    named = any("names the separator" in note for note in sheet.notes)
    if named:
        text = re.sub(r"^[^\r\n]*", "", text)
    if any("encoded twice" in note for note in sheet.notes):
        text = text.replace("ï»¿", "", 1)
    rows = rows_of(sheet)
    content = NOT_CONTENT.sub("", text)
    assert NOT_CONTENT.sub("", "".join(map("".join, rows))) == content
    lines = re.split("\r\n|\r|\n", text)
    numbers = Read.lines_of(sheet)
    assert numbers == sorted(set(numbers))
    for number, row in zip(numbers, rows, strict=True):
        first = NOT_CONTENT.sub("", "".join(row).split("\n")[0])
        assert first in NOT_CONTENT.sub("", lines[number - 1])
    if '"' not in text:
        blank = sheet.delimiter or ",;\t|"
        held = [line for line in lines if line.translate(dict.fromkeys(map(ord, blank))).strip()]
        assert len(rows) == len(held) - (held[-1:] == ["\x1a"])
        last = lines[-1].strip("\x1a") == ""
        assert sheet.rows + sheet.blank_rows == len(lines) - named - last
    assert all(len(row) <= sheet.width for row in rows)
