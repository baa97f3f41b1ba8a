"""Rows of a delimited text file, with quotation marks as people leave them."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from commissioning.faults import Refusal
from commissioning.importing.reading.cells import Cells
from commissioning.importing.reading.contract import Limits, Sheet
from commissioning.importing.reading.encodings import decide
from commissioning.importing.reading.lines import Lines

QUOTE = '"'
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
# What a line of nothing but blank cells is made of.
BLANK = ',;\t| "'
SAMPLE_LINES = 2_000
LINES_OF_A_SHEET = 2**20
# A quotation mark that is not closed within so many lines was not meant to open anything.
LINES_OF_A_CELL = 200
LINES_OF_A_MENDED_CELL = 20
# Fewer columns than this, and a cell of several lines may hold as many commas as a row does.
TELLING_WIDTH = 5
EXAMPLES = 5


def read(
    path: Path, folder: Path, limits: Limits, progress: Callable[[int, int], None]
) -> list[Sheet]:
    """The one sheet of a text file. Raises Refusal when it cannot be read whole."""
    encoding = decide(path)
    cells = Cells(folder / "1.parquet", limits)
    with Lines(path, encoding, limits, progress) as lines:
        rows = Rows(lines)
        for line, row, characters in rows:
            cells.add(line, row, characters)
    sheet = cells.sheet(
        "",
        "csv",
        (*encoding.notes, *lines.notes, *rows.notes()),
        encoding=encoding.codec,
        delimiter=rows.delimiter,
    )
    if not sheet.rows:
        raise Refusal("it holds nothing but blank lines")
    return [sheet]


class Rows:
    """The rows of a text, each with the line it starts on and about how long it is."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.delimiter: str | None = None
        self._declared = False
        self._spaced = False
        self._mended: list[int] = []
        self._mendings = 0
        self._decide()

    def __iter__(self) -> Iterator[tuple[int, list[str], int]]:
        lines, waiting = self.lines, self.lines.waiting
        delimiter = self.delimiter or ","
        single = self.delimiter is None
        while waiting or lines.fill():
            line = waiting.popleft()
            lines.number += 1
            if QUOTE in line:
                number = lines.number
                row, characters = self._quoted(line, delimiter)
                yield number, row, characters
            elif single:
                yield lines.number, [line if line.strip(BLANK) else ""], len(line)
            else:
                yield lines.number, line.split(delimiter), len(line)

    def notes(self) -> list[str]:
        """What was decided about delimiters and quotation marks, in words."""
        notes = []
        if self._declared:
            notes.append("its first line, which names the separator, was taken off")
        if self.delimiter is None:
            notes.append("no separator was found: every line is one cell")
        elif self.delimiter != ",":
            notes.append(f"its cells are separated by {DELIMITERS[self.delimiter]}")
        if self._spaced:
            notes.append("blank space before its quotation marks was taken off")
        if self._mendings:
            where = ", ".join(f"{line:,}" for line in self._mended)
            more = f" and {self._mendings - EXAMPLES:,} more" if self._mendings > EXAMPLES else ""
            notes.append(
                "quotation marks that open or close nothing were read as text, and rows ended "
                f"with their lines: line {where}{more}"
            )
        return notes

    def _decide(self) -> None:
        """Tell the delimiter, and how many cells a row has, from the first lines."""
        self.lines.fill()
        waiting = self.lines.waiting
        if waiting and (named := re.fullmatch(r'"?sep=([,;\t|])"?', waiting[0], re.IGNORECASE)):
            self.lines.take(1)
            self._declared = True
            self.delimiter = named[1]
        sample = self._sample()
        best = 0
        self.width = 1
        for delimiter in [self.delimiter] if self.delimiter else DELIMITERS:
            widths = Counter(
                line.count(delimiter) + 1 if QUOTE not in line else len(tolerant(line, delimiter))
                for line in sample
            )
            width, score = max(
                ((width, count**2 * (width - 1)) for width, count in widths.items()),
                key=lambda pair: pair[1],
                default=(1, 0),
            )
            if score > best:
                best, self.width, self.delimiter = score, width, delimiter
        after = f"{self.delimiter}{QUOTE}", f"{self.delimiter} {QUOTE}"
        close, apart = (sum(mark in line for line in sample) for mark in after)
        self._spaced = apart > close

    def _sample(self) -> list[str]:
        """The first lines that hold something, however many blank ones stand before them."""
        waiting = self.lines.waiting
        sample: list[str] = []
        seen = 0
        while len(sample) < SAMPLE_LINES and seen < LINES_OF_A_SHEET and self.lines.fill(seen + 1):
            sample += (line for line in islice(waiting, seen, None) if line.strip(BLANK))
            seen = len(waiting)
        return sample[:SAMPLE_LINES]

    def _quoted(self, first: str, delimiter: str) -> tuple[list[str], int]:
        """The row that starts with a line that has quotation marks in it."""
        taken = 0

        def ahead() -> Iterator[str]:
            nonlocal taken
            yield first + "\n"
            while taken < LINES_OF_A_CELL and self.lines.fill(taken + 1):
                taken += 1
                yield self.lines.waiting[taken - 1] + "\n"

        try:
            row = next(
                csv.reader(ahead(), delimiter=delimiter, skipinitialspace=self._spaced, strict=True)
            )
        except csv.Error:
            return self._mend(first, delimiter)
        if not taken:
            return row, len(first)
        number = self.lines.number
        own = [first, *(self.lines.waiting[n] for n in range(taken))]
        alike = sum(line.count(delimiter) + 1 == self.width for line in own)
        if self.width > 1 and alike * 2 > len(own):
            if len(row) != self.width:
                return self._mend(first, delimiter)
            if self.width >= TELLING_WIDTH:
                raise Refusal(
                    f"line {number:,} opens a quotation mark that line {number + taken:,} closes, "
                    "and the lines between could as well be rows of their own"
                )
        self.lines.take(taken)
        return row, sum(map(len, own))

    def _mend(self, first: str, delimiter: str) -> tuple[list[str], int]:
        """The row of a line whose quotation marks do not add up: by itself, or with the lines
        after it where that alone makes as many cells as rows have here.
        """
        self._mendings += 1
        if self._mendings <= EXAMPLES:
            self._mended.append(self.lines.number)
        row = tolerant(first, delimiter)
        if len(row) < self.width:
            text = first
            for taken in range(1, LINES_OF_A_MENDED_CELL):
                if not self.lines.fill(taken):
                    break
                line = self.lines.waiting[taken - 1]
                if line.count(delimiter) + 1 >= self.width:
                    break
                text += "\n" + line
                longer = tolerant(text, delimiter)
                if len(longer) == self.width and not any(
                    "\n" in cell for cell in longer if cell.startswith(QUOTE)
                ):
                    self.lines.take(taken)
                    return longer, len(text)
        return row, len(first)


def tolerant(text: str, delimiter: str) -> list[str]:
    """The cells of a row with stray quotation marks: a mark opens at the start of a cell, and
    closes where the cell ends, blank space aside; any other is text.
    """
    cells = []
    place = 0
    while True:
        start = _after_spaces(text, place)
        end = -1
        if text.startswith(QUOTE, start):
            end = _closing(text, delimiter, start + 1)
        if end >= 0:
            cells.append(text[start + 1 : end].replace(QUOTE * 2, QUOTE))
            place = _after_spaces(text, end + 1)
        else:
            end = text.find(delimiter, place)
            cells.append(text[place : end if end >= 0 else len(text)])
            place = end if end >= 0 else len(text)
        if place >= len(text):
            return cells
        place += 1


def _after_spaces(text: str, place: int) -> int:
    while text.startswith(" ", place):
        place += 1
    return place


def _closing(text: str, delimiter: str, place: int) -> int:
    """Where the mark is that closes a cell: before a delimiter or at the end, and not itself
    one of a pair unless there is no other. -1 when there is none.
    """
    second = -1
    while (place := text.find(QUOTE, place)) >= 0:
        run = place
        while text.startswith(QUOTE, run):
            run += 1
        after = _after_spaces(text, run)
        if after == len(text) or text[after] == delimiter:
            if (run - place) % 2:
                return run - 1
            if second < 0:
                second = run - 1
        place = run
    return second
