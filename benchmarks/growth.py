"""How cost grows: ``python -m benchmarks.growth --lines 10000 100000 1000000 10000000``.

Time and memory against lines, years, services and sessions, one at a time. The slope is that of a
straight line through the logarithms: 1 is cost in proportion, 0 is none. What a hundred times the
largest ledger would take follows from the slope of its last step, and is an estimate.
"""

import argparse
import base64
import math
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import unquote

from plotly.offline import get_plotlyjs

from benchmarks.explorers import Explorer, explore
from benchmarks.ledgers import Size
from benchmarks.questions import OURS, built
from benchmarks.report import README, machine, write_table
from benchmarks.timing import MEGABYTE, resident_megabytes, warm, watching_memory
from commissioning import building
from commissioning.settings import Settings
from commissioning.store import Store
from tests.browser.serving import serving
from tests.browser.watching import started_browser
from tests.contracts import examples

PICTURE = README.with_name("growth.svg")
# What a reader who changes a filter takes for at once.
PROMPT_MILLISECONDS = 100
COSTS = {
    "build": "Build, seconds",
    "memory": "Memory of a build, MB",
    "store": "Store, MB",
    "questions": "Six questions about money, ms",
    "change": "A change of the last year, server, ms",
    "served": "Memory of the server, MB",
}


@dataclass(frozen=True)
class Found:
    """What one size cost, by the name of the cost."""

    amount: int
    costs: dict[str, float]


def _build(settings: Settings, sender: Connection) -> None:
    with watching_memory() as memory:
        began = time.perf_counter()
        build = building.build(settings)
        took = time.perf_counter() - began
    sender.send((took, memory.peak, build.size / MEGABYTE))


def of_ledger(folder: Path, size: Size, amount: int) -> Found:
    """What building a ledger and asking of it costs; built again in a process of its own."""
    made = built(folder, size).settings
    again = replace(made, builds=folder / "again")
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_build, args=(again, sender))
    process.start()
    took, memory, store_size = receiver.recv()
    process.join()
    store = Store(again)
    asked = sum(
        warm(lambda q=examples.QUESTIONS[name], g=given: q(store, package="made", **g))
        for name, given in OURS.items()
    )
    store.close()
    for path in again.builds.iterdir():
        path.unlink()
    costs = {"build": took, "memory": memory, "store": store_size, "questions": asked}
    return Found(amount, costs)


def of_sessions(folder: Path, size: Size, number: int, seconds: float) -> Found:
    """What so many explorers cost one server process."""
    made = built(folder, size).settings
    with serving(made, folder / "printed.txt") as server:
        explore([Explorer(server.port, 0, 0.2, pages=("providers",))], 5)
        readers = [Explorer(server.port, one, 1, pages=("providers",)) for one in range(number)]
        explore(readers, seconds)
        times = [1000 * one for reader in readers for one in reader.seconds]
        costs = {
            "change": statistics.median(times),
            "served": resident_megabytes(server.process_id),
        }
        return Found(number, costs)


def slope(found: Sequence[Found], cost: str) -> float:
    """The power of the amount that a cost grows with, by least squares on logarithms."""
    points = [(math.log(one.amount), math.log(max(one.costs[cost], 1e-9))) for one in found]
    middle = statistics.mean(x for x, _ in points), statistics.mean(y for _, y in points)
    spread = sum((x - middle[0]) ** 2 for x, _ in points)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in points) / spread if spread else 0.0


def at_hundred_times(found: Sequence[Found], cost: str) -> float:
    """The cost of a hundred times the largest amount, going on as the last step went."""
    return found[-1].costs[cost] * 100 ** max(0.0, slope(found[-2:], cost))


def picture(series: dict[str, list[Found]]) -> str:
    """A chart of every cost against every amount, both on logarithmic axes, as SVG."""
    dashes = ("solid", "dot", "dash", "longdash")
    symbols = ("circle", "square", "diamond", "triangle-up")
    data = [
        {
            "x": [one.amount for one in found],
            "y": [one.costs[cost] for one in found],
            "name": f"{COSTS[cost]}, by {against}",
            "mode": "lines+markers",
            "line": {"dash": dashes[number % 4]},
            "marker": {"symbol": symbols[number % 4], "size": 9},
        }
        for number, (against, found) in enumerate(series.items())
        for cost in (found[0].costs if found else ())
    ]
    layout = {
        "title": {"text": "Cost against lines, years, services and sessions"},
        "xaxis": {"type": "log", "title": {"text": "How many"}},
        "yaxis": {"type": "log", "title": {"text": "Cost, in the unit its name gives"}},
        "width": 1000,
        "height": 640,
    }
    with started_browser() as browser:
        page = browser.new_page()
        page.set_content("<div id='chart'></div>")
        page.add_script_tag(content=get_plotlyjs())
        address = str(
            page.evaluate(
                "([data, layout]) => Plotly.toImage({data, layout}, {format: 'svg', "
                "width: layout.width, height: layout.height})",
                [data, layout],
            )
        )
    head, _, body = address.partition(",")
    if head.endswith("base64"):
        return base64.b64decode(body).decode("utf-8")
    return unquote(body)


def said(lines: list[Found], sessions: list[Found]) -> str:
    """What a hundred times the largest ledger would need, in words."""
    most, hundredfold = lines[-1].amount, 100 * sessions[-1].amount
    at = {cost: at_hundred_times(lines, cost) for cost in lines[-1].costs}
    prompt = [one for one in sessions if one.costs["change"] <= PROMPT_MILLISECONDS] or sessions[:1]
    at_once = prompt[-1].amount
    return (
        f"**At 100 times** {most:,} lines, going on as the last step went, a build would take "
        f"{at['build'] / 60:,.0f} minutes and write a store of {at['store'] / 1000:,.0f} GB, and "
        f"the six questions would take {at['questions']:,.0f} ms together. Memory of a build is "
        "bounded by its own limit, beyond which it goes to disk. What is sorted and added up when "
        "the store is built is what keeps questions from growing with lines; it is the build that "
        "would be scheduled. One process, with its clients on the same processors, answered "
        f"{at_once} explorers who change a year about every second with a median of "
        f"{prompt[-1].costs['change']:,.0f} ms, and {sessions[-1].amount} with one of "
        f"{sessions[-1].costs['change']:,.0f} ms and {sessions[-1].costs['served']:,.0f} MB: it is "
        "processors that run out, and not memory. "
        f"{hundredfold:,} such explorers at the first pace need about "
        f"{math.ceil(hundredfold / at_once):,} processes, on as many processors, behind "
        "the proxy with sessions kept to their process; readers of snapshots need none of them. "
        "All read the same built file, which is never written again, from one disk or from copies "
        "of it. Where the file outgrows a machine, the engine reads tables from object storage "
        "itself; no engine of our own is needed."
    )


def main() -> None:
    """Measure, draw and write the table."""
    parser = argparse.ArgumentParser(description="Cost against lines, years, services, sessions.")
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--years", type=int, nargs="+", default=[5, 10, 20])
    parser.add_argument("--services", type=int, nargs="+", default=[30, 300, 3_000])
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 4, 16, 64])
    parser.add_argument("--beside", type=int, default=1_000_000, help="lines where others vary")
    parser.add_argument("--seconds", type=float, default=20, help="for each number of sessions")
    parser.add_argument("--folder", type=Path, help="where ledgers are, and are left, between runs")
    given = parser.parse_args()
    before = machine()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        plan: dict[str, tuple[list[int], Callable[[int], Found]]] = {
            "lines": (given.lines, lambda n: of_ledger(folder, Size(n), n)),
            "years": (given.years, lambda n: of_ledger(folder, Size(given.beside, years=n), n)),
            "services": (
                given.services,
                lambda n: of_ledger(folder, Size(given.beside, services=n), n),
            ),
            "sessions": (
                given.sessions,
                lambda n: of_sessions(folder, Size(given.beside), n, given.seconds),
            ),
        }
        series: dict[str, list[Found]] = {}
        for against, (amounts, measure) in plan.items():
            for amount in sorted(amounts):
                series.setdefault(against, []).append(measure(amount))
                print(against, series[against][-1], file=sys.stderr)
    PICTURE.write_text(picture(series), encoding="utf-8")
    rows = [
        [
            COSTS[cost],
            against,
            " → ".join(f"{one.costs[cost]:,.1f}" for one in found),
            f"{slope(found, cost):.2f}",
        ]
        for against, found in series.items()
        for cost in found[0].costs
    ]
    amounts = "; ".join(
        f"{against}: {' → '.join(f'{one.amount:,}' for one in found)}"
        for against, found in series.items()
    )
    words = said(series["lines"], series["sessions"])
    drawn = f"![Cost against lines, years, services and sessions]({PICTURE.name})"
    write_table(
        "growth",
        ("Cost", "Against", "Found", "Slope"),
        rows,
        f"{before}\n\n{amounts}.\n\n{drawn}\n\n{words}",
    )


if __name__ == "__main__":
    main()
