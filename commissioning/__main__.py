"""The command line for analysts: ``python -m commissioning``.

Answers go to stdout and everything else to stderr. Exit codes: 0 done, 1 a snapshot is not what
was published, 2 the command or the data is at fault and the message says how; ``import --help``
says what 1 and 3 mean there.
"""

import argparse
import os
import sys
import time

import duckdb

from commissioning import building, questions, settings
from commissioning.commands import asking
from commissioning.commands.changes import print_changes
from commissioning.commands.usage import UsageFault, hold_to_what_is_there
from commissioning.faults import (
    CaptureFault,
    Disclosing,
    Marked,
    PackageFault,
    PublishFault,
    QuestionFault,
    RegisterFault,
    StoreUnavailable,
    VersionUnavailable,
)
from commissioning.importing import command as importing
from commissioning.importing import identities
from commissioning.importing.faults import MappingFault, NotAccepted
from commissioning.packages import canonical_schemas
from commissioning.sharing.register import Register
from commissioning.sharing.telling import register_lines
from commissioning.snapshots import command as snapshots
from commissioning.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m commissioning", description="Build, check and question the data packages."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="validate and build the data, and publish the build")
    commands.add_parser("check", help="do all that build does, and publish nothing")
    commands.add_parser("questions", help="list the questions with their parameters")
    ask = commands.add_parser("ask", help="ask a question: ask NAME --parameter value …")
    ask.add_argument("name")
    ask.add_argument("--format", choices=asking.FORMATS, default="table")
    changed = commands.add_parser("changes", help="print what changed since an earlier version")
    changed.add_argument("--since", help="the version, or its first letters (default: the newest)")
    changed.add_argument("--package", help="the package (default: the one shown first)")
    listed = commands.add_parser("register", help="list published links and verify their log")
    listed.add_argument(
        "--tidy", action="store_true", help="delete the files of links closed for over a year"
    )
    names = commands.add_parser(
        "names", help="suggest which names of providers may be one, as rows for mappings.csv"
    )
    names.add_argument("--package", help="the package (default: the one shown first)")
    schema = commands.add_parser("schema", help="print the header an extract must have")
    schema.add_argument("resource", nargs="*", help="extracts to print (all when none is named)")
    importing.add_arguments(commands)
    snapshots.add_commands(commands)
    known, rest = parser.parse_known_args(arguments)
    if rest and known.command != "ask":
        parser.error(f"unrecognised arguments: {' '.join(rest)}")
    try:
        match known.command:
            case "build":
                _report("built", building.build(settings.from_environment(), _progress()))
            case "check":
                _report("checked", building.check(settings.from_environment(), _progress()))
            case "questions":
                asking.list_questions()
            case "ask":
                asking.ask(known.name, rest, known.format, settings.from_environment())
            case "changes":
                print_changes(known.since, known.package, settings.from_environment())
            case "register":
                return _print_register(tidy=known.tidy)
            case "names":
                _suggest_names(known.package)
            case "schema":
                _print_schemas(known.resource)
            case "import":
                return importing.run(known, settings.from_environment(), sys.stdout)
            case "publish":
                snapshots.publish(known, settings.from_environment())
            case "verify":
                return 0 if snapshots.verify(known, settings.from_environment()) else 1
    except FAULTS as fault:
        print(fault, file=sys.stderr)
        return 2
    except (OSError, duckdb.Error) as error:
        if not building.is_full(error):
            raise
        print(f"There is no room left on the disk, so nothing was done: {error}", file=sys.stderr)
        return 2
    return 0


FAULTS = (
    CaptureFault,
    Disclosing,
    MappingFault,
    Marked,
    NotAccepted,
    PackageFault,
    PublishFault,
    QuestionFault,
    RegisterFault,
    StoreUnavailable,
    UsageFault,
    VersionUnavailable,
)


def _report(done: str, build: building.Build) -> None:
    print(
        f"{done}: data {build.data_version[:12]}, {build.rows_read} rows in = "
        f"{build.rows_loaded} loaded + {build.rows_rejected} rejected"
    )


def _progress() -> building.Progress:
    """A reporter that keeps quiet for the first second."""
    started = time.monotonic()

    def step(text: str) -> None:
        if time.monotonic() - started > 1:
            print(f"{text} …", file=sys.stderr)

    return step


def _print_register(*, tidy: bool) -> int:
    """Print what was published. Returns 2 where the log is not what was written to it."""
    register = Register(settings.from_environment().published)
    if tidy:
        for entry in register.remove_long_closed(by="command line"):
            print(f"deleted the files of {entry.title} ({entry.digest})", file=sys.stderr)
    for line in register_lines(register):
        print(line)
    return 0 if register.verify().sound else 2


def _suggest_names(package: str | None) -> None:
    """Print a row for the package's table of names for each suggestion, and why to stderr."""
    store = Store(settings.from_environment())
    name = package or questions.package_list(store).rows[0]["package"]
    hold_to_what_is_there(store, {"package": name})
    names = questions.provider_names(store, package=name).rows
    identities.write_suggestions(names, name, sys.stdout, sys.stderr)


def _print_schemas(names: list[str]) -> None:
    """Print a header line for each extract: the template that an extract's first line must be."""
    schemas = canonical_schemas()
    for name in names or schemas:
        if name not in schemas:
            raise UsageFault(f"no extract '{name}'; there are: {', '.join(schemas)}")
        if len(names) != 1:
            print(f"# {name}.csv")
        print(",".join(field.name for field in schemas[name].fields))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # The reader of a pipe has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
