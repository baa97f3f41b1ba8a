"""What an import of some files would do, worked out whole before the package is touched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commissioning.faults import Refusal
from commissioning.importing import deciding, kept, own, results, returns, sheets
from commissioning.importing.accounting import (
    Account,
    Decision,
    FilePlan,
    SheetPlan,
    Summary,
)
from commissioning.importing.headings import Match
from commissioning.importing.kept import Kept
from commissioning.importing.mapping import Mapping, saved
from commissioning.importing.reading import Limits, Reading, Sheet, read
from commissioning.importing.staged import Staged
from commissioning.importing.targets import TARGETS
from commissioning.importing.workspace import Workspace

Progress = Callable[[str], None]
SAMPLE_ROWS, ROWS_TO_CHOOSE_FROM = 8, 40


@dataclass
class Plan:
    """What would become of every row of some files, and the workspace it was worked out in."""

    files: tuple[FilePlan, ...]
    package: Path | None
    kept: Kept | None
    workspace: Workspace
    summary: Summary

    @property
    def account(self) -> Account:
        """The account of all the files together."""
        return sum((file.account for file in self.files), Account())

    @property
    def ready(self) -> bool:
        """Whether every file can be loaded, and there is a row to load."""
        return bool(self.files) and all(file.ready for file in self.files) and self.has_rows

    @property
    def has_rows(self) -> bool:
        """Whether anything would be loaded."""
        return self.account.loaded > 0

    @property
    def sheets(self) -> list[SheetPlan]:
        """The sheets of all the files, in order."""
        return [sheet for file in self.files for sheet in file.sheets]

    def close(self) -> None:
        """Remove the workspace. The plan can be read afterwards, and not accepted."""
        self.workspace.close()


def plan(
    files: Sequence[Path],
    package: Path | None = None,
    mapping: Mapping | Sequence[Mapping] | None = None,
    *,
    workspace: Path | None = None,
    limits: Limits | None = None,
    parquet: bool = False,
    progress: Progress = lambda step: None,
) -> Plan:
    """What importing files into a package would do. Nothing is written outside the workspace.

    ``package`` is the folder of the package, which need not be there yet; ``mapping``, one or
    several, is used before those that it keeps. A file that cannot be read whole is refused, with
    the reason, and the others are planned all the same. Raises MappingFault for a mapping that
    cannot be used and NotAccepted for a package that cannot be followed. Close the plan when it is
    done with.
    """
    work = Workspace(workspace)
    try:
        given = [mapping] if isinstance(mapping, Mapping) else list(mapping or [])
        return _planned(work, files, package, given, limits or Limits(), parquet, progress)
    except BaseException:
        work.close()
        raise


def _planned(
    work: Workspace,
    files: Sequence[Path],
    package: Path | None,
    given: list[Mapping],
    limits: Limits,
    parquet: bool,
    progress: Progress,
) -> Plan:
    holds = kept.read(package)
    kept.load(work, holds)
    work.fill("service_map", kept.services(package))
    mappings = saved(package)
    refused: dict[int, FilePlan] = {}
    staged: dict[int, list[Staged]] = {}
    number = 0
    for position, path in enumerate(files):
        progress(f"reading {path.name}")
        try:
            reading = read(
                path,
                work.folder / f"file-{position}",
                limits,
                _reported(progress, path),
                parquet=parquet,
            )
        except Refusal as refusal:
            refused[position] = FilePlan(path.name, refused=refusal.reason)
            continue
        if holds and reading.sha256 in holds.imported:
            earlier = holds.imported[reading.sha256]
            refused[position] = FilePlan(
                path.name,
                reading.sha256,
                refused=f"it was imported before, byte for byte, as {earlier}",
            )
            continue
        twin = next(
            (
                files[earlier].name
                for earlier, listed in staged.items()
                if listed and listed[0].reading.sha256 == reading.sha256
            ),
            "",
        )
        staged[position] = []
        for sheet in reading.sheets:
            number += 1
            staged[position].append(
                _recognised(work, number, reading, sheet, twin, mappings, given)
            )
        _pass_over(staged[position])
        _pass_over_notes(staged[position])
    every = [entry for listed in staged.values() for entry in listed]
    progress("finding what each column holds")
    for entry in every:
        if entry.loadable and entry.match is not None and entry.match.target in TARGETS:
            sheets.stage(work, entry.number, entry.sheet, entry.match)
    deciding.date_rules(work, every)
    deciding.sheet_rules(work, every)
    results.work_out(work, every, progress)
    own.work_out(
        work, [e for e in every if e.loadable and e.match and e.match.own], holds, progress
    )
    returns.work_out(
        work, [e for e in every if e.loadable and deciding.is_of_returns(e)], holds, progress
    )
    plans = {
        position: [results.sheet_plan(work, entry) for entry in listed]
        for position, listed in staged.items()
    }
    made = tuple(
        refused.get(position)
        or FilePlan(
            files[position].name,
            staged[position][0].reading.sha256 if staged[position] else "",
            refused="" if staged[position] else "there is nothing in it",
            sheets=tuple(plans[position]),
        )
        for position in range(len(files))
    )
    return Plan(made, package, holds, work, results.summary(work))


def _reported(progress: Progress, path: Path) -> Callable[[int, int], None]:
    def report(done: int, of: int) -> None:
        progress(f"reading {path.name}, {100 * done // of if of else 0}%")

    return report


def _recognised(
    work: Workspace,
    number: int,
    reading: Reading,
    sheet: Sheet,
    twin_of: str,
    mappings: dict[str, Mapping],
    given: list[Mapping],
) -> Staged:
    rows = sheets.first_rows(work, sheet)
    match, mapping = sheets.recognise(rows, sheet.width, mappings, given)
    match = match or returns.find(rows)
    several = bool(sheet.name) and len(reading.sheets) > 1
    top = max(match.row, 0) if match else 0
    entry = Staged(
        number,
        reading,
        sheet,
        f"{reading.name}, {sheet.name}" if several else reading.name,
        twin_of,
        match,
        mapping,
        rows[top : top + SAMPLE_ROWS] if match else rows[:ROWS_TO_CHOOSE_FROM],
        sheets.months_named(sheet.name, rows, match.row if match else min(len(rows), 20)),
    )
    if match is None:
        entry.questions.append(
            "Its headings are not known. Say in a mapping what it is and which column is which."
        )
        return entry
    entry.above = tuple(row for _, row in rows[:top])
    if match.target == returns.TARGET:
        returns.ask(entry, match)
    entry.decisions.append(
        Decision("What it is", _kind(match), f"by its headings: {match.standard}")
    )
    target = TARGETS.get(match.target)
    if target and not match.own:
        missing = [name for name in target.required if name not in match.columns]
        if "date" in missing and entry.options.date:
            missing.remove("date")
        for name in missing:
            if name == "date":
                months = ", ".join(f"{month:%B %Y}" for month in sorted(entry.months))
                hint = f" It says it is of {months}." if months else ""
                entry.questions.append(
                    f"It has no column of dates.{hint} Say in the mapping the date that all of it "
                    "has."
                )
            else:
                entry.questions.append(f"No column was found for '{name}', which every row needs.")
        if match.unused:
            entry.decisions.append(
                Decision(
                    "Columns not used",
                    ", ".join(match.unused),
                    "another column stands for the same and is preferred",
                )
            )
    if "extension" in match.heading("amount").lower():
        entry.decisions.append(
            Decision(
                "Contract values",
                "taken as they are, with what extensions would cost",
                f"the heading is “{match.heading('amount')}”",
            )
        )
    if entry.options.vat_basis:
        entry.match = replace(match, vat_basis=entry.options.vat_basis)
    return entry


def _kind(match: Match) -> str:
    target = TARGETS.get(match.target)
    return target.title if target else f"the extract {match.target}"


def _pass_over_notes(entries: list[Staged]) -> None:
    """Settle the sheets of a workbook that hold words and no table, beside one that is known."""
    if not any(entry.match for entry in entries):
        return
    for entry in entries:
        rows = [row for _, row in entry.first_rows]
        whole = len(rows) == entry.sheet.rows
        if entry.match is None and whole and all(sum(map(bool, row)) < 3 for row in rows):
            entry.passed_over = "a sheet of notes: no row of it has three cells"
            entry.questions = []


def _pass_over(entries: list[Staged]) -> None:
    """Settle the sheets of an open contracting package that hold no award, contract or payment.

    A file that has its contracts has its awards beside them: the same money twice.
    """
    contracting = [
        e for e in entries if any(cell == "ocid" for _, row in e.first_rows[:1] for cell in row)
    ]
    if not contracting:
        return
    has_contracts = any(
        e.match and "contracts/0/value/amount" in e.match.headings for e in contracting
    )
    for entry in contracting:
        awards = entry.match is not None and "awards/0/value/amount" in entry.match.headings
        if entry.match is None:
            entry.passed_over = "a part of an open contracting record that is no contract or award"
        elif awards and has_contracts and "contracts/0/id" not in entry.match.headings:
            entry.passed_over = "the award behind a contract that is in the same file"
        if entry.passed_over:
            entry.match, entry.questions = None, []
