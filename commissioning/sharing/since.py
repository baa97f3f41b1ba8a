"""What the figures of a snapshot would be today: each file beside the same file made now."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FileChange:
    """One file of figures: the rows that are gone and those that came, each as its cells.

    ``heading`` is that of the file as it was, or as it is where it is new.
    """

    name: str
    heading: tuple[str, ...]
    gone: tuple[tuple[str, ...], ...]
    came: tuple[tuple[str, ...], ...]
    missing_before: bool = False
    missing_now: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything is not as it was."""
        return bool(self.gone or self.came or self.missing_before or self.missing_now)


def changed_since(before: Mapping[str, str], now: Mapping[str, str]) -> list[FileChange]:
    """Every CSV file of a snapshot beside today's, by name; comments are not part of the texts.

    A file whose columns changed has all of its rows gone and all of today's come.
    """
    return [
        _change(name, before.get(name), now.get(name))
        for name in sorted({*before, *now})
        if name.endswith(".csv")
    ]


def _change(name: str, before: str | None, now: str | None) -> FileChange:
    old, new = _rows(before), _rows(now)
    same = old[:1] == new[:1]
    gone = _left(old[1:], new[1:] if same else [])
    came = _left(new[1:], old[1:] if same else [])
    heading = (old or new or [()])[0]
    return FileChange(name, heading, gone, came, before is None, now is None)


def _rows(text: str | None) -> list[tuple[str, ...]]:
    return [tuple(row) for row in csv.reader(io.StringIO(text or "")) if row]


def _left(
    rows: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    """The rows that others do not hold, as often as they do not, in order."""
    left = Counter(rows) - Counter(others)
    found = []
    for row in rows:
        if left[row]:
            left[row] -= 1
            found.append(row)
    return tuple(found)
