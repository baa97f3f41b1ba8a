"""The physical lines of a text: LF, CRLF and bare CR, in any mixture."""

import io
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from commissioning.faults import Refusal
from commissioning.importing.reading.contract import Limits
from commissioning.importing.reading.encodings import Encoding

BLOCK = 2**20
# What DOS put at the end of a text.
END_OF_TEXT = "\x1a"
ENDS = {"\r": "bare carriage returns (CR)", "\n": "LF", "\r\n": "CRLF"}


class Lines:
    """Lines without their ends. ``waiting`` holds those that are read and not yet taken."""

    def __init__(
        self,
        path: Path,
        encoding: Encoding,
        limits: Limits,
        progress: Callable[[int, int], None],
    ) -> None:
        self.waiting: deque[str] = deque()
        self.number = 0  # of the line taken last
        self.notes: list[str] = []
        self._limit = limits.line_characters
        self._progress = progress
        self._size = path.stat().st_size
        self._bytes = path.open("rb")
        self._bytes.seek(encoding.skip)
        self._text = io.TextIOWrapper(self._bytes, encoding.codec, newline=None)
        self._tail = ""
        self._ended = False

    def __enter__(self) -> "Lines":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._text.close()

    def fill(self, wanted: int = 1) -> bool:
        """Read on until so many lines wait; whether they do. Raises Refusal for a line that is
        too long and for one with a NUL in it.
        """
        while len(self.waiting) < wanted and not self._ended:
            block = self._text.read(BLOCK)
            here = self.number + len(self.waiting) + 1
            if "\0" in block:
                raise Refusal(f"it has a NUL byte after line {here:,}: it is damaged, or not text")
            lines = (self._tail + block).split("\n")
            self._tail = lines.pop()
            if not block:
                self._end(lines)
            if max(map(len, lines), default=0) > self._limit or len(self._tail) > self._limit:
                raise Refusal(
                    f"it has a line of more than {self._limit:,} characters, after line {here:,}"
                )
            self.waiting.extend(lines)
            self._progress(self._bytes.tell(), self._size)
        return len(self.waiting) >= wanted

    def take(self, count: int) -> list[str]:
        """The next lines, which wait."""
        self.number += count
        return [self.waiting.popleft() for _ in range(count)]

    def _end(self, lines: list[str]) -> None:
        self._ended = True
        if self._tail.endswith(END_OF_TEXT):
            self._tail = self._tail.rstrip(END_OF_TEXT)
            self.notes.append("the end-of-text mark of DOS was taken off")
        if self._tail:
            lines.append(self._tail)
            self._tail = ""
        ends = self._text.newlines
        if isinstance(ends, tuple):
            self.notes.append("its lines end in " + " and ".join(ENDS[end] for end in ends))
        elif ends == "\r":
            self.notes.append(f"its lines end in {ENDS[ends]}")
