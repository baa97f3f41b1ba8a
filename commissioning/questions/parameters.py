"""What questions are asked with: the kinds of value, and how a choice reaches the engine."""

from collections.abc import Sequence
from typing import Literal

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
