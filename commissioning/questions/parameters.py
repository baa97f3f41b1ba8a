"""What questions are asked with: the kinds of value, and how a choice reaches the engine."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from commissioning.store import Answer

Values = Sequence[str] | None
OpenEnded = Literal["leave_out", "start_year"]
Counting = Literal["counted", "left_out", "all"]
Order = Literal["largest", "smallest", "newest", "oldest", "service", "provider"]
Family = Literal["decisions", "grants", "contracts", "paid"]
Dimension = Literal[
    "programme", "service", "provider", "provider_group", "area", "funder", "instrument"
]
ReconciledFamily = Literal["decisions", "contracts", "paid"]
Committed = Literal["decisions", "contracts"]

PRICE_BASE = "2024/25"


def choice(values: Values) -> list[str] | None:
    """A list for the engine; an empty choice is no choice, and leaves nothing out."""
    return list(values) if values else None


def ask(question: str, arguments: Mapping[str, Any]) -> Answer:
    """The answer to a question that is asked with all the arguments of the function of its name.

    ``arguments`` are the function's ``locals()``: its store, and a value for each parameter of the
    question's file. A test holds the two sets of names to be the same.
    """
    given = {
        name: choice(value) if isinstance(value, list | tuple) else value
        for name, value in arguments.items()
        if name != "store"
    }
    answer: Answer = arguments["store"].ask(question, **given)
    return answer
