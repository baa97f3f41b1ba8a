"""How a published link answers: first paint in Chromium, and crowds of readers on one processor.

    python -m benchmarks.readers [most readers]

publishes a real view, serves it by the viewer's own process held to one processor, opens it in
Chromium again and again, and then has 1 to 1,000 readers open it, each every ten seconds or so.
"""

import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.report import Row, machine, write
from benchmarks.timing import percentile
from benchmarks.wire import LINK, Wire
from commissioning import building
from commissioning.settings import PROJECT, Settings
from commissioning.sharing.register import Register
from commissioning.snapshots.capturing import capture
from commissioning.snapshots.publishing import publish
from tests.browser.watching import started_browser

VIEW = "/spend-growth?data=london"
PAINTS, PAINT_GOAL, FAR_GOAL, SIZE_GOAL = 20, 300, 1_200, 500
CROWDS = (1, 10, 100, 300, 1000)
SECONDS_EACH, SECONDS_BETWEEN, ANSWER_GOAL = 20.0, 10.0, 50
SEED = 20261126
PAINT = """() => new Promise(found => new PerformanceObserver(list => {
  const paint = list.getEntriesByName('first-contentful-paint')[0];
  if (paint) found(paint.startTime);
}).observe({type: 'paint', buffered: true}))"""


@dataclass
class Crowd:
    """What some readers met: milliseconds to the last byte of each answer, and what went wrong."""

    readers: int
    times: list[float]
    wrong: int = 0


@contextmanager
def viewer(root: Path) -> Iterator[int]:
    """The port of a viewer that is held to one processor."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "commissioning.viewer", "--port", str(port)],
        cwd=PROJECT,
        env={**os.environ, "COMMISSIONING_PUBLISHED": str(root)},
        preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}),
        stderr=subprocess.DEVNULL,
    )
    try:
        give_up = time.monotonic() + 30
        while time.monotonic() < give_up:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def paints(browser: Browser, address: str, *, emulated: bool = False) -> tuple[list[float], float]:
    """Milliseconds from going to an address to its first paint, with an empty browser each time.

    And the bytes that one of the visits took.
    """
    found = []
    for _ in range(PAINTS):
        with browser.new_context() as context:
            page = context.new_page()
            session, wire = context.new_cdp_session(page), Wire()
            wire.listen(session)
            if emulated:
                session.send("Network.emulateNetworkConditions", LINK)
            page.goto(address, wait_until="networkidle")
            found.append(float(page.evaluate(PAINT)))
    return found, wire.received


async def crowded(port: int, path: str, readers: int) -> Crowd:
    """What readers meet who open a page at times of their own, each by a new connection."""
    draw = random.Random(SEED)  # noqa: S311 - when readers come, and no secret
    met = Crowd(readers, [])
    end = time.monotonic() + SECONDS_EACH

    async def read() -> None:
        await asyncio.sleep(draw.uniform(0, min(SECONDS_BETWEEN, SECONDS_EACH)))
        while time.monotonic() < end:
            began = time.perf_counter()
            try:
                whole = await asyncio.wait_for(opened(port, path), 10)
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                whole = False
            met.times.append(1000 * (time.perf_counter() - began))
            met.wrong += not whole
            await asyncio.sleep(draw.expovariate(1 / SECONDS_BETWEEN))

    tasks = [asyncio.create_task(read()) for _ in range(readers)]
    await asyncio.sleep(SECONDS_EACH + 1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return met


async def opened(port: int, path: str) -> bool:
    """Whether a page arrived whole."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        answer = await reader.read(-1)
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return head.startswith(b"HTTP/1.1 200") and int(length[0].split(b":")[1]) == len(body)


def main() -> None:
    """Write a row for first paint and one for each crowd."""
    measured_by = machine()
    most = int(sys.argv[1]) if len(sys.argv) > 1 else CROWDS[-1]
    with tempfile.TemporaryDirectory() as folder:
        made = Settings(PROJECT / "data", Path(folder) / "store", published=Path(folder) / "public")
        building.build(made)
        published = publish([capture(VIEW, made)], made.published, by="benchmark", browser=False)
        Register(made.published).record_publication(published, by="benchmark")
        path = f"/s/{published.id}/"
        with viewer(made.published) as port:
            with started_browser() as browser:
                address = f"http://localhost:{port}{path}"
                near, size = paints(browser, address)
                far, _ = paints(browser, address, emulated=True)
            rows = [
                Row(
                    "First paint of a snapshot in Chromium, median and 95th of a hundred",
                    f"{statistics.median(near):.0f} ms, {percentile(near, 0.95):.0f} ms",
                    f"under {PAINT_GOAL} ms",
                ),
                Row(
                    "The same at 10 Mbit/s and 40 ms",
                    f"{statistics.median(far):.0f} ms, {percentile(far, 0.95):.0f} ms",
                    f"at most {FAR_GOAL:,} ms",
                ),
                Row(
                    "Bytes of a visit, scripts included",
                    f"{size / 1000:.0f} kB",
                    f"at most {SIZE_GOAL} kB",
                ),
            ]
            for readers in (crowd for crowd in CROWDS if crowd <= most):
                met = asyncio.run(crowded(port, path, readers))
                rows.append(
                    Row(
                        f"{readers:,} readers, {len(met.times):,} pages in {SECONDS_EACH:.0f} s: "
                        "median and 95th of a hundred",
                        f"{statistics.median(met.times):.1f} ms, "
                        f"{percentile(met.times, 0.95):.1f} ms, {met.wrong} errors",
                        f"95th at most {ANSWER_GOAL} ms, no error",
                    )
                )
    for row in rows:
        print(f"{row.what}: {row.found} ({row.target})")
    if most == CROWDS[-1]:
        write("readers", rows, measured_by)


if __name__ == "__main__":
    main()
