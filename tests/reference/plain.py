"""The questions again, the slow way: csv, Decimal and dictionaries, from the extracts themselves.

Nothing here uses the store, its SQL or its parsing, so agreement says something.
"""

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

Row = dict[str, str]
Money = dict[str, Decimal]


def rows(data: Path, package: str, resource: str) -> list[Row]:
    """An extract as dictionaries of text."""
    with (data / package / f"{resource}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


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
