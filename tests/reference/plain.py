"""The questions again, the slow way: csv, Decimal and dictionaries, from the extracts themselves.

Nothing here uses the store, its SQL or its parsing, so agreement says something.
"""

import csv
import datetime
import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

Row = dict[str, str]
Money = dict[str, Decimal]

# The two lines of the invented ledger that are malformed on purpose: rejected, and in no sum.
MALFORMED = {("illustrative/spend_lines.csv", 778), ("illustrative/spend_lines.csv", 842)}


def every_row(data: Path, package: str, resource: str) -> list[Row]:
    """An extract as dictionaries of text, each with its ``file`` and the ``line`` it starts on.

    No rows when the package does not have the extract.
    """
    name = f"{package}/{resource}.csv"
    found: list[Row] = []
    if not (data / name).is_file():
        return found
    with (data / name).open(encoding="utf-8", newline="") as text:
        reader = csv.reader(text)
        header = next(reader)
        line = reader.line_num + 1
        for values in reader:
            found.append(dict(zip(header, values, strict=True)) | {"file": name, "line": str(line)})
            line = reader.line_num + 1
    return found


def rows(data: Path, package: str, resource: str) -> list[Row]:
    """The rows of an extract that can be read."""
    return [
        row
        for row in every_row(data, package, resource)
        if (row["file"], int(row["line"])) not in MALFORMED
    ]


def descriptor(data: Path, package: str) -> dict[str, Any]:
    """A package's ``datapackage.json``; empty when there is no such package."""
    path = data / package / "datapackage.json"
    if not path.is_file():
        return {}
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def packages(data: Path) -> list[str]:
    """The names of the packages, in order."""
    return sorted(path.parent.name for path in data.glob("*/datapackage.json"))


def whole_number(text: str) -> int | None:
    """None for blank text."""
    return int(text) if text else None


def number(text: str) -> float | None:
    """None for blank text."""
    return float(text.replace(",", "")) if text else None


def day(text: str) -> datetime.date | None:
    """None for blank text."""
    return datetime.date.fromisoformat(text) if text else None


def pence(pounds: Fraction) -> Decimal:
    """Rounded to the penny, half away from nothing."""
    exact = Decimal(pounds.numerator) / Decimal(pounds.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def within(year: str, first_year: str | None, last_year: str | None) -> bool:
    """Whether a financial year is in a range; both ends count and None is no end."""
    return (first_year or year) <= year <= (last_year or year)


def label(starting: int) -> str:
    """2021 → 2021/22."""
    return f"{starting}/{(starting + 1) % 100:02d}"


def days_by_year(first: datetime.date, last: datetime.date) -> dict[str, int]:
    """Days of a period in each April–March year, counted one by one."""
    days: dict[str, int] = defaultdict(int)
    day = first
    while day <= last:
        days[label(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)] += 1
        day += datetime.timedelta(days=1)
    return dict(days)


def profile(amount: Decimal, first: datetime.date, last: datetime.date) -> Money:
    """An award spread by day, parts rounded so that their running total is right to the penny."""
    days = days_by_year(first, last)
    total, passed, paid, parts = sum(days.values()), 0, Decimal(0), {}
    for year in sorted(days):
        passed += days[year]
        due = Fraction(amount) * passed / total
        running = (Decimal(due.numerator) / Decimal(due.denominator)).quantize(
            Decimal("0.01"), ROUND_HALF_UP
        )
        parts[year], paid = running - paid, running
    return parts


def is_counted(row: Row) -> bool:
    """Commissioned and new money: the traps of the data's README."""
    return row["scope"] == "commissioned" and row["is_new_money"] == "yes"


def placed(row: Row, open_ended: str = "leave_out") -> Money:
    """A decision line's amount by financial year; nothing when its dates are not known."""
    amount = Decimal(row["amount_gbp"])
    if row["financial_year"]:
        return {row["financial_year"]: amount}
    if row["start_year"] and row["end_year"]:
        return profile(
            amount,
            datetime.date(int(row["start_year"]), 4, 1),
            datetime.date(int(row["end_year"]), 3, 31),
        )
    if row["start_year"] and open_ended == "start_year":
        return {label(int(row["start_year"])): amount}
    return {}


def found(
    decisions: Iterable[Row], direction: str, by: str, open_ended: str = "leave_out"
) -> dict[tuple[str, str], list[tuple[Row, Decimal]]]:
    """Counted decision lines with their part of each (year, value of ``by``)."""
    cells: dict[tuple[str, str], list[tuple[Row, Decimal]]] = defaultdict(list)
    for row in decisions:
        if row["direction"] == direction and is_counted(row):
            for year, part in placed(row, open_ended).items():
                cells[year, row[by] or "Not stated"].append((row, part))
    return cells


def series_amounts(data: Path, package: str, series_id: str) -> Money:
    """A published series as the sum of its components by year."""
    totals = {
        row["total_id"]: Decimal(row["amount_gbp"]) for row in rows(data, package, "spend_totals")
    }
    amounts: Money = defaultdict(Decimal)
    for point in rows(data, package, "series_points"):
        if point["series_id"] == series_id and point["role"] == "component":
            amounts[point["financial_year"]] += totals[point["total_id"]]
    return dict(amounts)


def deflators(data: Path) -> dict[str, Fraction]:
    """Deflator by year, exact."""
    return {
        row["financial_year"]: Fraction(row["index"])
        for row in rows(data, "reference", "gdp_deflator")
    }
