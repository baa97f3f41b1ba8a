"""A log that only grows, each line holding the digest of the one before it.

A line that was changed, removed or put in between breaks the chain from there on. Lines taken off
the end do not: whoever needs to know of that keeps the digest of the last line elsewhere.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from commissioning.durable import through

PREVIOUS = "previous"
# What the first line holds in place of a digest.
BEGINNING = "0" * 64
# How much of the end is read to find the last line; more where that is not enough.
TAIL = 1 << 14


@dataclass(frozen=True)
class Entry:
    """One whole line: where it stands (counted from 1), what it says and its digest."""

    line: int
    values: Mapping[str, Any]
    digest: str


@dataclass(frozen=True)
class Verdict:
    """Whether a log is what was written to it.

    ``broken`` is the first line that does not follow from the one before it, None where all do.
    ``torn`` are lines that were cut short while they were being written; nothing follows from them.
    ``head`` is the digest of the last whole line.
    """

    entries: int
    torn: tuple[int, ...]
    broken: int | None
    head: str

    @property
    def sound(self) -> bool:
        """Whether every whole line follows from the one before it."""
        return self.broken is None


class Log:
    """One file of chained lines, which several processes may read and add to at once."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._adding = Lock()

    def append(self, *entries: Mapping[str, Any]) -> None:
        """Add lines, and return once they are on the disk. Raises OSError where that fails."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        new = not self.file.exists()
        with self._adding, self._locked() as descriptor:
            previous, whole = _end_of(descriptor)
            written = b"" if whole else b"\n"
            for values in entries:
                line = _line({**values, PREVIOUS: previous})
                previous = _digest(line)
                written += line + b"\n"
            # One write: a reader sees the lines or does not, and a crash cuts only the last.
            while written:
                written = written[os.write(descriptor, written) :]
            os.fsync(descriptor)
        if new:
            through(self.file.parent)

    def entries(self) -> Iterator[Entry]:
        """Every whole line in order; lines that were cut short are passed over."""
        for number, line in self._lines():
            values = _values(line)
            if values is not None:
                yield Entry(number, values, _digest(line))

    def since(self, offset: int) -> tuple[Sequence[Mapping[str, Any]], int]:
        """What the finished lines after ``offset`` bytes say, and the offset they end at."""
        try:
            with self.file.open("rb") as content:
                content.seek(offset)
                found = content.read()
        except FileNotFoundError:
            return [], 0
        finished = found[: found.rfind(b"\n") + 1]
        said = [values for line in finished.splitlines() if (values := _values(line)) is not None]
        return said, offset + len(finished)

    def verify(self) -> Verdict:
        """Whether every line follows from the one before it."""
        previous, count, broken = BEGINNING, 0, None
        torn = []
        for number, line in self._lines():
            values = _values(line)
            if values is None:
                torn.append(number)
                continue
            if broken is None and values.get(PREVIOUS) != previous:
                broken = number
            count += 1
            previous = _digest(line)
        return Verdict(count, tuple(torn), broken, previous)

    def state(self) -> tuple[int, int, int]:
        """What differs whenever the file does: its inode, size and time; zeros without a file."""
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return 0, 0, 0
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        try:
            content = self.file.open("rb")
        except FileNotFoundError:
            return
        with content:
            for number, line in enumerate(content, start=1):
                if line.strip():
                    yield number, line.rstrip(b"\n")

    @contextmanager
    def _locked(self) -> Iterator[int]:
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)


def _end_of(descriptor: int) -> tuple[str, bool]:
    """The digest of the last whole line, and whether what comes last is finished."""
    size = os.fstat(descriptor).st_size
    window = TAIL
    while True:
        start = max(0, size - window)
        tail = os.pread(descriptor, size - start, start)
        # The first line of a window that does not begin the file may lack its beginning.
        lines = tail.split(b"\n")[0 if start == 0 else 1 :]
        for line in reversed(lines):
            if _values(line) is not None:
                return _digest(line), tail.endswith(b"\n")
        if start == 0:
            return BEGINNING, not tail or tail.endswith(b"\n")
        window *= 4


def _line(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _values(line: bytes) -> dict[str, Any] | None:
    """What a line says; None where it was cut short."""
    try:
        values = json.loads(line)
    except ValueError:
        return None
    return values if isinstance(values, dict) and PREVIOUS in values else None


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
