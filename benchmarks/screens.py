"""What a reader waits for in Chromium: ``python -m benchmarks.screens --lines 10000000``.

One run, one made ledger: the dashboard's page “Where it goes” and the same page as Streamlit with
pandas, Plotly Dash and Panel make it, each with four charts, a table and a choice of the last year.
A cold visit is an empty browser to the charts painted, on the machine itself and over an emulated
link of 10 Mbit/s and 40 ms; a change is the reader's choice to the last frame in which anything
moved.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.ledgers import Size
from benchmarks.peers.lines import CHARTS
from benchmarks.questions import built
from benchmarks.report import machine, write_table
from benchmarks.session import Session
from benchmarks.timing import MEGABYTE, percentile, resident_megabytes
from benchmarks.wire import LINK, Wire
from commissioning.settings import PROJECT
from commissioning.ui import assets
from tests.browser.serving import free_port, serving
from tests.browser.watching import settle, started_browser

WATCH = Path(__file__).with_name("screens.js").read_text(encoding="utf-8")
YEARS = ("2022/23", "2023/24", "2021/22", "2024/25")
QUIET_MILLISECONDS = 250
OURS = "The dashboard"
OUR_PAGE = "providers"
HEADER = (
    "Page",
    "Cold visit",
    "10 Mbit/s, 40 ms",
    "First visit",
    "Change, in sight, p50 · p95",
    "Change, whole page",
    "Bytes a change",
    "Resident",
)


@dataclass(frozen=True)
class Shown:
    """A page that is served: where, by which process, and how a reader changes its year."""

    name: str
    address: str
    process_id: int
    choose: Callable[[Page, str], None]
    painted: str
    repainted: str


def _choose_in_streamlit(page: Page, year: str) -> None:
    box = page.get_by_role("combobox", name="Last year", exact=True)
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(200)  # a list that is scrolled as it opens closes again
    box.click()
    page.get_by_role("option", name=year, exact=True).click()


def _choose_in_dash(page: Page, year: str) -> None:
    page.locator("#last-year label", has_text=year).click()


def _choose_in_panel(page: Page, year: str) -> None:
    page.locator("select").first.select_option(year)


ALL_TITLED = f"() => window.watched.all('.gtitle').length >= {CHARTS}"
# Every chart the reader can see; those below are drawn as they come near.
ALL_DRAWN = """() => {
  const charts = [...document.querySelectorAll('.cs-plot')].filter((chart) => {
    const { top, bottom } = chart.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
  return charts.length && charts.every((chart) => chart.querySelector('.main-svg'));
}"""
TITLED = f"(year) => window.watched.titled('to ' + year, {CHARTS}, {QUIET_MILLISECONDS})"
SETTLED = f"() => window.watched.ours({QUIET_MILLISECONDS})"

PEERS: tuple[tuple[str, tuple[str, ...], Callable[[Page, str], None]], ...] = (
    (
        "Streamlit + pandas",
        ("-m", "streamlit", "run", "{peers}/with_streamlit.py", "--server.port", "{port}",
         "--server.headless", "true", "--browser.gatherUsageStats", "false"),
        _choose_in_streamlit,
    ),
    ("Plotly Dash", ("-m", "benchmarks.peers.with_dash"), _choose_in_dash),
    ("Panel", ("-m", "benchmarks.peers.with_panel"), _choose_in_panel),
)  # fmt: skip


@contextmanager
def peer(
    name: str,
    command: Sequence[str],
    choose: Callable[[Page, str], None],
    extract: Path,
    folder: Path,
) -> Iterator[Shown]:
    """One of the others, from its first answer to its end."""
    port = free_port()
    words = {"port": str(port), "peers": str(PROJECT / "benchmarks" / "peers")}
    with (folder / "peer.txt").open("w") as printed:
        process = subprocess.Popen(
            [sys.executable, *(part.format(**words) for part in command)],
            cwd=folder,  # away from the dashboard's own settings of Streamlit
            env={
                **os.environ,
                "PYTHONPATH": str(PROJECT),
                "BENCHMARK_EXTRACT": str(extract),
                "BENCHMARK_PORT": str(port),
            },
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for_answer(port, process)
        yield Shown(name, f"http://127.0.0.1:{port}/", process.pid, choose, ALL_TITLED, TITLED)
    finally:
        process.terminate()
        process.wait(10)


def _wait_for_answer(port: int, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + 300
    while time.monotonic() < give_up and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"a peer did not answer on port {port}")


def cold(browser: Browser, shown: Shown, *, emulated: bool = False) -> tuple[float, float]:
    """Milliseconds of a visit by an empty browser, and the bytes it took."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(120_000)
        session, wire = context.new_cdp_session(page), Wire()
        wire.listen(session)
        if emulated:
            session.send("Network.emulateNetworkConditions", LINK)
        began = time.perf_counter()
        page.goto(shown.address, wait_until="commit")
        page.wait_for_function(shown.painted)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
        took = 1000 * (time.perf_counter() - began)
        page.wait_for_load_state("networkidle")
        return took, wire.received


def changes(browser: Browser, shown: Shown, number: int) -> tuple[list[float], list[float], float]:
    """Milliseconds of each change of the last year, in sight and anywhere, and the bytes of one."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.goto(shown.address)
        page.wait_for_function(shown.painted)
        page.wait_for_timeout(1_000)
        wire = Wire()
        wire.listen(context.new_cdp_session(page))
        page.evaluate("() => window.watched.watch()")
        found = []
        for turn in range(number + len(YEARS)):
            year = YEARS[turn % len(YEARS)]
            shown.choose(page, year)
            took = page.evaluate(shown.repainted, year)
            if turn >= len(YEARS):  # every value was asked for before, as in a page in use
                found.append(took)
            else:
                wire.received = 0
        near, whole = ([one[where] for one in found] for where in ("near", "whole"))
        return near, whole, wire.received / number


def page_changes(browser: Browser, shown: Shown, number: int) -> list[float]:
    """Milliseconds from a click in the menu to the other page drawn; the dashboard alone."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(shown.address)
        settle(page)
        page.evaluate("() => window.watched.watch()")
        found = []
        for turn in range(number):
            name = ("What drove change", "Where it goes")[turn % 2]
            page.get_by_role("link", name=name).first.click()
            found.append(page.evaluate(shown.repainted, "")["whole"])
        return found


def measured(browser: Browser, shown: Shown, visits: int, number: int) -> list[str]:
    """The cells of a page's row."""
    near = [cold(browser, shown) for _ in range(visits)]
    far = [cold(browser, shown, emulated=True)[0] for _ in range(visits)]
    sight, whole, size = changes(browser, shown, number)
    cells = [
        shown.name,
        f"{statistics.median(took for took, _ in near) / 1000:.2f} s",
        f"{statistics.median(far) / 1000:.2f} s",
        f"{near[0][1] / MEGABYTE:.2f} MB",
        *(
            f"{statistics.median(times):.0f} · {percentile(times, 0.95):.0f} ms"
            for times in (sight, whole)
        ),
        f"{size / 1000:.0f} kB",
        f"{resident_megabytes(shown.process_id):.0f} MB",
    ]
    print(" | ".join(cells), file=sys.stderr)
    return cells


def main() -> None:
    """Measure every page in one run and write the table."""
    parser = argparse.ArgumentParser(description="The same page by four makers, in Chromium.")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--visits", type=int, default=5, help="cold visits of each kind")
    parser.add_argument("--changes", type=int, default=24)
    parser.add_argument("--folder", type=Path, help="where ledgers are, and are left, between runs")
    parser.add_argument("--no-peers", action="store_true")
    given = parser.parse_args()
    assets.main()
    before = machine()
    with tempfile.TemporaryDirectory() as temporary, started_browser() as browser:
        folder = Path(temporary)
        made = built(given.folder or folder, Size(given.lines))
        extract = (made.settings.data / "made" / "spend_lines.parquet").resolve()
        rows = []
        with serving(made.settings, folder / "printed.txt") as server:
            shown = Shown(
                OURS,
                f"{server.origin}/{OUR_PAGE}",
                server.process_id,
                _choose_in_streamlit,
                ALL_DRAWN,
                SETTLED,
            )
            rows.append(measured(browser, shown, given.visits, given.changes))
            turned = page_changes(browser, shown, given.changes)
            with Session(server.port, "providers") as session:
                for year in YEARS:
                    session.choose("Last year", year)
                ran = [
                    1000 * session.choose("Last year", YEARS[turn % len(YEARS)])
                    for turn in range(given.changes)
                ]
        for name, command, choose in () if given.no_peers else PEERS:
            with peer(name, command, choose, extract, folder) as other:
                rows.append(measured(browser, other, given.visits, given.changes))
    said = (
        f"{before}\n\n{given.lines:,} lines. In the dashboard a change of page takes "
        f"{statistics.median(turned):.0f} ms (p95 {percentile(turned, 0.95):.0f} ms), and the "
        f"server's part of a change of the last year {statistics.median(ran):.0f} ms "
        f"(p95 {percentile(ran, 0.95):.0f} ms)."
    )
    write_table("screens", HEADER, rows, said)


if __name__ == "__main__":
    main()
