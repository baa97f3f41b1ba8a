"""Questions that run too long are stopped.

One thread watches them all. A question that ends in time costs it nothing: it wakes only when the
oldest question it knew of has used up its time.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Protocol

import duckdb


class Interruptible(Protocol):
    """What can be stopped from another thread: a cursor."""

    def interrupt(self) -> None:
        """Stop what is running."""


@dataclass(eq=False)
class Limited:
    """A question under a time limit; ``passed`` says whether it was stopped for it."""

    cursor: Interruptible
    ends: float
    passed: bool = False


class Watch:
    """Stops what runs longer than it may. Safe to share between threads."""

    def __init__(self) -> None:
        self._running: set[Limited] = set()
        self._changed = threading.Condition()
        self._looks_again = float("inf")
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, cursor: Interruptible, seconds: float) -> Iterator[Limited]:
        """Interrupt ``cursor`` when this block takes longer than ``seconds``.

        The engine then raises its own error inside the block, and ``passed`` is set.
        """
        limited = Limited(cursor, time.monotonic() + seconds)
        with self._changed:
            self._running.add(limited)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="time-limit", daemon=True)
                self._thread.start()
            if limited.ends < self._looks_again:
                self._changed.notify()
        try:
            yield limited
        finally:
            with self._changed:
                self._running.discard(limited)

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for limited in [each for each in self._running if each.ends <= now]:
                    limited.passed = True
                    self._running.discard(limited)
                    with suppress(duckdb.Error):
                        limited.cursor.interrupt()
                self._looks_again = min(
                    (limited.ends for limited in self._running), default=float("inf")
                )
                idle = self._looks_again == float("inf")
                self._changed.wait(None if idle else self._looks_again - now)


WATCH = Watch()
