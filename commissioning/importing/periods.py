"""Periods that a heading or a cell names: a month, a quarter or a financial year."""

import calendar
import datetime
import re
from dataclasses import dataclass

MONTHS = [name.lower() for name in calendar.month_name][1:]
_YEAR = r"(?P<from>(?:19|20)?\d{2})\s*[/–-]\s*(?P<to>(?:19|20)?\d{2})"
_QUARTER = re.compile(
    rf"(?i)(?:q|qtr|quarter)\s*(?P<quarter>[1-4])(?:[\s,:-]*(?:of|fy)?\s*{_YEAR})?"
)
_QUARTER_LAST = re.compile(rf"(?i)(?:fy\s*)?{_YEAR}[\s,:-]*(?:q|qtr|quarter)\s*(?P<quarter>[1-4])")
_FINANCIAL = re.compile(rf"(?i)(?:fy\s*)?{_YEAR}(?:\s*(?:actual|outturn|result))?")
_MONTH = re.compile(r"(?i)(?P<month>[a-z]{3,9})[\s'/,-]*(?P<year>(?:20)?\d{2})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?(?:[T ].*)?")


@dataclass(frozen=True)
class Period:
    """The first and the last day of a period."""

    first: datetime.date
    last: datetime.date


def starting_year(text: str) -> int | None:
    """The year in which the financial year that a text names begins; None when it names none."""
    found = re.search(_YEAR, text)
    if not found:
        return None
    first = int(found["from"])
    first += 0 if first > 99 else 2000
    return first if (first + 1) % 100 == int(found["to"]) % 100 else None


def named(text: str, year: int | None = None) -> Period | None:
    """The period a text names, None when it names none.

    ``year`` is when the financial year begins for a quarter that names no year of its own.
    """
    said = " ".join(text.split())
    quarter = _QUARTER.fullmatch(said) or _QUARTER_LAST.fullmatch(said)
    if quarter:
        began = starting_year(said) if quarter["from"] else year
        return None if began is None else _months(began, 4 + 3 * (int(quarter["quarter"]) - 1), 3)
    if _FINANCIAL.fullmatch(said):
        began = starting_year(said)
        return None if began is None else _months(began, 4, 12)
    iso = _ISO.fullmatch(said)
    if iso and 1 <= int(iso["month"]) <= 12:
        return _months(int(iso["year"]), int(iso["month"]), 1)
    month = _MONTH.fullmatch(said)
    if month:
        starts = [
            at for at, name in enumerate(MONTHS, 1) if name.startswith(month["month"].lower())
        ]
        if len(starts) == 1:
            number = int(month["year"])
            return _months(number if number > 99 else 2000 + number, starts[0], 1)
    return None


def is_quarter_alone(text: str) -> bool:
    """Whether a text is a quarter that does not say of which year."""
    found = _QUARTER.fullmatch(" ".join(text.split()))
    return bool(found) and found is not None and not found["from"]


def _months(year: int, month: int, length: int) -> Period:
    first = datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    end = month - 1 + length
    following = datetime.date(year + end // 12, end % 12 + 1, 1)
    return Period(first, following - datetime.timedelta(days=1))
