"""What changed since a snapshot: its figures beside those of the same view today.

For those who may see today's data; nothing of it is put into the snapshot.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from commissioning.query_files import header
from commissioning.settings import Settings
from commissioning.snapshots.capturing import capture_all
from commissioning.snapshots.contents import files_of
from commissioning.snapshots.published import MANIFEST
from commissioning.snapshots.verifying import read_rows
from commissioning.store import question_sql

# Where a row stands in its extract says nothing of what it holds.
PLACE = ("file", "line")


@dataclass(frozen=True)
class Moved:
    """One figure that is not what it was: of which row, ``old`` and ``new`` as they are written.

    ``difference`` and ``percent`` are None where either is not a number, or the old one is 0.
    """

    view: str
    file: str
    row: str
    field: str
    old: str
    new: str
    difference: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True)
class Changes:
    """What differs between a snapshot and today: versions of the data, figures, and rows.

    ``gone`` and ``added`` are rows of one that the other has not; ``missing`` the files of figures
    that the views have no more.
    """

    then: str
    now: str
    moved: tuple[Moved, ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether every figure is what it was."""
        return not (self.moved or self.gone or self.added or self.missing)


def changes_since(folder: Path, settings: Settings) -> Changes:
    """What changed between a snapshot and the same views today. Raises CaptureFault."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    views = manifest["views"]
    today = capture_all([view["address"] for view in views], settings)
    again = dict(files_of(today))
    moved: list[Moved] = []
    gone: list[str] = []
    added: list[str] = []
    missing: list[str] = []
    for view in views:
        for part in view["parts"]:
            for name, question in part["rows"].items():
                if name not in again:
                    missing.append(f"{part['headline']} ({name})")
                    continue
                key = key_of(question)
                old = _by_key(read_rows((folder / name).read_bytes()), key)
                new = _by_key(read_rows(again[name]), key)
                gone += [f"{view['title']}: {row}" for row in old if row not in new]
                added += [f"{view['title']}: {row}" for row in new if row not in old]
                moved += _moved(view["title"], name, old, new)
    return Changes(
        manifest["data_version"],
        today[0].shown.data_version,
        tuple(moved),
        tuple(gone),
        tuple(added),
        tuple(missing),
    )


def key_of(question: str) -> tuple[str, ...]:
    """The columns that tell the rows of a question apart, by its ``-- grain:`` line."""
    grain = header(question_sql(question), "grain")
    return tuple(name.strip() for name in grain.split(","))


def _by_key(
    rows: Sequence[Mapping[str, str]], key: tuple[str, ...]
) -> dict[str, Mapping[str, str]]:
    return {", ".join(row.get(name, "") for name in key): row for row in rows}


def _moved(
    view: str,
    file: str,
    old: Mapping[str, Mapping[str, str]],
    new: Mapping[str, Mapping[str, str]],
) -> Iterator[Moved]:
    for row in old.keys() & new.keys():
        for field, was in old[row].items():
            now = new[row].get(field, "")
            if was != now and field not in PLACE:
                before, after = _number(was), _number(now)
                difference = None if before is None or after is None else after - before
                percent = difference / before * 100 if difference is not None and before else None
                yield Moved(view, file, row, field, was, now, difference, percent)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def in_words(changes: Changes) -> list[str]:
    """The changes line by line, the versions of the data first."""
    same = changes.then == changes.now
    version = "the same" if same else f"{changes.now[:8]} in place of {changes.then[:8]}"
    lines = [f"The version of the data is {version}."]
    if changes.none:
        return [*lines, "Every figure is what it was."]
    for each in sorted(
        changes.moved, key=lambda each: (each.view, each.file, each.row, each.field)
    ):
        by = "" if each.percent is None else f" ({each.percent:+.1f}%)"
        was, now = each.old or "nothing", each.new or "nothing"
        lines.append(f"{each.view}: {each.row}: {each.field} was {was}, is {now}{by}.")
    lines += [f"No more there: {row}." for row in changes.gone]
    lines += [f"Added: {row}." for row in changes.added]
    lines += [f"Not among the figures of its view today: {file}." for file in changes.missing]
    return lines
