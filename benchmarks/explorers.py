"""Readers who explore: each opens a page, changes its years every so often, and leaves."""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.session import Session

PAGES = ("providers", "bridge", "services", "funding-flow", "")
YEARS = ("2022/23", "2023/24", "2021/22", "2024/25")


@dataclass
class Explorer:
    """One reader in a thread of its own; ``seconds`` are how long each change took."""

    port: int
    number: int
    think: float
    pages: Sequence[str] = PAGES
    seconds: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    changes_a_visit: int = 1_000_000

    def explore(self, until: float) -> None:
        """Visit pages until the clock of ``time.monotonic`` says so."""
        draw = random.Random(self.number)  # noqa: S311 - which page is next is no secret
        turn = self.number
        while time.monotonic() < until:
            page = self.pages[turn % len(self.pages)]
            turn += 1
            try:
                began = time.perf_counter()
                with Session(self.port, page) as session:
                    self.first.append(time.perf_counter() - began)
                    for _ in range(self.changes_a_visit):
                        # Readers do not click in step.
                        time.sleep(self.think * draw.uniform(0.5, 1.5))
                        if time.monotonic() >= until:
                            break
                        self.seconds.append(session.choose("Last year", draw.choice(YEARS)))
            except Exception as fault:  # noqa: BLE001 - whatever it is, a reader met it
                self.faults.append(f"/{page}: {fault!r}")
                time.sleep(self.think)


def explore(explorers: Sequence[Explorer], seconds: float) -> None:
    """Let all of them explore at once, for so long."""
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=one.explore, args=(until,)) for one in explorers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
