"""What is noted of every question: its name, how long it took, how much it returned, of which data.

Of its parameters only those whose names are listed here: years, numbers and choices from short
lists that the dashboard itself offers. What a visitor typed or searched for, and the names of
services, providers and places, are noted nowhere, and neither is a parameter nobody has listed.
"""

import datetime
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

LOGGER = logging.getLogger("commissioning.questions")

Outcome = Literal["answered", "refused", "too long"]

PLAIN = frozenset(
    {
        "amount_bases",
        "as_at",
        "contract_percent",
        "counting",
        "datings",
        "dimension",
        "dimensions",
        "direction",
        "directions",
        "ends_from",
        "ends_to",
        "evidence",
        "family",
        "financial_year",
        "first_year",
        "from_year",
        "growth_percent",
        "index_base",
        "instruments",
        "last_year",
        "latest_only",
        "limit",
        "months",
        "offset",
        "open_ended",
        "order",
        "package",
        "period_end",
        "period_start",
        "price_base",
        "real_terms",
        "share_percent",
        "states",
        "to_year",
        "within_months",
    }
)
WITHHELD = "…"


@dataclass(frozen=True)
class Asked:
    """One question and what became of it; ``seconds`` from asking to the last row."""

    question: str
    outcome: Outcome
    seconds: float
    rows: int
    data_version: str
    parameters: Mapping[str, Any]


@dataclass
class Count:
    """How often a question was asked, how long it took in all, and how often it failed."""

    asked: int = 0
    seconds: float = 0.0
    rows: int = 0
    failed: dict[Outcome, int] = field(default_factory=dict)


_counts: dict[str, Count] = {}
_counting = threading.Lock()


def plain(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that may be written down, as values that JSON has."""
    return {
        name: _written(value)
        for name, value in sorted(parameters.items())
        if name in PLAIN and value is not None
    }


def withheld(text: str, parameters: Mapping[str, Any]) -> str:
    """An engine's message without the values, of parameters that are not plain, it may quote."""
    quoted = {
        value
        for name, given in parameters.items()
        if name not in PLAIN
        for value in (given if isinstance(given, list | tuple) else (given,))
        if isinstance(value, str) and len(value) > 1
    }
    for value in sorted(quoted, key=len, reverse=True):
        text = text.replace(value, WITHHELD)
    return text


def note(asked: Asked) -> None:
    """Count a question and write it to the log."""
    with _counting:
        count = _counts.setdefault(asked.question, Count())
        count.asked += 1
        count.seconds += asked.seconds
        count.rows += asked.rows
        if asked.outcome != "answered":
            count.failed[asked.outcome] = count.failed.get(asked.outcome, 0) + 1
    LOGGER.log(
        logging.INFO if asked.outcome == "answered" else logging.WARNING,
        "%s %s",
        asked.question,
        asked.outcome,
        extra={
            "noted": {
                "question": asked.question,
                "outcome": asked.outcome,
                "milliseconds": round(1000 * asked.seconds, 3),
                "rows": asked.rows,
                "data_version": asked.data_version,
                "parameters": plain(asked.parameters),
            }
        },
    )


def counts() -> dict[str, Count]:
    """What this process has been asked so far, by question in order of name."""
    with _counting:
        return {
            name: Count(count.asked, count.seconds, count.rows, dict(count.failed))
            for name, count in sorted(_counts.items())
        }


def _written(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_written(entry) for entry in value]
    if isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
