"""How fast every question is answered: ``python -m benchmarks.questions --lines 10000 1000000``.

For each size a ledger is made and built. Every question is asked cold, of a store that was opened
for it, and warm; beside it stands the same SQL, run by the engine alone on the same file. A handful
is then answered straight from the lines by bare DuckDB, pandas and polars, each holding them as it
best can, and its amounts are held to ours.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.asked import asked
from benchmarks.ledgers import Size, write_ledger
from benchmarks.report import machine, write_table
from benchmarks.same_answers import BEFORE, QUESTIONS, WAYS, YEAR
from benchmarks.timing import MEGABYTE, milliseconds, warm, watching_memory
from commissioning import building
from commissioning.faults import QuestionTooLong
from commissioning.settings import Settings, from_environment
from commissioning.store import Answer, Store
from tests.contracts import examples

# What a page is to wait for a question about money, warm, and beside the same SQL alone.
TARGET_MILLISECONDS = 20
OURS: dict[str, dict[str, Any]] = {
    "spend_by_year": {"family": "paid", "dimension": "programme"},
    "spend_breakdown": {"family": "paid", "dimension": "provider"},
    "spend_by_month": {},
    "bridge": {"family": "paid", "dimension": "service", "from_year": BEFORE, "to_year": YEAR},
    "size_distribution": {"family": "paid"},
    "money_rows": {"family": "paid"},
}
# Where the column of amounts is another than amount_gbp, and questions whose amounts are all the
# same however names are counted.
AMOUNT = {"bridge": "amount_to"}
HELD = ("spend_by_year", "spend_by_month", "bridge", "size_distribution")


@dataclass(frozen=True)
class Built:
    """A made ledger that was built."""

    settings: Settings
    lines: int
    summary: tuple[str, ...]


def built(folder: Path, size: Size) -> Built:
    """Make and build a ledger, or take the one that a run before left in the folder."""
    name = f"{size.lines}-{size.returns}-{size.years}-{size.services or 'usual'}"
    made = replace(from_environment(), data=folder / name, builds=folder / f"{name}-store")
    began = time.perf_counter()
    if not (made.data / "made" / "datapackage.json").is_file():
        write_ledger(made.data, size)
    written = time.perf_counter() - began
    with watching_memory() as memory:
        began = time.perf_counter()
        build = building.build(made)
        took = time.perf_counter() - began
    extract = (made.data / "made" / "spend_lines.parquet").stat().st_size
    return Built(
        made,
        size.lines,
        (
            f"{size.lines:,}",
            f"{size.returns:,}",
            f"{written:.1f} s",
            f"{extract / MEGABYTE:.1f} MB",
            f"{took:.1f} s",
            f"{build.size / MEGABYTE:.1f} MB",
            f"{memory.peak:.0f} MB",
        ),
    )


def alone(settings: Settings) -> duckdb.DuckDBPyConnection:
    """The engine on the same file, without anything of ours in front of it."""
    store = Store(settings)
    return store._connection.cursor()


def answered(made: Built, seconds: float) -> Iterator[tuple[str, str, str, bool]]:
    """Each question and way to ask it, with the cell of its times and whether it is slow.

    The cell has milliseconds cold, warm, and how many times those of its SQL alone the warm ones
    are; a question that the store stops has the time it was stopped after.
    """
    store, engine = Store(made.settings), alone(made.settings)
    for name, how, arguments in asked():
        with_store: Callable[[], Answer] = partial(examples.QUESTIONS[name], store, **arguments)
        opened = Store(made.settings)
        try:
            cold = milliseconds(partial(examples.QUESTIONS[name], opened, **arguments))
            answer = with_store()
        except QuestionTooLong as stopped:
            yield name, how, f"stopped after {stopped.seconds:g} s", True
            continue
        finally:
            opened.close()
        taken = {
            parameter: value
            for parameter, value in answer.parameters.items()
            if f"${parameter}" in answer.sql
        }
        bare = warm(lambda q=answer.sql, t=taken: engine.execute(q, t).fetchall(), within=seconds)
        again = warm(with_store, within=seconds)
        yield (
            name,
            how,
            f"{cold:.0f} · {again:.1f} · {again / bare:.2f}×",
            again > TARGET_MILLISECONDS,
        )


def compared(made: Built, seconds: float) -> Iterator[tuple[str, ...]]:
    """The handful by every way: milliseconds warm, and how many times ours that is."""
    store = Store(made.settings)
    extract = made.settings.data / "made" / "spend_lines.parquet"
    ours: dict[str, float] = {}
    for name, arguments in OURS.items():
        ask = examples.QUESTIONS[name]
        ours[name] = warm(lambda a=ask, g=arguments: a(store, package="made", **g), within=seconds)
    loads, found = (
        ["", "no load: the built file"],
        {name: [f"{ours[name]:.1f} ms"] for name in ours},
    )
    for way in WAYS:
        began = time.perf_counter()
        with watching_memory() as memory:
            held = way(extract)
        loads.append(f"{time.perf_counter() - began:.1f} s, peak {memory.peak:.0f} MB")
        for name in QUESTIONS:
            amounts = examples.QUESTIONS[name](store, package="made", **OURS[name])
            total = float(sum(row[AMOUNT.get(name, "amount_gbp")] or 0 for row in amounts.rows))
            theirs = held.answer(name)
            if name in HELD and abs(total - theirs) > 1:
                raise ValueError(f"{way.name} gives {theirs:,.2f} for {name}, and not {total:,.2f}")
            took = warm(lambda n=name, h=held: h.answer(n), within=seconds)
            found[name].append(f"{took:.1f} ms ({took / ours[name]:.1f}×)")
        del held
    for name, title in QUESTIONS.items():
        yield f"{made.lines:,}", title, *found[name]
    yield f"{made.lines:,}", "To load the lines", *loads[1:]


def main() -> None:
    """Measure each size asked for and write the tables."""
    parser = argparse.ArgumentParser(description="Every question at several sizes of ledger.")
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--returns", type=int, default=10_000, help="returns in every ledger")
    parser.add_argument("--seconds", type=float, default=3, help="for each question, at most")
    parser.add_argument("--folder", type=Path, help="where ledgers are, and are left, between runs")
    parser.add_argument("--no-peers", action="store_true", help="without pandas and polars")
    given = parser.parse_args()
    before = machine()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        ledgers = [built(folder, Size(lines, given.returns)) for lines in given.lines]
        write_table(
            "ledgers",
            ("Lines", "Returns", "To make", "Parquet", "To build", "Store", "Peak memory"),
            [made.summary for made in ledgers],
            before,
        )
        found: dict[tuple[str, str], list[str]] = {}
        slow: list[str] = []
        for made in ledgers:
            for name, how, cell, is_slow in answered(made, given.seconds):
                found.setdefault((name, how), []).append(cell)
                print(f"{made.lines:,} {name}/{how}: {cell}", file=sys.stderr)
                if is_slow:
                    slow.append(f"{name} ({how}) at {made.lines:,}")
        header = ("Question", "Asked", *(f"{made.lines:,} lines" for made in ledgers))
        write_table("questions", header, [(*key, *cells) for key, cells in found.items()], before)
        print(f"Above {TARGET_MILLISECONDS} ms: {', '.join(slow) or 'none'}", file=sys.stderr)
        if not given.no_peers:
            _write_compared(ledgers, given.seconds, before)


def _write_compared(ledgers: Sequence[Built], seconds: float, before: str) -> None:
    rows = [row for made in ledgers for row in compared(made, seconds)]
    header = ("Lines", "Question", "Dashboard", *(way.name for way in WAYS))
    write_table("same answers", header, rows, before)


if __name__ == "__main__":
    main()
