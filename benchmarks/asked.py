"""What to ask a made package: every question, as a page first asks it, and narrowed by a reader."""

import datetime
import inspect
from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.contracts.examples import EXAMPLES, QUESTIONS

# What the made package holds, by the name of a parameter.
MADE: dict[str, Any] = {
    "package": "made",
    "family": "paid",
    "dimension": "provider",
    "from_year": "2022/23",
    "to_year": "2023/24",
    "series_id": "I000003",
    "series_ids": ["paid"],
    "as_at": datetime.date(2025, 3, 31),
    "check_name": "result_without_value",
    "extract": "spend_lines",
    "period_start": datetime.date(2024, 4, 1),
    "period_end": datetime.date(2024, 4, 30),
}
NARROWED: dict[str, Any] = {
    "first_year": "2019/20",
    "last_year": "2023/24",
    "programmes": ["Programme A", "Programme C"],
    "text": "provider 10",
    "series_id": "I000003",
}
# What the pages that ask a question give it beyond what it needs. They ask for all results of a
# package only where none of them is split, as those of the made one are.
ON_ITS_PAGE: dict[str, dict[str, Any]] = {
    "control_points": {"series_id": "I000003"},
    "indicator_ratings": {"latest_only": True},
    "indicator_results": {"series_id": "I000003"},
    "spend_by_year": {"dimension": "instrument"},
}
# Questions that compare the areas of one period.
OF_AREAS = ("comparison_units", "equality_rates")


def asked() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each question's name, how it is asked (first or narrowed) and its arguments."""
    for name, function in QUESTIONS.items():
        parameters = inspect.signature(function).parameters
        bound = function.keywords if isinstance(function, partial) else {}
        needed = [
            parameter.name
            for parameter in parameters.values()
            if parameter.kind is parameter.KEYWORD_ONLY
            and parameter.default is parameter.empty
            and parameter.name not in bound
        ]
        arguments = {wanted: MADE.get(wanted, EXAMPLES[name][0].get(wanted)) for wanted in needed}
        arguments |= ON_ITS_PAGE.get(name, {})
        if name in OF_AREAS:
            arguments["dimension"] = "area"
        yield name, "first", arguments
        narrowing = {name: value for name, value in NARROWED.items() if name in parameters}
        if narrowing:
            yield name, "narrowed", {**arguments, **narrowing}
