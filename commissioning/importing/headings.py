"""Finding the row of headings in a sheet, and what each heading stands for.

Files are known by their headings alone. ``headings.csv`` holds the spellings that published files
use, the preferred first: where two columns of a sheet stand for the same thing, the first spelling
in the list is taken and the other is named in the report.
"""

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from commissioning.importing.targets import AMOUNTS, TARGETS, money_field, own_schemas

LISTED = Path(__file__).with_name("headings.csv")
# Headings stand near the top; a preamble longer than this is not one.
ROWS_LOOKED_AT = 200
# A mark of byte order read under the wrong encoding, once or twice over.
MARKS = ("\ufeff", "ï»¿", "Ã¯Â»Â¿", "√Ø¬ª¬ø")

Row = Sequence[str | None]


@dataclass(frozen=True)
class Match:
    """A row of headings: its place, what its sheet is and which column stands for what.

    ``row`` is the position of the headings among the rows looked at, -1 where the sheet has none.
    ``columns`` give the position of each column by the name used here; ``unused`` are columns that
    were not needed, with why. ``own`` is the extract when the headings are this dashboard's own.
    """

    target: str
    row: int
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    standard: str = ""
    own: bool = False
    vat_basis: str = "unknown"
    unused: tuple[str, ...] = field(default=())

    @property
    def has_money(self) -> bool:
        """Whether a column holds amounts."""
        money = money_field(self.target) if self.own else "amount"
        return money in self.columns

    def heading(self, column: str) -> str:
        """The heading a column has in the file; the name used here where it has none."""
        place = self.columns.get(column)
        if place is None or place >= len(self.headings):
            return column
        return self.headings[place].strip() or column


def plain(heading: str | None) -> str:
    """A heading as it is compared: its letters and digits, whatever its case and pound signs."""
    text = heading or ""
    for mark in MARKS:
        text = text.replace(mark, "")
    text = text.lower().replace("&", "and")
    if not text.startswith(("gbp", "£")):
        text = text.replace("gbp", "")
    return re.sub(r"[^a-z0-9/]", "", re.sub(r"[£\ufffdœ]", "", text)).strip("/")


def fingerprint(headings: Sequence[str | None]) -> str:
    """What a row of headings is known by again: SHA-256 of its filled headings, as compared."""
    filled = "|".join(name for name in map(plain, headings) if name)
    return hashlib.sha256(filled.encode()).hexdigest()[:16]


@cache
def known() -> Mapping[str, Mapping[str, tuple[str, int, str]]]:
    """For each kind of sheet and heading as compared: the column, its rank and the standard."""
    listed: dict[str, dict[str, tuple[str, int, str]]] = {}
    with LISTED.open(encoding="utf-8", newline="") as text:
        for rank, row in enumerate(csv.DictReader(text)):
            listed.setdefault(row["target"], {}).setdefault(
                plain(row["heading"]), (row["field"], rank, row["standard"])
            )
    return listed


def recognised() -> list[dict[str, str]]:
    """What a sheet may be: each kind and standard, and a heading of each column it needs.

    Rows of ``kind``, ``standard`` and ``headings``, where the first spelling of a column is given
    for the standard that has it.
    """
    with LISTED.open(encoding="utf-8", newline="") as text:
        listed = list(csv.DictReader(text))
    found = []
    for name, target in TARGETS.items():
        for standard in dict.fromkeys(row["standard"] for row in listed if row["target"] == name):
            spelt: dict[str, str] = {}
            for row in listed:
                if (row["target"], row["standard"]) == (name, standard):
                    spelt.setdefault(row["field"], row["heading"])
            told = {column for columns in target.needs for column in columns}
            others = ((column,) for column in target.required if column not in told)
            needed = [
                next((spelt[column] for column in columns if column in spelt), "")
                for columns in (*target.needs, *others)
            ]
            said = ", ".join(dict.fromkeys(heading for heading in needed if heading))
            found.append({"kind": target.title, "standard": standard, "headings": said})
    return found


# What is known by more than a list of spellings: periods as headings, and the schemas themselves.
RECOGNISED_OTHERWISE = (
    {
        "kind": "Returns of indicators",
        "standard": "Key performance indicators",
        "headings": "Indicator, and a column for each month or quarter",
    },
    {
        "kind": "Any extract",
        "standard": "This dashboard's own template",
        "headings": "those that “python -m commissioning schema” prints",
    },
)


def find(rows: Sequence[Row]) -> Match | None:
    """The best row of headings among the first rows of a sheet, or None when none is known."""
    best: tuple[tuple[int, int, int], Match] | None = None
    for position, row in enumerate(rows[:ROWS_LOOKED_AT]):
        own = _own(position, row)
        if own is not None:
            return own
        for order, target in enumerate(TARGETS):
            match = _as_target(target, position, row)
            if match is None:
                continue
            score = (len(match.columns), -order, -position)
            if best is None or score > best[0]:
                best = score, match
    return best[1] if best else None


def _own(position: int, row: Row) -> Match | None:
    """A row that is the header of one of the dashboard's own extracts, in any order."""
    names = [plain_own(cell) for cell in row]
    filled = [name for name in names if name]
    for resource, schema in own_schemas().items():
        fields = {entry.name for entry in schema.fields}
        required = {entry.name for entry in schema.fields if entry.required}
        key = set(schema.primary_key)
        if len(filled) >= 3 and set(filled) <= fields and required - key <= set(filled):
            columns = {name: place for place, name in enumerate(names) if name}
            if len(columns) == len(filled):
                return Match(
                    target=resource,
                    row=position,
                    headings=tuple(cell or "" for cell in row),
                    columns=columns,
                    standard="This dashboard's own template",
                    own=True,
                )
    return None


def plain_own(heading: str | None) -> str:
    """A heading of the dashboard's own, as its schemas write it."""
    text = heading or ""
    for mark in MARKS:
        text = text.replace(mark, "")
    return text.strip().lower()


def _as_target(name: str, position: int, row: Row) -> Match | None:
    """What the row would be as headings of one kind of sheet; None when it cannot be that."""
    spelled = known().get(name, {})
    found: dict[str, tuple[int, int, str]] = {}
    unused: list[str] = []
    for place, cell in enumerate(row):
        entry = spelled.get(plain(cell))
        if entry is None:
            continue
        column, rank, standard = entry
        held = found.get(column)
        if held is None or rank < held[1]:
            if held is not None:
                unused.append(row[held[0]] or "")
            found[column] = (place, rank, standard)
        else:
            unused.append(cell or "")
    target = TARGETS[name]
    if len(found) < 3 or any(not found.keys() & set(group) for group in target.needs):
        return None
    if name == "grants" and not _speaks_of_grants(row, found):
        return None
    if name == "contracts" and not found.keys() & {"end", "start"}:
        return None
    basis = "unknown"
    amounts = [column for column in AMOUNTS if column in found]
    if amounts:
        basis = AMOUNTS[amounts[0]]
        unused += [row[found[column][0]] or "" for column in amounts[1:]]
        found["amount"] = found[amounts[0]]
    columns = {
        column: place
        for column, (place, _, _) in found.items()
        if column not in ("amount_net", "amount_gross")
    }
    standards = [standard for _, _, standard in found.values()]
    return Match(
        target=name,
        row=position,
        headings=tuple(cell or "" for cell in row),
        columns=columns,
        standard=max(set(standards), key=standards.count),
        vat_basis=basis,
        unused=tuple(unused),
    )


def _speaks_of_grants(row: Row, found: Mapping[str, tuple[int, int, str]]) -> bool:
    """Whether a heading names a grant or an award, which a register of payments does not."""
    named = [plain(row[place]) for place, _, _ in found.values()]
    return any("grant" in name or "award" in name for name in named)
