"""How long things take and how much memory they take, measured the same way everywhere."""

import math
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1_000_000


def milliseconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


def warm(act: Callable[[], object], *, runs: int = 5, within: float = 10.0) -> float:
    """The median milliseconds of several calls after a first; fewer where they take long.

    ``within`` is the seconds after which no further call is begun.
    """
    act()
    began, found = time.perf_counter(), []
    while len(found) < runs and (not found or time.perf_counter() - began < within):
        found.append(milliseconds(act))
    return statistics.median(found)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def resident_megabytes(process_id: int | str = "self") -> float:
    """Resident memory of a process in MB."""
    status = Path(f"/proc/{process_id}/status").read_text()
    kibibytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kibibytes) * 1024 / MEGABYTE


@dataclass
class Watched:
    """Resident megabytes of a process, seen while it was watched."""

    seen: list[float] = field(default_factory=list)

    @property
    def peak(self) -> float:
        """The most that was seen."""
        return max(self.seen)


@contextmanager
def watching_memory(process_id: int | str = "self", *, every: float = 0.05) -> Iterator[Watched]:
    """Look at a process's memory until the block ends."""
    watched, ended = Watched([resident_megabytes(process_id)]), threading.Event()

    def look() -> None:
        while not ended.wait(every):
            watched.seen.append(resident_megabytes(process_id))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield watched
    finally:
        ended.set()
        watcher.join()
