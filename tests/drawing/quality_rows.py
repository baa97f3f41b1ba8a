"""Rows of the data's quality to draw and to say."""

import datetime
from typing import Any

from commissioning import charts
from commissioning.charts import Chart
from commissioning.palette import Palette

Row = dict[str, Any]


def ledger_month(month: int, lines: int, withheld: int = 0, bare: int = 0) -> Row:
    """A month of 2024 in a ledger, no line of which lacks both its provider and its invoice."""
    complete = lines - withheld - bare
    return {
        "month": datetime.date(2024, month, 1), "lines": lines, "complete": complete,
        "withheld": withheld, "without_invoice": bare,
        "complete_percent": 100 * complete / lines if lines else None,
    }  # fmt: skip


def return_month(month: int, in_time: int, late: int, unknown: int, missing: int) -> Row:
    """A month of 2024 in which the periods of some returns ended."""
    came = in_time + late + unknown
    return {
        "month": datetime.date(2024, month, 1), "expected": came + missing, "came": came,
        "in_time": in_time, "late": late, "day_unknown": unknown, "not_returned": missing,
        "came_percent": 100 * came / (came + missing),
    }  # fmt: skip


LEDGER = [ledger_month(1, 8), ledger_month(2, 0), ledger_month(3, 10, 1, 2), ledger_month(4, 4)]
RETURNS = [
    return_month(1, 5, 0, 0, 0),
    return_month(2, 1, 2, 0, 1),
    return_month(6, 1, 0, 1, 0),
]


def extract(resource: str, **values: object) -> Row:
    """What is known of the quality of an extract that nothing is amiss in, unless it is told."""
    return {
        "resource": resource, "title": "Title", "path": f"made/{resource}.csv", "rows_in": 10,
        "rows_loaded": 10, "rows_rejected": 0, "first_day": None, "last_day": None,
        "expected": None, "complete": None, "complete_percent": None, "months_without": None,
        "late": None, "day_unknown": None, "checks_failed": 0, "findings": 0, **values,
    }  # fmt: skip


def name(name: str, rule: str = "spelling", reference: str | None = None, **values: object) -> Row:
    """A name of a provider as filed."""
    return {
        "name": name, "reference": reference, "provider": name, "rule": rule,
        "same": reference or f"name {name.lower()}", "lines": 1, "file": "made/spend_lines.csv",
        "line": 2, **values,
    }  # fmt: skip


def drawn_quality(palette: Palette) -> dict[str, Chart]:
    """Each chart of the data's quality by name."""
    return {
        "ledger months": charts.ledger_columns(LEDGER, palette, place="London"),
        "return months": charts.return_columns(RETURNS, palette, place="London"),
    }
