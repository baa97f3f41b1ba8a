"""How many may explore at once: ``python -m benchmarks.sessions --lines 10000000``.

One server process and 1 to 64 sessions that speak Streamlit's own protocol, each changing the last
year about once a second. The clients share the machine with the server. Memory is read with all
sessions open, and again once they have left and the server has let go of them. The same is asked of
a page with next to nothing on it, which is what Streamlit itself takes.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.explorers import PAGES, Explorer, explore
from benchmarks.ledgers import Size
from benchmarks.questions import built
from benchmarks.report import machine, write_table
from benchmarks.serving import processor_seconds
from benchmarks.timing import percentile, resident_megabytes, watching_memory
from commissioning.settings import PROJECT
from tests.browser.serving import Server, serving

HEADER = (
    "Page",
    "Explorers",
    "Server p50 · p95 · longest",
    "Opening p50",
    "Changes a second",
    "Processor a change",
    "Errors",
    "Peak memory",
    "A session",
    "After they left",
)
BARE = "benchmarks/peers/bare.py"


def measured(server: Server, number: int, page: str, seconds: float, leave: float) -> list[str]:
    """What so many explorers of a page found: the cells of a row after the page's name."""
    time.sleep(leave)
    idle = resident_megabytes(server.process_id)
    used = processor_seconds(server.process_id)
    explorers = [Explorer(server.port, one, 1, pages=(page,)) for one in range(number)]
    with watching_memory(server.process_id) as memory:
        explore(explorers, seconds)
    used = processor_seconds(server.process_id) - used
    times = [1000 * one for explorer in explorers for one in explorer.seconds]
    opened = [1000 * one for explorer in explorers for one in explorer.first]
    faults = [fault for explorer in explorers for fault in explorer.faults]
    if not times:
        raise RuntimeError(f"nobody was answered: {faults[:3]}")
    time.sleep(leave)
    left = resident_megabytes(server.process_id)
    cells = [
        str(number),
        f"{statistics.median(times):.0f} · {percentile(times, 0.95):.0f} · {max(times):.0f} ms",
        f"{statistics.median(opened):.0f} ms",
        f"{len(times) / seconds:.1f}",
        f"{1000 * used / (len(times) + len(opened)):.0f} ms",
        str(len(faults)),
        f"{memory.peak:.0f} MB",
        f"{(memory.peak - idle) / number:.2f} MB",
        f"{left - idle:+.1f} MB",
    ]
    print(" | ".join(cells), *faults[:3], file=sys.stderr)
    return cells


def main() -> None:
    """Measure every number of explorers and write the table."""
    parser = argparse.ArgumentParser(description="1 to 64 explorers of one server process.")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--explorers", type=int, nargs="+", default=[1, 4, 16, 32, 64])
    parser.add_argument("--seconds", type=float, default=30, help="for each number of explorers")
    parser.add_argument("--leave", type=float, default=150, help="seconds given to let go of them")
    parser.add_argument("--folder", type=Path, help="where ledgers are, and are left, between runs")
    given = parser.parse_args()
    before = machine()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made = built(given.folder or folder, Size(given.lines))
        rows = []
        for name, page, script in (
            ("/providers", "providers", "dashboard.py"),
            ("next to nothing", "", BARE),
        ):
            environment = {"PYTHONPATH": str(PROJECT)}
            printed = folder / "printed.txt"
            with serving(made.settings, printed, script=script, **environment) as server:
                # What the first visitor of each page loads is nobody's session.
                pages = PAGES if page else ("",)
                explore([Explorer(server.port, one, 0.2, pages) for one in range(len(PAGES))], 10)
                rows += [
                    [name, *measured(server, number, page, given.seconds, given.leave)]
                    for number in given.explorers
                ]
    write_table("sessions", HEADER, rows, f"{before}\n\n{given.lines:,} lines.")


if __name__ == "__main__":
    main()
