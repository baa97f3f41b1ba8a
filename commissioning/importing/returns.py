"""Returns of key performance indicators: a row an indicator, and a column for each period.

A return is of an indicator that the package defines, by its reference or its name: what an
indicator means, which way is good and how it is counted are not in such a file, and not guessed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commissioning.importing import headings, kept, own, periods
from commissioning.importing.accounting import Decision
from commissioning.importing.headings import Match
from commissioning.importing.kept import Kept
from commissioning.importing.periods import Period
from commissioning.importing.staged import Staged
from commissioning.importing.targets import own_schemas
from commissioning.importing.workspace import Workspace

TARGET = "returns"
RESOURCE = "indicator_returns"
WORDS = {
    "n/a": "not_applicable",
    "na": "not_applicable",
    "not applicable": "not_applicable",
    "not due": "not_yet_due",
    "not yet due": "not_yet_due",
    "not returned": "not_returned",
    "no return": "not_returned",
    "missing": "not_returned",
    "suppressed": "suppressed",
    "*": "suppressed",
}
NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?\s*%?")
Rows = Sequence[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True)
class Indicator:
    """A version of an indicator that the package defines."""

    reference: str
    version: str
    valid_from: str


def find(rows: Rows) -> Match | None:
    """A row of headings with an indicator and two periods or more, None when there is none."""
    spelled = headings.known()[TARGET]
    for position, (_, row) in enumerate(rows):
        columns: dict[str, int] = {}
        for place, cell in enumerate(row):
            entry = spelled.get(headings.plain(cell))
            if entry is not None:
                columns.setdefault(entry[0], place)
        dated = [cell for cell in row if periods.named(cell) or periods.is_quarter_alone(cell)]
        if columns.keys() & {"indicator", "reference"} and len(dated) >= 2:
            return Match(
                target=TARGET,
                row=position,
                headings=tuple(row),
                columns=columns,
                standard="an indicator and a column for each period",
            )
    return None


def work_out(
    work: Workspace,
    every: Sequence[Staged],
    holds: Kept | None,
    progress: Callable[[str], None],
) -> None:
    """Say what becomes of every row of these sheets, and keep the returns in them."""
    for entry in every:
        if entry.match is not None:
            progress(f"reading {entry.label}")
            _one(work, entry, entry.match, _defined(work, holds))


def _defined(work: Workspace, holds: Kept | None) -> Mapping[str, list[Indicator]]:
    """The indicators of a package by reference and by name, as compared, versions in order."""
    found: dict[str, list[Indicator]] = {}
    for path in kept.paths(holds, "indicators") if holds else []:
        for row in work.rows(
            "SELECT indicator_id, indicator, definition_version, valid_from "
            f"FROM {kept.source(path)} ORDER BY valid_from"
        ):
            version = Indicator(
                str(row["indicator_id"]), str(row["definition_version"]), str(row["valid_from"])
            )
            for name in (row["indicator_id"], row["indicator"]):
                listed = found.setdefault(headings.plain(str(name)), [])
                if version not in listed:
                    listed.append(version)
    return found


def year_of(entry: Staged, match: Match) -> int | None:
    """The year in which the financial year begins that the lines above the headings name."""
    above = [entry.sheet.name, *(cell for row in entry.above for cell in row)]
    years = {year for text in above if (year := periods.starting_year(text)) is not None}
    del match
    return years.pop() if len(years) == 1 else None


def ask(entry: Staged, match: Match) -> None:
    """Put the question to a sheet whose quarters do not say of which year they are."""
    alone = [name for name in match.headings if periods.is_quarter_alone(name)]
    year = year_of(entry, match)
    if alone and year is None:
        entry.questions.append(
            f"Its columns {', '.join(alone)} do not say of which year they are. Name the year in "
            "them, such as Q1 2023/24."
        )
    elif alone:
        entry.decisions.append(
            Decision(
                "Year of the quarters", f"{year}/{(year or 0) + 1 - 2000:02d}", "named above them"
            )
        )


def _one(
    work: Workspace, entry: Staged, match: Match, defined: Mapping[str, list[Indicator]]
) -> None:
    year = year_of(entry, match)
    dated = {
        place: period
        for place, name in enumerate(match.headings)
        if (period := periods.named(name, year)) is not None
    }
    cells = ", ".join(f"coalesce(c{n}, '')" for n in range(1, entry.sheet.width + 1))
    problems: list[list[Any]] = []
    outcomes: list[list[Any]] = []
    made: list[dict[str, str]] = []
    rows = work.connection.execute(
        f"SELECT record, line, {cells} FROM {work.cells(entry.sheet.cells)} ORDER BY record"
    ).fetchall()
    for record, line, *row in rows:
        if record <= match.row + 1:
            reason = "above the headings" if record <= match.row else "the headings"
            outcomes.append([entry.number, record, line, "excluded", reason, None])
            continue
        if entry.twin_of:
            reason = f"the same file as {entry.twin_of}"
            outcomes.append([entry.number, record, line, "excluded", reason, None])
            continue
        returned, wrong = _row(row, match, dated, defined)
        if not returned and not wrong:
            reason = "it has no return in any of its periods"
            outcomes.append([entry.number, record, line, "excluded", reason, None])
            continue
        problems += [[entry.number, record, *problem] for problem in wrong]
        said = "; ".join(f"{field}: {reason}" for field, _, reason in wrong)
        state = "rejected" if wrong else "loaded"
        outcomes.append([entry.number, record, line, state, said or None, None])
        if not wrong:
            note = f"From {entry.label}, line {line}"
            made += [{**one, "note": note} for one in returned]
    work.fill("problem", problems)
    work.fill("outcome", outcomes)
    fields = [field.name for field in own_schemas()[RESOURCE].fields]
    own.add(work, RESOURCE, [[one.get(name, "") for name in fields] for one in made])


def _row(
    row: Sequence[str],
    match: Match,
    dated: Mapping[int, Period],
    defined: Mapping[str, list[Indicator]],
) -> tuple[list[dict[str, str]], list[tuple[str, str, str]]]:
    """The returns of a row, and what is wrong with it: column, value and reason."""
    filled = {place: row[place].strip() for place in dated if row[place].strip()}
    names = [
        row[match.columns[column]].strip()
        for column in ("reference", "indicator")
        if column in match.columns
    ]
    if not filled:
        return [], []
    versions = next(
        (defined[headings.plain(name)] for name in names if headings.plain(name) in defined), None
    )
    if versions is None:
        shown = " ".join(name for name in names if name)
        return [], [("indicator", shown, "the package defines no indicator of this name")]
    returned, wrong = [], []
    for place, text in filled.items():
        period, status = dated[place], WORDS.get(text.lower())
        if status is None and not NUMBER.fullmatch(text):
            wrong.append((match.headings[place], text, "neither a number nor a word for none"))
            continue
        held = [one for one in versions if one.valid_from <= period.first.isoformat()]
        version = (held or versions[:1])[-1]
        returned.append(
            {
                "indicator_id": version.reference,
                "period_start": period.first.isoformat(),
                "period_end": period.last.isoformat(),
                "dimension": "all",
                "cohort": "All",
                "actual": "" if status else text.rstrip("% ").replace(",", ""),
                "status": status or "returned",
                "definition_version": version.version,
            }
        )
    return returned, wrong
