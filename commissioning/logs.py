"""What a server writes of itself: one JSON object a line, on stderr.

Each line has ``at`` (UTC), ``level``, ``logger`` and ``message``; what was noted of a question
stands beside them, and an error has its ``traceback``. A line break in a message or a value is
written as JSON writes it, so no text from outside can begin a line of its own.
"""

import json
import logging
import sys

from commissioning import clock

LOGGER = logging.getLogger("commissioning")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, object] = {
            "at": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update(getattr(record, "noted", {}))
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def to_stderr() -> None:
    """Write everything the dashboard logs, from now on, as lines of JSON on stderr."""
    if any(isinstance(handler.formatter, JsonLines) for handler in LOGGER.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
