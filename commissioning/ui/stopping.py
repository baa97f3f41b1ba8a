"""Stopping on request: what was begun is finished, the stores are closed, and the end is no error.

uvicorn stops in order when it is told to, and then dies of the signal that told it, which looks
like a crash to whatever started it; and it waits for its readers without end.
"""

import gc
import logging
import signal
from types import FrameType
from typing import Any

from commissioning.ui import cache

LOGGER = logging.getLogger("commissioning")
# Longer than a question may run; shorter than what most service managers allow before they kill.
SECONDS = 25


def stop_gracefully() -> None:
    """Make SIGTERM end the server that is running now in order, with exit code 0.

    Called while uvicorn has its own handler in place; where it has not (another server, or a thread
    that cannot be signalled) nothing changes.
    """
    before = signal.getsignal(signal.SIGTERM)
    server: Any = getattr(before, "__self__", None)
    if not hasattr(server, "should_exit"):
        return
    server.config.timeout_graceful_shutdown = SECONDS

    def stop(_: int, __: FrameType | None) -> None:
        LOGGER.info("stopping")
        server.should_exit = True

    signal.signal(signal.SIGTERM, stop)


def close() -> None:
    """Let go of the data; questions that are still being asked are refused."""
    cache.close()
    # What was frozen at the start is let go of, so that DuckDB's own objects end before DuckDB.
    gc.unfreeze()
    LOGGER.info("stopped")
