"""The command line for analysts: ``python -m commissioning``.

Answers go to stdout and everything else to stderr. Exit codes: 0 done, 1 a snapshot is not what
was published, 2 the command or the data is at fault and the message says how; ``import --help``
says what 1 and 3 mean there.
"""

import argparse
import csv
import datetime
import inspect
import json
import os
import sys
import time
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from commissioning import building, questions, settings
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
from commissioning.store import Answer, Store
from commissioning.wording import changes as words

FORMATS = ("table", "csv", "json")
EVERY_ROW = 1_000_000


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
    ask.add_argument("--format", choices=FORMATS, default="table")
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
                _list_questions()
            case "ask":
                _ask(known.name, rest, known.format)
            case "changes":
                _print_changes(known.since, known.package)
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


class UsageFault(Exception):
    """A command that cannot be carried out as it was typed."""


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


def _questions() -> dict[str, Callable[..., Answer]]:
    return dict(inspect.getmembers(questions, inspect.isfunction))


def _list_questions() -> None:
    for name, function in _questions().items():
        hints = typing.get_type_hints(function)
        summary = (inspect.getdoc(function) or "").splitlines()[0]
        print(f"{name}\n    {summary}")
        for parameter in _parameters(function):
            default = (
                "required"
                if parameter.default is inspect.Parameter.empty
                else f"default {'any' if parameter.default is None else parameter.default}"
            )
            choices = _choices(hints[parameter.name])
            offered = f"one of {', '.join(choices)}; " if choices else ""
            print(f"    --{parameter.name}  ({offered}{default})")


def _parameters(function: Callable[..., Answer]) -> list[inspect.Parameter]:
    return [p for p in inspect.signature(function).parameters.values() if p.name != "store"]


def _ask(name: str, rest: list[str], layout: str) -> None:
    available = _questions()
    if name not in available:
        raise UsageFault(f"no question '{name}'; there are: {', '.join(available)}")
    function = available[name]
    store = Store(settings.from_environment())
    values = _values(function, rest, store)
    _hold_to_what_is_there(store, values)
    PRINTERS[layout](function(store, **values))


def _values(function: Callable[..., Answer], rest: list[str], store: Store) -> dict[str, Any]:
    """Typed values for a question's parameters; a list parameter may be given more than once."""
    hints = typing.get_type_hints(function)
    given: dict[str, list[str]] = {}
    words = iter(rest)
    for word in words:
        if not word.startswith("--"):
            raise UsageFault(f"expected --parameter value, found '{word}'")
        name, equals, value = word.removeprefix("--").partition("=")
        name = name.replace("-", "_")
        if name not in {parameter.name for parameter in _parameters(function)}:
            names = ", ".join(f"--{parameter.name}" for parameter in _parameters(function))
            raise UsageFault(f"no parameter --{name}; there are: {names or 'none'}")
        if not equals:
            value = next(words, "")
        given.setdefault(name, []).append(value)
    values = {name: _typed(name, texts, hints[name]) for name, texts in given.items()}
    for parameter in _parameters(function):
        if parameter.default is inspect.Parameter.empty and parameter.name not in values:
            if parameter.name != "package":
                raise UsageFault(f"--{parameter.name} is required")
            values["package"] = questions.package_list(store).rows[0]["package"]
    return values


def _typed(name: str, texts: list[str], hint: Any) -> Any:
    """The value for a parameter of type ``hint``. Raises UsageFault when the text is not one."""
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    if any(typing.get_origin(option) is Sequence for option in options):
        return texts
    if len(texts) > 1:
        raise UsageFault(f"--{name} takes one value")
    choices = _choices(hint)
    if choices and texts[0] not in choices:
        raise UsageFault(f"--{name}: '{texts[0]}' is not one of {', '.join(choices)}")
    try:
        if int in options:
            return int(texts[0])
        if datetime.date in options:
            return datetime.date.fromisoformat(texts[0])
    except ValueError:
        raise UsageFault(f"--{name}: '{texts[0]}' is not a whole number or an ISO date") from None
    return texts[0]


def _choices(hint: Any) -> tuple[str, ...]:
    """The values a closed choice allows; none for any other type."""
    return typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else ()


def _hold_to_what_is_there(store: Store, values: Mapping[str, Any]) -> None:
    """Raise UsageFault for a package or price base that the store does not have."""
    known = {
        "package": questions.package_list(store).column("package"),
        "price_base": questions.price_bases(store).column("financial_year"),
    }
    for name, options in known.items():
        value = values.get(name)
        if value is not None and value not in options:
            raise UsageFault(f"--{name}: '{value}' is not one of {', '.join(options)}")


def _print_changes(since: str | None, package: str | None) -> None:
    """Print which figures and rows are not what they were in an earlier version of the data."""
    place = settings.from_environment()
    store = Store(place)
    listed = questions.package_list(store)
    name = package or listed.rows[0]["package"]
    _hold_to_what_is_there(store, {"package": name})
    now, *earlier = questions.data_versions(store).rows
    if since is None and not earlier:
        print(f"Only one version of the data is kept: {words.version_words(now)}.")
        return
    compared = Store(place, since if since is not None else earlier[0]["data_version"])
    then = next(row for row in questions.data_versions(compared).rows if row["is_compared"])
    figures = questions.figure_changes(compared, package=name)
    print(f"Package {name}.")
    print(words.changes_sentence(figures.rows, words.version_words(then), words.version_words(now)))
    for row in figures.rows:
        print(f"  {words.figure_name(row)}: {words.before_and_now(row)}")
    print(words.rows_sentence(questions.row_change_counts(compared, package=name).rows))
    for row in questions.row_changes(compared, package=name, limit=EVERY_ROW).rows:
        print(f"  {words.row_words(row)}")
    for sentence in words.incomparable_sentences(compared.incomparable):
        print(sentence)


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
    _hold_to_what_is_there(store, {"package": name})
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


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:.12g}"
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def _print_table(answer: Answer) -> None:
    names = [column.name for column in answer.columns]
    numeric = {
        c.name for c in answer.columns if c.type.startswith(("DECIMAL", "DOUBLE", "BIGINT", "INT"))
    }
    rows = [[_text(row[name]) for name in names] for row in answer.rows]
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    for row in [names, ["-" * width for width in widths], *rows]:
        cells = (
            text.rjust(width) if name in numeric else text.ljust(width)
            for name, text, width in zip(names, row, widths, strict=True)
        )
        print("  ".join(cells).rstrip())


def _print_csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.name for column in answer.columns])
    writer.writerows([_text(value) for value in row.values()] for row in answer.rows)


def _print_json(answer: Answer) -> None:
    """Decimals as strings: a JSON number is a float to most readers, and pence would move."""
    document = {
        "question": answer.question,
        "parameters": answer.parameters,
        "data_version": answer.data_version,
        "columns": [{"name": column.name, "type": column.type} for column in answer.columns],
        "rows": answer.rows,
    }
    json.dump(document, sys.stdout, indent=2, ensure_ascii=False, default=_json_value)
    print()


def _json_value(value: object) -> str:
    if isinstance(value, Decimal | datetime.date):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


PRINTERS: dict[str, Callable[[Answer], None]] = {
    "table": _print_table,
    "csv": _print_csv,
    "json": _print_json,
}

if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # The reader of a pipe has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
