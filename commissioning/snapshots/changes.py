"""What changed since a snapshot: its figures beside those of the same view today.

For those who may see today's data; nothing of it is put into the snapshot.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from commissioning.query_files import header
from commissioning.settings import Settings
from commissioning.snapshots.capturing import capture_all
from commissioning.snapshots.contents import files_of
from commissioning.snapshots.published import MANIFEST
from commissioning.snapshots.verifying import read_rows
from commissioning.store import question_sql
from commissioning.wording.columns import column_words
from commissioning.wording.figures import date_in_words, uncapitalised

Row = Mapping[str, str]
Key = tuple[str, ...]

# Where a row stands in its extract says nothing of what it holds.
PLACE = ("file", "line")
IDENTIFIERS = ("_id", "_ref", "reference")
# What a row is called, where its identifier means nothing to a reader: the first that it has.
NAMES = (
    "title",
    "indicator",
    "event",
    "item",
    "recommendation",
    "intervention",
    "measure",
    "definition",
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WHEN = ("financial_year", "period_start")
# A difference of shares is in points; a percentage of one would be taken for them.
SHARES = ("_percent", "_points")


@dataclass(frozen=True)
class Moved:
    """One figure that is not what it was: of which row, ``old`` and ``new`` as they are written.

    ``row`` is the row in words. ``difference`` is None where either is not a number, and
    ``percent`` also where the old one is not above 0 or is itself a percentage.
    """

    view: str
    row: str
    field: str
    old: str
    new: str
    difference: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True)
class Line:
    """A row that one of the two has and the other has not: in words, and its numbers by field."""

    view: str
    row: str
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Columns:
    """Figures whose columns are not those they had; what both have is compared."""

    view: str
    part: str
    gone: tuple[str, ...]
    added: tuple[str, ...]


@dataclass
class Changes:
    """What differs between a snapshot and today: versions of the data, figures, rows and files.

    ``gone`` and ``added`` are rows of one that the other has not, each as often as it has not;
    ``missing`` are the sets of figures that the views have no more, ``fresh`` those they had not.
    """

    then: str
    now: str
    moved: list[Moved] = field(default_factory=list)
    gone: list[Line] = field(default_factory=list)
    added: list[Line] = field(default_factory=list)
    columns: list[Columns] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)

    @property
    def none(self) -> bool:
        """Whether every figure is what it was."""
        return not (
            self.moved or self.gone or self.added or self.columns or self.missing or self.fresh
        )

    def compare(
        self, view: str, part: str, key: Key, old: Sequence[Row], new: Sequence[Row]
    ) -> None:
        """Add what differs between the rows of one set of figures then and today.

        Rows pair by ``key``. Where several share a key, equal ones pair and a last one on each
        side is taken for the same row; any more are gone and added.
        """
        were, are = _names(old), _names(new)
        shared = [name for name in were or are if name in (are or were)]
        if were and are and set(were) != set(are):
            left = tuple(name for name in were if name not in are)
            came = tuple(name for name in are if name not in were)
            self.columns.append(Columns(view, part, left, came))
        fields = [name for name in shared if name not in PLACE]
        key = key if set(key) <= set(shared) else tuple(fields)
        named = _in_words([*old, *new], key)
        before, after = _by_key(old, key), _by_key(new, key)
        for one in dict.fromkeys([*before, *after]):
            gone = _without(before.get(one, []), after.get(one, []), fields)
            added = _without(after.get(one, []), before.get(one, []), fields)
            if len(gone) == len(added) == 1:
                self.moved += _moved(view, named[one], fields, gone[0], added[0])
                continue
            self.gone += [Line(view, named[one], _numbers(row, key)) for row in gone]
            self.added += [Line(view, named[one], _numbers(row, key)) for row in added]


def changes_since(folder: Path, settings: Settings) -> Changes:
    """What changed between a snapshot and the same views today.

    Raises CaptureFault where a view can no longer be shown, and OSError where the snapshot's files
    are gone.
    """
    manifest = json.loads((folder / MANIFEST).read_bytes())
    views = manifest["views"]
    today = capture_all([view["address"] for view in views], settings)
    again = {name: content for name, content in files_of(today) if name.endswith(".csv")}
    changes = Changes(manifest["data_version"], today[0].shown.data_version)
    for view in views:
        compared = []
        for part in view["parts"]:
            for name, question in part["rows"].items():
                now = again.pop(name, None)
                if now is None:
                    changes.missing.append(f"{view['title']}: {part['headline']}")
                    continue
                each = (question, read_rows((folder / name).read_bytes()), read_rows(now))
                # Several charts of a view can be of the same rows.
                if each not in compared:
                    compared.append(each)
                    changes.compare(view["title"], part["headline"], key_of(question), *each[1:])
    changes.fresh += sorted(again)
    return changes


def key_of(question: str) -> Key:
    """The columns that tell the rows of a question apart, by its ``-- grain:`` line."""
    grain = header(question_sql(question), "grain")
    return tuple(name.strip() for name in grain.split(","))


def number(text: str) -> Decimal | None:
    """A number as it is written in a file of figures; None for any other text."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _names(rows: Sequence[Row]) -> list[str]:
    return list(rows[0]) if rows else []


def _by_key(rows: Sequence[Row], key: Key) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in key), []).append(row)
    return found


def _without(rows: Sequence[Row], others: Sequence[Row], fields: Sequence[str]) -> list[Row]:
    """The rows that others do not hold, as often as they do not, in order."""
    held = Counter(tuple(row[name] for name in fields) for row in others)
    left = []
    for row in rows:
        cells = tuple(row[name] for name in fields)
        if held[cells]:
            held[cells] -= 1
        else:
            left.append(row)
    return left


def _in_words(rows: Sequence[Row], key: Key) -> dict[Key, str]:
    """Each key as a reader knows its row; with its identifiers where that could be another too."""
    named: dict[Key, str] = {}
    for row in rows:
        told = [_said(name, row[name]) for name in key if not name.endswith(IDENTIFIERS)]
        if len(told) < len(key):
            name = next((row[name] for name in NAMES if row.get(name)), "")
            whens = (when for when in WHEN if when in row and when not in key)
            told = [name, *(_said(when, row[when]) for when in whens), *told]
        named.setdefault(tuple(row[name] for name in key), ", ".join(filter(None, told)))
    often = Counter(named.values())
    return {
        one: words if words and often[words] == 1 else f"{words} ({', '.join(one)})".strip()
        for one, words in named.items()
    }


def _said(name: str, text: str) -> str:
    """A value that tells rows apart: a date in words, and a number with what it counts."""
    if DAY.fullmatch(text):
        return date_in_words(text)
    if number(text) is None:
        return text
    return f"{uncapitalised(column_words(name, '').heading)} {text}"


def _numbers(row: Row, key: Key) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, text)
        for name, text in row.items()
        if name not in (*key, *PLACE) and number(text) is not None
    )


def _moved(view: str, row: str, fields: Sequence[str], old: Row, new: Row) -> Iterator[Moved]:
    for name in fields:
        was, now = old[name], new[name]
        if was == now:
            continue
        before, after = number(was), number(now)
        difference = percent = None
        if before is not None and after is not None:
            difference = after - before
            if before > 0 and not name.endswith(SHARES):
                percent = difference / before * 100
        yield Moved(view, row, name, was, now, difference, percent)
