"""What a reader waits for and what the server costs: ``python -m benchmarks.serving``.

Five things, on the real package: bytes of a first visit, start to first healthy answer, the
server's time and processor time for a change of filter, the time until Chromium has repainted
after one, and resident memory. The table goes into ``benchmarks/README.md``.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.report import Row, machine, write
from benchmarks.session import Session
from benchmarks.timing import MEGABYTE, percentile, resident_megabytes
from commissioning import building, settings
from commissioning.settings import Settings
from commissioning.ui import assets
from tests.browser.serving import Server, serving
from tests.browser.watching import settle, started_browser

STARTS = 5
CHANGES = 26


@dataclass(frozen=True)
class Change:
    """A filter to change on a page, and the values to change it between."""

    page: str
    label: str
    values: Sequence[str]


CHANGED = (
    Change("", "Last year", ("2022/23", "2024/25", "2023/24", "2025/26")),
    Change("spend-growth", "Last year", ("2022/23", "2024/25", "2023/24", "2025/26")),
    Change("decisions", "Direction", ("Both", "Money out", "Money in")),
)

# Times a change from the reader's click to the last frame in which something on the page moved:
# the answer is in once the script has run and nothing has moved for a quarter of a second.
WATCH = """
(quiet) => {
  const app = document.querySelector('[data-testid=stApp]');
  const main = document.querySelector('[data-testid=stMainBlockContainer]');
  const seen = {clicked: 0, moved: 0, painted: 0};
  const moved = () => {
    seen.moved = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => seen.painted = performance.now()));
  };
  new MutationObserver(moved).observe(
    main, {subtree: true, childList: true, attributes: true, characterData: true});
  document.addEventListener('pointerup', () => seen.clicked = performance.now(), true);
  const settled = () => seen.moved > seen.clicked && app.dataset.testScriptState === 'notRunning'
    && seen.painted > seen.moved && performance.now() - seen.moved > quiet;
  window.repainted = () => new Promise((done, failed) => {
    const look = () => settled() ? done(seen.painted - seen.clicked)
      : performance.now() - seen.clicked > 10000 ? failed(new Error('no answer in 10 seconds'))
      : setTimeout(look, 20);
    look();
  });
}
"""


@contextmanager
def fresh(made: Settings, folder: Path) -> Iterator[tuple[Server, float]]:
    """A new server and the seconds from starting its process to its first healthy answer."""
    began = time.perf_counter()
    with serving(made, folder / "printed.txt") as server:
        yield server, time.perf_counter() - began


def starts(made: Settings, folder: Path) -> Row:
    """Cold process to first healthy answer."""
    seconds = []
    for _ in range(STARTS):
        with fresh(made, folder) as (_, waited):
            seconds.append(waited)
    return Row(
        "Start of the process to its first healthy answer",
        f"{statistics.median(seconds):.2f} s (longest of {STARTS}: {max(seconds):.2f} s)",
        "under 2 s",
    )


def first_visit(browser: Browser, server: Server) -> Iterator[Row]:
    """Bytes on the wire of a first visit, as headers and compressed bodies, and unpacked."""
    with browser.new_context() as context:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        sent: list[float] = []
        unpacked: list[float] = []
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
        wire.on("Network.dataReceived", lambda event: unpacked.append(event["dataLength"]))
        page.goto(server.origin)
        settle(page)
        page.wait_for_load_state("networkidle")
    yield Row(
        f"First visit, empty browser: {len(sent)} requests",
        f"{sum(sent) / MEGABYTE:.2f} MB ({sum(unpacked) / MEGABYTE:.2f} MB unpacked)",
        "under 2.5 MB",
    )


def server_changes(server: Server, change: Change) -> Iterator[Row]:
    """The server's part of a change: from the request to the last message, without a browser."""
    with Session(server.port, change.page) as session:
        for value in change.values:
            session.choose(change.label, value)
        used = processor_seconds(server.process_id)
        times = [
            session.choose(change.label, change.values[turn % len(change.values)])
            for turn in range(CHANGES)
        ]
        used = processor_seconds(server.process_id) - used
    yield Row(
        f"Server, change of “{change.label}” on /{change.page}: p50 · p95 of {CHANGES}",
        f"{statistics.median(times) * 1000:.0f} · {percentile(times, 0.95) * 1000:.0f} ms",
        "under 50 ms p50",
    )
    yield Row(
        f"Processor time of each change on /{change.page}", f"{used / CHANGES * 1000:.0f} ms", ""
    )


def repaints(browser: Browser, server: Server, change: Change) -> Row:
    """A reader's click to the last frame that changed, in Chromium."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{server.origin}/{change.page}")
        settle(page)
        for value in change.values:
            _choose(page, change.label, value)
            page.wait_for_timeout(500)
        page.evaluate(WATCH, 250)
        times = []
        for turn in range(CHANGES):
            _choose(page, change.label, change.values[turn % len(change.values)])
            times.append(page.evaluate("() => repainted()"))
    return Row(
        f"Chromium, click to last repaint on /{change.page}: p50 · p95 of {CHANGES}",
        f"{statistics.median(times):.0f} · {percentile(times, 0.95):.0f} ms",
        "under 300 ms p95",
    )


def _choose(page: Page, label: str, value: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=True)
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(200)  # a list that is scrolled as it opens closes again
    box.click()
    page.get_by_role("option", name=value, exact=True).click()


def processor_seconds(process_id: int) -> float:
    """Processor time a process has used, in seconds (``man 5 proc``, fields 14 and 15)."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(folder: Path) -> Iterator[Row]:
    """Every row of the table, in order."""
    made = Settings(data=settings.PROJECT / "data", builds=folder / "store")
    building.build(made)
    yield starts(made, folder)
    with started_browser() as browser, fresh(made, folder) as (server, _):
        idle = resident_megabytes(server.process_id)
        yield from first_visit(browser, server)
        for change in CHANGED:
            yield from server_changes(server, change)
        for change in CHANGED:
            yield repaints(browser, server, change)
        used = resident_megabytes(server.process_id)
        yield Row("Resident memory after all of this", f"{used:.0f} MB", "under 300 MB")
        yield Row("Resident memory before the first visit", f"{idle:.0f} MB", "")


def main() -> None:
    """Measure, telling how far it is, and write the table."""
    assets.main()
    rows = []
    before = machine()
    with tempfile.TemporaryDirectory() as folder:
        for row in measure(Path(folder)):
            print(f"{row.what}: {row.found}", file=sys.stderr)
            rows.append(row)
    write("serving", rows, before)


if __name__ == "__main__":
    main()
