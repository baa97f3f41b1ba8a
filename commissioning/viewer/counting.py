"""How often snapshots are opened and their files taken away, and nothing about who did."""

import asyncio
import logging
from collections import Counter

import anyio

from commissioning.sharing.register import Register

LOGGER = logging.getLogger("commissioning")
SECONDS_BETWEEN = 10.0


class Counting:
    """Counts held in memory for some seconds, then entered in the register all at once.

    A reader never waits for the disk, and the register does not tell to the second when a page was
    opened. Where the register cannot be written, readers go on reading and the log says so.
    """

    def __init__(self, register: Register, seconds: float = SECONDS_BETWEEN) -> None:
        self._register = register
        self._seconds = seconds
        self._opened: Counter[str] = Counter()
        self._exported: Counter[str] = Counter()
        self._waiting: asyncio.Task[None] | None = None

    def opened(self, digest: str) -> None:
        """Count a page that was opened."""
        self._opened[digest] += 1
        self._enter_soon()

    def exported(self, digest: str) -> None:
        """Count a file that was taken away."""
        self._exported[digest] += 1
        self._enter_soon()

    def enter(self) -> None:
        """Enter what was counted since the last time."""
        opened, self._opened = self._opened, Counter()
        exported, self._exported = self._exported, Counter()
        try:
            self._register.record_opens(opened, exported)
        except OSError:
            LOGGER.exception("openings could not be entered in the register")

    def _enter_soon(self) -> None:
        if self._waiting is None or self._waiting.done():
            self._waiting = asyncio.get_running_loop().create_task(self._enter_later())

    async def _enter_later(self) -> None:
        await asyncio.sleep(self._seconds)
        await anyio.to_thread.run_sync(self.enter)
