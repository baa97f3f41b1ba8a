"""Control charts again, by brute force: exact fractions of the figures as filed, rule by rule.

Every point is asked of each rule on its own, by looking at every window of points that holds it.
Laney's limits come from a chart of standardised values, turned back into percentages, with the one
square root in fifty digits.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from commissioning.evidence import control
from commissioning.statistics import spc_refusal
from tests.reference import published

Rows = list[dict[str, Any]]
# Fractions, None in a gap.
Values = list[Any]

SHOWN = (
    "outcome_id", "series_id", "indicator", "service", "provider", "unit", "per", "better",
    "accumulation", "definition_version", "period_start", "period_end", "numerator",
    "denominator", "actual", "target", "target_set_on", "status", "file", "line",
)  # fmt: skip
LIMITS = ("mean", "lower_limit", "upper_limit", "lower_near_limit", "upper_near_limit")
ADDED = (
    *LIMITS, "amount", "signal", "point_type", "variation", "assurance", "not_charted",
)  # fmt: skip
REASONS = {
    "cumulative": spc_refusal.CUMULATIVE,
    "rolling": spc_refusal.ROLLING,
    "repeated": spc_refusal.REPEATED,
    "undated": control.NO_DATES,
    "parts": control.NO_PARTS,
}
TWO_THIRDS = Fraction(2, 3)


def control_points(
    data: Path,
    *,
    package: str,
    series_id: str | None = None,
    kind: str = "xmr",
    screened: bool = False,
    rebased: bool = True,
) -> Rows:
    """See questions.control_points; which reason holds is found here, its words are the code's."""
    every = [
        row
        for row in published.outcome_results(data, package)
        if row["dimension"] == "all" and row["series_id"] == (series_id or row["series_id"])
    ]
    every.sort(
        key=lambda row: (
            row["series_id"],
            *map(text_of, (row["period_end"], row["period_start"])),
            row["outcome_id"],
        )
    )
    answer: Rows = []
    for _, rows in groupby(every, key=lambda row: row["series_id"]):
        points = list(rows)
        added = charted(points, kind, screened, rebased)
        answer.extend(
            {name: row[name] for name in SHOWN} | dict.fromkeys(ADDED) | extra
            for row, extra in zip(points, added, strict=True)
        )
    return answer


def text_of(day: datetime.date | None) -> str:
    """A day as text that sorts like it, what is not known last."""
    return "not known" if day is None else day.isoformat()


def charted(rows: Rows, kind: str, screened: bool, rebased: bool) -> Rows:
    """What a chart adds to the results of one series."""
    reason = refusal(rows, kind)
    came = [row for row in rows if row["actual"] is not None]
    if reason or not came:
        return [{"not_charted": reason and REASONS[reason]} for _ in rows]
    added: Rows = []
    marks: dict[str, Any] = {}
    parts = groupby(rows, key=lambda row: row["definition_version"]) if rebased else [(1, rows)]
    for _, part in parts:
        points = list(part)
        chart = laney(points, screened) if kind == "p_prime" else individuals(points, screened)
        added.extend(chart)
        filed = [n for n, row in enumerate(points) if row["actual"] is not None]
        if filed:
            marks = summed(chart[filed[-1]], points[filed[-1]]["better"], came[-1]["target"])
    for row in added:
        for name in LIMITS:
            row[name] = None if row[name] is None else float(row[name])
    return [row | marks for row in added]


def refusal(rows: Rows, kind: str) -> str | None:
    """Why a series is not charted, as a code; every pair of its periods is compared."""
    periods = [(row["period_start"], row["period_end"]) for row in rows]
    if any(day is None for period in periods for day in period):
        return "undated"
    if rows[0]["accumulation"] in ("cumulative", "rolling"):
        return str(rows[0]["accumulation"])
    pairs = [(one, other) for n, one in enumerate(periods) for other in periods[n + 1 :]]
    if any(one == other for one, other in pairs):
        return "repeated"
    if any(one[0] == other[0] for one, other in pairs):
        return "cumulative"
    if any(one[0] <= other[1] and other[0] <= one[1] for one, other in pairs):
        return "rolling"
    parts = [
        row["unit"] == "percent"
        and None not in (row["numerator"], row["denominator"])
        and 0 <= row["numerator"] <= row["denominator"] > 0
        for row in rows
        if row["actual"] is not None
    ]
    return "parts" if kind == "p_prime" and not all(parts) and parts else None


def average_range(values: Values, screened: bool) -> Fraction | None:
    """The average step between neighbours that both came, extreme steps left out once if asked."""
    steps = [
        abs(here - before)
        for before, here in pairwise(values)
        if before is not None and here is not None
    ]
    if not steps:
        return None
    average = sum(steps) / len(steps)
    usual = [step for step in steps if step < Fraction("3.267") * average]
    return sum(usual) / len(usual) if screened and average else Fraction(average)


def individuals(rows: Rows, screened: bool) -> Rows:
    """An XmR chart of one part."""
    values: Values = [filed(row["actual"]) for row in rows]
    came = [value for value in values if value is not None]
    alike = len(came) > 1 and len(set(came)) == 1
    average = Fraction(0) if alike else average_range(values, screened)
    width = None if average is None else Fraction("2.66") * average
    mean = sum(came) / len(came) if came else None
    limits = [limits_of(mean, width) for _ in rows]
    rules = (outside, trend, two_in_three, shift)
    return [
        point(rows[n], limits[n], amount(came, average), signal_at(n, values, limits, rules))
        for n in range(len(rows))
    ]


def laney(rows: Rows, screened: bool) -> Rows:
    """A p′ chart of one part in per cent, by way of a chart of standardised values."""
    counts: Values = [filed(row["numerator"]) for row in rows]
    sizes: Values = [filed(row["denominator"]) for row in rows]
    came = [n for n, row in enumerate(rows) if row["actual"] is not None]
    values: Values = [100 * counts[n] / sizes[n] if n in came else None for n in range(len(rows))]
    rates = [value for value in values if value is not None]
    mean = 100 * sum(counts[n] for n in came) / sum(sizes[n] for n in came) if came else None
    alike = len(rates) > 1 and len(set(rates)) == 1
    spreads = [
        root(mean * (100 - mean) / size) if mean is not None and size and not alike else None
        for size in sizes
    ]
    standard: Values = [
        None if value is None or spread is None or mean is None else (value - mean) / spread
        for value, spread in zip(values, spreads, strict=True)
    ]
    average = Fraction(0) if alike else average_range(standard, screened)
    limits = [
        limits_of(mean, Fraction(0) if alike else None if spread is None or average is None
                  else 3 * average / Fraction("1.128") * spread)
        for spread in spreads
    ]  # fmt: skip
    return [
        point(
            rows[n], limits[n], amount(rates, average), signal_at(n, values, limits,
                                                                  (outside, shift))
        )
        for n in range(len(rows))
    ]  # fmt: skip


def filed(value: float | None) -> Fraction | None:
    """A figure as the decimal it was filed as."""
    return None if value is None else Fraction(repr(value))


def root(square: Fraction) -> Fraction:
    """A square root to fifty digits."""
    with localcontext() as digits:
        digits.prec = 50
        return Fraction((Decimal(square.numerator) / Decimal(square.denominator)).sqrt())


def limits_of(mean: Fraction | None, width: Fraction | None) -> dict[str, Any]:
    """The five lines at one point; only the mean where there is no width."""
    shares = (Fraction(0), Fraction(-1), Fraction(1), -TWO_THIRDS, TWO_THIRDS)
    lines = {
        name: None if mean is None or width is None else mean + share * width
        for name, share in zip(LIMITS, shares, strict=True)
    }
    return lines | {"mean": mean}


def amount(came: list[Fraction], average: Fraction | None) -> str:
    """How much may be drawn."""
    if average is None or len(came) < 7:
        return "dots"
    return "full" if len(came) >= 13 else "trial"


Lines = list[dict[str, Any]]
Rule = Callable[[int, Values, Lines], str | None]


def signal_at(n: int, values: Values, limits: Lines, rules: tuple[Rule, ...]) -> str | None:
    """The first rule that a point meets; nothing in a gap."""
    if values[n] is None:
        return None
    found = (rule(n, values, limits) for rule in rules)
    return next((signal for signal in found if signal), "common_cause")


def windows(n: int, values: Values, length: int) -> list[range]:
    """Every run of so many points that holds a point and has no gap, the earliest first."""
    return [
        range(start, start + length)
        for start in range(max(0, n - length + 1), min(n, len(values) - length) + 1)
        if None not in values[start : start + length]
    ]


def outside(n: int, values: Values, limits: Lines) -> str | None:
    """Beyond a limit."""
    value, lower, upper = values[n], limits[n]["lower_limit"], limits[n]["upper_limit"]
    if lower is None or value is None:
        return None
    return "above_limit" if value > upper else "below_limit" if value < lower else None


def trend(n: int, values: Values, _: Lines) -> str | None:
    """One of seven that each rise, or each fall."""
    for seven in windows(n, values, 7):
        steps = [values[i + 1] - values[i] for i in seven[:-1]]
        if all(step > 0 for step in steps):
            return "rising"
        if all(step < 0 for step in steps):
            return "falling"
    return None


def two_in_three(n: int, values: Values, limits: Lines) -> str | None:
    """Two sigma away, and one of two such in three on one side; beyond a limit counts too."""

    def high(i: int) -> bool:
        near = limits[i]["upper_near_limit"]
        return near is not None and bool(values[i] > near)

    def low(i: int) -> bool:
        near = limits[i]["lower_near_limit"]
        return near is not None and bool(values[i] < near)

    for three in windows(n, values, 3):
        if high(n) and sum(map(high, three)) > 1 and all(over(i, values, limits) for i in three):
            return "two_in_three_high"
        if low(n) and sum(map(low, three)) > 1 and all(under(i, values, limits) for i in three):
            return "two_in_three_low"
    return None


def shift(n: int, values: Values, limits: Lines) -> str | None:
    """One of seven on one side of the mean."""
    for seven in windows(n, values, 7):
        if all(over(i, values, limits) for i in seven):
            return "shift_high"
        if all(under(i, values, limits) for i in seven):
            return "shift_low"
    return None


def over(i: int, values: Values, limits: Lines) -> bool:
    """Whether a point is above the mean."""
    return bool(values[i] > limits[i]["mean"])


def under(i: int, values: Values, limits: Lines) -> bool:
    """Whether a point is below the mean."""
    return bool(values[i] < limits[i]["mean"])


def point(
    row: dict[str, Any], limits: dict[str, Any], amount: str, signal: str | None
) -> dict[str, Any]:
    """What is added to one result."""
    return {**limits, "amount": amount, "signal": signal, "point_type": meaning(signal, row)}


def meaning(signal: str | None, row: dict[str, Any]) -> str | None:
    """What a signal is, by which way is better."""
    if signal in (None, "common_cause"):
        return signal
    high = signal in ("above_limit", "rising", "two_in_three_high", "shift_high")
    if row["better"] == "neutral":
        return "neutral_high" if high else "neutral_low"
    return "improvement" if high == (row["better"] == "higher") else "concern"


def summed(last: dict[str, Any], better: str, target: float | None) -> dict[str, Any]:
    """The two marks, from the last point that came."""
    if last["amount"] != "full":
        return {}
    high = last["signal"] in ("above_limit", "rising", "two_in_three_high", "shift_high")
    kind = last["point_type"]
    if kind in ("improvement", "concern"):
        kind += "_high" if high else "_low"
    aim = filed(target)
    if aim is None or better == "neutral":
        return {"variation": kind, "assurance": "none"}
    beyond = (aim > last["upper_limit"]) - (aim < last["lower_limit"])
    hard = beyond if better == "higher" else -beyond
    return {"variation": kind, "assurance": {1: "fail", 0: "hit_or_miss", -1: "pass"}[hard]}
