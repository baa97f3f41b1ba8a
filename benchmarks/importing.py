"""How long an import of a large ledger takes, and how much memory it holds.

    python -m benchmarks.importing --lines 1000000
    python -m benchmarks.importing --lines 10000000

A ledger as a council publishes it (dates dd/mm/yyyy, pounds with commas, credits in brackets,
redacted suppliers) is imported by the command line into a package made for it, and built: reading,
planning, checking, writing and building are all in the time. Memory is that of the command and of
its child together, at their highest, as the system counts it (proportional set size).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks import report
from commissioning.loading import literal
from commissioning.settings import PROJECT

SAMPLE_SECONDS = 0.1
TARGETS = {1_000_000: "under 60 s and 2 GB", 10_000_000: "it finishes"}
LEDGER = Path(__file__).with_name("published_ledger.sql")


def write_published_ledger(path: Path, lines: int) -> None:
    """Write a ledger of so many lines, the same every time."""
    with duckdb.connect() as connection:
        connection.execute(f"SET VARIABLE lines = {lines}")
        sql = LEDGER.read_text(encoding="utf-8")
        connection.execute(
            f"COPY ({sql}) TO {literal(str(path))} (FORMAT csv, HEADER, DELIMITER ',')"
        )


def memory_kilobytes(root: int) -> int:
    """The proportional set size of a process and those it started."""
    held, parents = 0, {root}
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        try:
            status = (folder / "stat").read_text(encoding="utf-8")
            parent = int(status.rpartition(")")[2].split()[1])
            if int(folder.name) in parents or parent in parents:
                parents.add(int(folder.name))
                rollup = (folder / "smaps_rollup").read_text(encoding="utf-8")
                held += next(
                    int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")
                )
        except (OSError, StopIteration):
            continue  # a process that has just ended holds nothing
    return held


def measure(lines: int, folder: Path) -> tuple[float, int, str]:
    """Seconds, the most memory in kilobytes, and what the command said last."""
    ledger = folder / "ledger.csv"
    write_published_ledger(ledger, lines)
    (folder / "data").mkdir()
    environment = {
        **os.environ,
        "COMMISSIONING_DATA": str(folder / "data"),
        "COMMISSIONING_BUILDS": str(folder / "builds"),
    }
    command = [sys.executable, "-m", "commissioning", "import", str(ledger)]
    command += ["--package", "made", "--body", "Made Council", "--accept"]
    started, most = time.monotonic(), 0
    with (folder / "said").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=said)
        while process.poll() is None:
            most = max(most, memory_kilobytes(process.pid))
            time.sleep(SAMPLE_SECONDS)
        seconds = time.monotonic() - started
        said.seek(0)
        words = said.read().strip().splitlines()
    if process.returncode:
        raise SystemExit(f"the import ended with {process.returncode}: {words[-1:]}")
    return seconds, most, words[-1]


def main() -> None:
    """Measure each number of lines and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--folder", type=Path, help="where to work (default: the system's own)")
    known = parser.parse_args()
    measured_by = report.machine()
    rows = []
    for lines in known.lines:
        with tempfile.TemporaryDirectory(dir=known.folder) as name:
            seconds, most, said = measure(lines, Path(name))
        print(f"{lines:,} lines: {seconds:.1f} s, {most / 1024:,.0f} MB, {said}")
        rows.append(
            report.Row(
                f"A ledger of {lines:,} lines as CSV, read, checked, accepted and built",
                f"{seconds:.1f} s, at most {most / 1024:,.0f} MB",
                TARGETS.get(lines, ""),
            )
        )
    report.write("importing", rows, measured_by)


if __name__ == "__main__":
    main()
