"""How a result is said wherever it stands: in its unit, with its interval, target, period, row.

A figure as returned is given to the decimal places it was stated with, two at most; a figure that
is worked out, such as the end of an interval, always to one.
"""

import datetime
from decimal import Decimal

from commissioning.wording.figures import (
    MINUS,
    MONTHS,
    Row,
    capitalised,
    date_in_words,
    financial_year,
    pounds_exact,
    rounded,
)

# What became of a result that is not there; none of them is a zero.
STATUSES = {
    "not_returned": "not returned",
    "not_yet_due": "not yet due",
    "not_applicable": "not applicable",
    "suppressed": "suppressed",
}
# A code of evidence.verdicts.Standing as readers see it, in the order they think in.
VERDICTS = {
    "met_clearly": "met clearly",
    "missed_clearly": "missed clearly",
    "cannot_tell": "cannot tell",
    "no_target": "no target",
    **STATUSES,
}
NOT_FOUND = "no result found"
BETTER = {
    "higher": "higher is better",
    "lower": "lower is better",
    "neutral": "neither way is better",
}
UNITS = {"percent": "per cent", "count": "number", "gbp": "pounds"}
BOUNDS = {"higher": "at least ", "lower": "at most "}
# From here on a count has no use for tenths.
LARGE_COUNT = 100


def status_words(row: Row) -> str:
    """How a result stands. One that was looked for on public pages was not found there.

    It counts as not returned, though nobody may have owed a return.
    """
    if row["verdict"] == "not_returned" and row["source_title"]:
        return NOT_FOUND
    return VERDICTS[row["verdict"]]


def figure_words(value: float, unit: str, per: int | None = None) -> str:
    """A figure as stated, in its unit: 81.4%, 1,240, 6.5 days, 13.4 per 100, £70,000,000."""
    exact = rounded(value, 2).normalize()
    return in_unit(exact, unit, per)


def worked_out_words(value: float, unit: str, per: int | None = None) -> str:
    """A figure that is worked out, to one decimal place in its unit: 84.0%, 13.4 per 100."""
    return in_unit(rounded(value, 1), unit, per)


def in_unit(number: Decimal, unit: str, per: int | None = None) -> str:
    """A number with all of its decimal places and its unit, a true minus before both."""
    if unit == "gbp":
        return pounds_exact(number)
    size = f"{abs(number):,f}"
    after = f" per {per:,}" if unit == "rate" and per else {"percent": "%"}.get(unit, "")
    if unit in ("days", "months"):
        after = f" {unit.removesuffix('s') if size == '1' else unit}"
    return f"{MINUS if number < 0 else ''}{size}{after}"


def stated(row: Row, name: str = "actual") -> str | None:
    """A result, or another figure as stated, in the result's unit; None where there is none."""
    return None if row[name] is None else figure_words(row[name], row["unit"], row["per"])


def worked_out(row: Row, name: str) -> str | None:
    """A figure worked out from results, in their unit; None where there is none."""
    return None if row[name] is None else worked_out_words(row[name], row["unit"], row["per"])


def range_words(low: float, high: float, row: Row) -> str:
    """Two figures worked out, in the unit of their result: 68.7% to 77.6%, 12.1 to 13.4 per 100.

    Counts are whole where the larger is 100 or more.
    """
    unit = row["unit"]
    whole = unit == "count" and high >= LARGE_COUNT
    ends = [rounded(end, 0 if whole else 1) for end in (low, high)]
    first = in_unit(ends[0], unit if unit in ("percent", "gbp") else "count")
    return f"{first} to {in_unit(ends[1], unit, row['per'])}"


def interval_words(row: Row) -> str | None:
    """The 95% interval of a result; None where it has none."""
    if row["interval_low"] is None:
        return None
    return range_words(row["interval_low"], row["interval_high"], row)


def no_interval(row: Row) -> str:
    """Why a result that came has no interval."""
    if row["unit"] == "days":
        return "how widely single cases differ from their average is not known"
    if row["accumulation"] == "snapshot":
        return "a number there on one day is no count of events"
    if row["unit"] not in ("percent", "rate"):
        return "it is not a count of people or events"
    if row["numerator"] is None or row["denominator"] is None:
        return "the number of people behind it is not known"
    return "the numbers of people published do not give it"


def gap_words(row: Row) -> str | None:
    """How far a result is from its target, in its own unit with its sign; None without both."""
    if row["gap"] is None:
        return None
    gap = rounded(row["gap"], 2)
    percent = row["unit"] == "percent"
    size = figure_words(float(abs(gap)), "count" if percent else row["unit"], row["per"])
    sign = "" if gap == 0 else "+" if gap > 0 else MINUS
    return f"{sign}{size}{' points' if percent else ''}"


def target_words(row: Row) -> str | None:
    """The target of a result: at least 90%, at most 7 days; None where it has none."""
    target = stated(row, "target")
    return None if target is None else f"{BOUNDS.get(row['better'], '')}{target}"


def set_words(row: Row) -> str:
    """Who set a target and when, as far as that is stated; nothing without a target."""
    if row["target"] is None:
        return ""
    by = f"set by {row['target_set_by']}" if row["target_set_by"] else "who set it is not published"
    on = row["target_set_on"]
    return f"{by}, {date_in_words(on.isoformat())}" if on else by


def point_words(row: Row) -> str:
    """Whether a result as reported reaches its target, whatever its interval.

    Nothing where it is not held to one.
    """
    if row["point_met"] is None:
        return ""
    if row["actual"] == row["target"]:
        return "at its target as reported"
    return f"{'better than' if row['point_met'] else 'short of'} its target as reported"


def parts_words(row: Row) -> str:
    """What a result was worked out from: 381 of 444; nothing where that was not published."""
    above, below = row["numerator"], row["denominator"]
    if above is None or below is None:
        return ""
    return f"{figure_words(above, 'count')} of {figure_words(below, 'count')}"


def unit_words(row: Row) -> str:
    """What an indicator is counted in: per cent, rate per 100, days."""
    if row["unit"] == "rate" and row["per"]:
        return f"rate per {row['per']:,}"
    return UNITS.get(row["unit"]) or str(row["unit"])


def better_sentence(row: Row) -> str:
    """Which way an indicator should go."""
    return f"{capitalised(BETTER[row['better']])}."


def period_words(first: datetime.date | None, last: datetime.date | None) -> str:
    """A period as people name it: September 2025, April to June 2025, 2024/25, or its two days."""
    if first is None or last is None:
        known = first or last
        if known is None:
            return "period not published"
        return f"{'from' if first else 'to'} {date_in_words(known.isoformat())}"
    following = last + datetime.timedelta(days=1)
    months = (following.year - first.year) * 12 + following.month - first.month
    if first.day != 1 or following.day != 1 or months < 1:
        days = [date_in_words(day.isoformat()) for day in (first, last)]
        return days[0] if first == last else " to ".join(days)
    if months == 12 and first.month == 4:
        return financial_year(first.year)
    ends = [f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last)]
    if months == 1:
        return ends[0]
    start = MONTHS[first.month - 1] if first.year == last.year else ends[0]
    return f"{start} to {ends[1]}"


def period_of(row: Row) -> str:
    """The period of a result."""
    return period_words(row["period_start"], row["period_end"])


def extract_words(row: Row) -> str:
    """Where a row stands in the extracts."""
    return f"{row['file']}, row {row['line']}"
