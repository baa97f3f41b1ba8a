"""Whether a server in use grows: ``python -m benchmarks.soak --minutes 30``.

A few readers open pages, change years and leave, again and again, and memory is read all the while.
What the first fifth of the time leaves behind is the start: caches fill once. Growth is from the
median of the second fifth to that of the last.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.explorers import Explorer, explore
from benchmarks.ledgers import Size
from benchmarks.questions import built
from benchmarks.report import Row, machine, write
from benchmarks.timing import percentile, watching_memory
from tests.browser.serving import serving


def main() -> None:
    """Let readers come and go for so many minutes and write the table."""
    parser = argparse.ArgumentParser(description="A server in use for half an hour.")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where ledgers are, and are left, between runs")
    given = parser.parse_args()
    before = machine()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made = built(given.folder or folder, Size(given.lines))
        with serving(made.settings, folder / "printed.txt") as server:
            readers = [
                Explorer(server.port, number, 1, changes_a_visit=10)
                for number in range(given.readers)
            ]
            with watching_memory(server.process_id, every=1) as memory:
                explore(readers, 60 * given.minutes)
    fifth = max(1, len(memory.seen) // 5)
    start = statistics.median(memory.seen[fifth : 2 * fifth])
    end = statistics.median(memory.seen[-fifth:])
    times = [1000 * one for reader in readers for one in reader.seconds]
    faults = [fault for reader in readers for fault in reader.faults]
    visits = sum(len(reader.first) for reader in readers)
    rows = [
        Row("Minutes", f"{given.minutes:g}", ""),
        Row("Readers · lines", f"{given.readers} · {given.lines:,}", ""),
        Row("Visits · changes", f"{visits:,} · {len(times):,}", ""),
        Row("Errors", str(len(faults)), "none"),
        Row("Resident memory, second fifth", f"{start:.0f} MB", ""),
        Row("Resident memory, last fifth", f"{end:.0f} MB ({100 * (end - start) / start:+.1f}%)",
            "below +5%"),
        Row("Most at any time", f"{memory.peak:.0f} MB", ""),
        Row("Server, p50 · p95 of changes",
            f"{statistics.median(times):.0f} · {percentile(times, 0.95):.0f} ms", ""),
    ]  # fmt: skip
    for row in rows:
        print(f"{row.what}: {row.found}", file=sys.stderr)
    for fault in faults[:5]:
        print(fault, file=sys.stderr)
    write("soak", rows, before)


if __name__ == "__main__":
    main()
