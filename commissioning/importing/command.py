"""``python -m commissioning import``: other people's files into a package, dry run by default.

Exit codes: 0 every file is ready (and with --accept, accepted); 1 nothing was done because a file
needs an answer or was refused, or there is nothing to load; 2 the command, a mapping or the package
is at fault, and the message says how; 3 accepted, and the build that followed failed.
"""

import argparse
import datetime
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from commissioning.importing import mapping as mappings
from commissioning.importing import reporting, results
from commissioning.importing.accepting import Accepted, accept
from commissioning.importing.accounting import FilePlan
from commissioning.importing.mapping import Mapping
from commissioning.importing.planning import Plan, plan
from commissioning.settings import Settings
from commissioning.wording import importing as words
from commissioning.wording.figures import count

READY, NOT_READY, AT_FAULT, BUILD_FAILED = 0, 1, 2, 3
REJECTS_SHOWN, UNMAPPED_SHOWN = 10, 10
STEP_SECONDS = 1.0


def add_arguments(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its arguments."""
    command = commands.add_parser(
        "import",
        help="read extracts of any publisher into a package; a dry run unless --accept",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument(
        "--mapping",
        type=Path,
        action="append",
        default=[],
        help="a mapping file for what is not recognised; may be given more than once",
    )
    command.add_argument(
        "--package", default="", help="the folder of the package, or its name under data/"
    )
    command.add_argument("--body", default="", help="the name of the body, to make a new package")
    command.add_argument("--accept", action="store_true", help="carry the plan out, and build")
    command.add_argument(
        "--only-ready", action="store_true", help="leave out files that are refused or need answers"
    )
    command.add_argument("--report", type=Path, help="write the whole report to this CSV file")
    command.add_argument(
        "--identical-rows",
        choices=mappings.IDENTICAL,
        help="whether equal rows that nothing tells apart are one payment or several",
    )
    command.add_argument(
        "--date", type=_day, help="the date of every row that has none, as 2024-03-31"
    )
    command.add_argument(
        "--date-order", choices=mappings.ORDERS, help="how dates such as 05/06/2024 are to be read"
    )
    command.add_argument(
        "--save-mapping",
        type=Path,
        metavar="FILE",
        help="write what was recognised as a mapping to edit, and stop",
    )


def _day(text: str) -> str:
    return datetime.date.fromisoformat(text).isoformat()


def run(known: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    """Carry the command out; return its exit code. Raises MappingFault and NotAccepted."""
    package = folder(known.package, settings) if known.package else None
    given = [mappings.read(path) for path in known.mapping]
    progress = _progress()
    made = plan(known.files, package, given, parquet=True, progress=progress)
    try:
        answered = _answered(made, known, given)
        if answered != given:
            made.close()
            made = plan(known.files, package, answered, parquet=True, progress=progress)
        if known.only_ready and not all(file.ready for file in made.files):
            made = _only_ready(made, known, package, answered, progress, out)
        describe(made, out)
        if known.report:
            with known.report.open("w", encoding="utf-8", newline="") as text:
                reporting.write(made, text)
            print(f"The whole report is in {known.report}.", file=out)
        if known.save_mapping:
            return _save_mapping(made, known.save_mapping, out)
        if not known.accept:
            print("Nothing was changed: this was a dry run. Accept it with --accept.", file=out)
            return READY if made.ready else NOT_READY
        if not made.ready:
            print("Nothing was changed: not every file is ready.", file=out)
            return NOT_READY
        done = accept(made, settings, body=known.body, mappings=given, progress=progress)
        return _said(done, out)
    finally:
        made.close()


def folder(name: str, settings: Settings) -> Path:
    """The folder of a package, by its path or by its name."""
    path = Path(name)
    return path if path.is_absolute() or len(path.parts) > 1 else settings.data / name


def describe(made: Plan, out: TextIO) -> None:
    """Print what would become of every file, in words."""
    for file in made.files:
        _describe_file(file, out)
    shown = list(results.rejects(made, REJECTS_SHOWN))
    if shown:
        print(f"\nThe first {len(shown)} rejected values:", file=out)
        for reject in shown:
            place = (
                f"{reject.file}{f', {reject.sheet}' if reject.sheet else ''}, line {reject.line:,}"
            )
            print(f"  {place}, {reject.field}: “{reject.value[:80]}” is {reject.reason}", file=out)
    for line in words.unassigned_lines(made.summary.not_assigned):
        print(f"\n{line}", file=out)
    for value in results.unmapped(made, UNMAPPED_SHOWN):
        named = f"{value.resource}, {value.field} “{value.value[:60]}”"
        print(f"  {named}: {count(value.rows, 'row')}, {words.pounds(value.pounds)}", file=out)
    for (resource, year), (rows, amount) in made.summary.years.items():
        print(f"{resource}, {year}: {count(rows, 'row')}, {words.pounds(amount)}", file=out)
    print(f"\nAll files: {words.rows_equation(made.account)}", file=out)
    print(f"All files: {words.pounds_equation(made.account)}", file=out)


def _describe_file(file: FilePlan, out: TextIO) -> None:
    print(f"\n{file.name}: {words.file_state(file)}", file=out)
    if file.refused:
        print(f"  refused: {file.refused}", file=out)
    for sheet in file.sheets:
        name = f"sheet “{sheet.sheet}”: " if sheet.sheet else ""
        print(f"  {name}{words.kind(sheet)}", file=out)
        for line in words.sheet_lines(sheet):
            print(f"    {line}", file=out)


def _answered(made: Plan, known: argparse.Namespace, given: Sequence[Mapping]) -> list[Mapping]:
    """The mapping of every sheet that was recognised, with what the command line answers."""
    answers = {
        name: value
        for name, value in (
            ("date", known.date),
            ("date_order", known.date_order),
            ("identical_rows", known.identical_rows),
        )
        if value
    }
    found = {sheet.mapping.fingerprint: sheet.mapping for sheet in made.sheets if sheet.mapping}
    if not answers:
        return list(given)
    base = [*found.values()] or list(given)
    return [replace(one, options=replace(one.options, **answers)) for one in base]


def _only_ready(
    made: Plan,
    known: argparse.Namespace,
    package: Path | None,
    given: Sequence[Mapping],
    progress: Callable[[str], None],
    out: TextIO,
) -> Plan:
    """The plan again, of the files that were ready."""
    ready = [path for path, file in zip(known.files, made.files, strict=True) if file.ready]
    for file in made.files:
        if not file.ready:
            _describe_file(file, out)
            print("  left out, as --only-ready asks", file=out)
    if not ready:
        return made
    made.close()
    return plan(ready, package, given, parquet=True, progress=progress)


def _save_mapping(made: Plan, path: Path, out: TextIO) -> int:
    found = next((sheet for sheet in made.sheets), None)
    if found is None:
        print("There is no sheet to make a mapping of.", file=out)
        return NOT_READY
    mapping = found.mapping or Mapping(
        name=path.stem, target="spend", headings=found.sample[0] if found.sample else ()
    )
    path.write_text(mapping.text(), encoding="utf-8")
    print(f"A mapping to edit is in {path}.", file=out)
    return READY


def _said(done: Accepted, out: TextIO) -> int:
    print(f"Accepted into {done.package}: {', '.join(done.added)}.", file=out)
    if done.build is None:
        print(f"The package is in place, and the build failed: {done.failure}", file=sys.stderr)
        return BUILD_FAILED
    print(
        f"built: data {done.build.data_version[:12]}, {done.build.rows_read} rows in = "
        f"{done.build.rows_loaded} loaded + {done.build.rows_rejected} rejected",
        file=out,
    )
    return READY


def _progress() -> Callable[[str], None]:
    """A reporter that says a step when it lasts, at most once a second."""
    said = time.monotonic()

    def step(text: str) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= STEP_SECONDS:
            print(f"{text} …", file=sys.stderr)
            said = now

    return step
