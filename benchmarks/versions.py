"""How long it takes to say which rows changed: ``python -m benchmarks.versions --lines 1000000``.

A made ledger is compared with versions of itself as it might have been before, each a build of its
own: a month ago, with a few corrections since; with lines corrected all over its years; and with
every line otherwise.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb

from benchmarks.ledgers import Size
from benchmarks.questions import built
from benchmarks.report import machine, write_table
from benchmarks.timing import warm
from commissioning import building, questions
from commissioning.faults import QuestionTooLong
from commissioning.loading import literal
from commissioning.settings import Settings
from commissioning.store import Answer, Store

EXTRACT = Path("made") / "spend_lines.parquet"
CORRECTED = (
    "* REPLACE (CASE WHEN {lines} THEN (amount_gbp + 1)::DECIMAL(18, 2) ELSE amount_gbp END "
    "AS amount_gbp)"
)
# The lines of an earlier version, as a SELECT from the ledger's own.
BEFORE = {
    "The last month came, and ten lines of the quarter before it were corrected": (
        f"{CORRECTED} FROM ledger WHERE payment_date < DATE '2025-03-01'",
        "payment_date >= DATE '2024-12-01' AND line_id IN (SELECT line_id FROM ledger "
        "WHERE payment_date >= DATE '2024-12-01' AND payment_date < DATE '2025-03-01' "
        "ORDER BY hash(line_id) LIMIT 10)",
    ),
    "A hundred lines of any month were corrected": (
        f"{CORRECTED} FROM ledger",
        "line_id IN (SELECT line_id FROM ledger ORDER BY hash(line_id) LIMIT 100)",
    ),
    "Every line was corrected": (f"{CORRECTED} FROM ledger", "true"),
}


def build_before(now: Settings, changed: str, into: Path) -> str:
    """Build a version of a ledger as it was before; return its data version."""
    shutil.copytree(now.data, into)
    select, lines = BEFORE[changed]
    with duckdb.connect() as engine:
        engine.execute(
            f"CREATE VIEW ledger AS SELECT * FROM read_parquet({literal(str(now.data / EXTRACT))})"
        )
        engine.execute(
            f"COPY (SELECT {select.format(lines=lines)}) TO {literal(str(into / EXTRACT))} "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
    return building.build(replace(now, data=into)).data_version


def asked(ask: Callable[[], Answer], seconds: float) -> str:
    """Milliseconds warm, or when it was stopped."""
    try:
        return f"{warm(ask, within=seconds):,.0f} ms"
    except QuestionTooLong as stopped:
        return f"stopped after {stopped.seconds:g} s"


def measured(settings: Settings, lines: int, seconds: float) -> Iterator[tuple[str, ...]]:
    """A row of the table for every way in which a ledger was otherwise before."""
    with tempfile.TemporaryDirectory(dir=settings.data.parent) as folder:
        now = replace(settings, builds=Path(folder) / "builds")
        versions = {
            changed: build_before(now, changed, Path(folder) / f"before-{number}")
            for number, changed in enumerate(BEFORE)
        }
        building.build(now)
        for changed, version in versions.items():
            began = time.perf_counter()
            store = Store(now, version)
            opened = time.perf_counter() - began
            yield (
                f"{lines:,}",
                changed,
                f"{1000 * opened:,.0f} ms",
                asked(partial(questions.row_change_counts, store, package="made"), seconds),
                asked(partial(questions.row_changes, store, package="made"), seconds),
            )
            store.close()


def main() -> None:
    """Measure each size asked for and write the table."""
    parser = argparse.ArgumentParser(description="Which rows changed between two builds.")
    parser.add_argument("--lines", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--folder", type=Path, help="where ledgers are, and are left, between runs")
    parser.add_argument("--seconds", type=float, default=10, help="for each question, at most")
    given = parser.parse_args()
    before = machine()
    with tempfile.TemporaryDirectory() as temporary:
        rows = []
        for lines in given.lines:
            settings = built(given.folder or Path(temporary), Size(lines, 10_000)).settings
            for row in measured(settings, lines, given.seconds):
                print(*row, sep=" · ", file=sys.stderr)
                rows.append(row)
    header = ("Lines", "Since the earlier version", "To open both", "How many rows", "Which rows")
    write_table("versions", header, rows, before)


if __name__ == "__main__":
    main()
