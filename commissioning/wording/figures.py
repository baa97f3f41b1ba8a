"""Figures in words: money, percentages, counts and financial years as a reader expects them.

Every rounding is half up on the decimal digits (2.25 becomes 2.3), which is what a reader with a
calculator does; Python's own formatting rounds halves to even and would print 2.2.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Row = Mapping[str, Any]
Rows = Sequence[Row]

# What everything that leaves the dashboard says of data that is not real.
INVENTED = "Illustrative data: everything in it is invented."
MINUS = "\N{MINUS SIGN}"
THOUSAND = Decimal(1_000)
MILLION = Decimal(1_000_000)
BILLION = Decimal(1_000_000_000)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def rounded(value: Decimal | float | int, places: int = 0) -> Decimal:
    """``value`` to so many decimal places, halves away from zero; never a negative zero."""
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    result = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def pounds_short(amount: Decimal, precision: str | None = None) -> str:
    """An amount of pounds for a label: £950, £480k, £59.9m, £3.5bn; a true minus before the pound.

    Under £10,000 it is given to the pound, under a million to the thousand, above that to a tenth
    of a million or of a billion. A figure its source rounded to the million or coarser
    (``precision`` rounded_1m, rounded_100m) is not given a decimal place it never had.
    """
    sign = MINUS if amount < 0 else ""
    size = abs(amount)
    if rounded(size) < 10 * THOUSAND:
        return f"{sign if rounded(size) else ''}£{rounded(size):,}"
    if rounded(size / THOUSAND) < THOUSAND:
        return f"{sign}£{rounded(size / THOUSAND)}k"
    if rounded(size / MILLION, 1) < THOUSAND:
        coarse = precision in COARSE and rounded(size / MILLION) < THOUSAND
        return f"{sign}£{rounded(size / MILLION, 0 if coarse else 1):,}m"
    return f"{sign}£{rounded(size / BILLION, 1):,}bn"


COARSE = ("rounded_1m", "rounded_100m")


def pounds_published(amount: Decimal, precision: str | None) -> str:
    """A published total as short pounds, "around £70m" where its source gave whole millions."""
    short = pounds_short(amount, precision)
    return f"around {short}" if precision in COARSE else short


def pounds_exact(amount: Decimal, pence: bool | None = None) -> str:
    """An amount to the pound, or to the penny where it has pence: £16,765,943, £21,939,808.88.

    ``pence`` True prints two decimal places always, for a column in which some amounts have pence.
    """
    shown = (amount != amount.to_integral_value()) if pence is None else pence
    number = rounded(amount, 2 if shown else 0)
    return f"{MINUS if number < 0 else ''}£{abs(number):,}"


def percent(value: float | Decimal, places: int = 1, signed: bool = False) -> str:
    """A percentage given in percent units (1.1 is 1.1%), signed with + or a true minus if asked."""
    return f"{number_signed(value, places) if signed else _plain(value, places)}%"


def points(value: float | Decimal, places: int = 1) -> str:
    """A difference in percentage points with its sign and without its unit, such as +8.2."""
    return number_signed(value, places)


def number_signed(value: float | Decimal, places: int = 1) -> str:
    """A number with + or a true minus; a number that rounds to zero has no sign."""
    number = rounded(value, places)
    sign = "+" if number > 0 else MINUS if number < 0 else ""
    return f"{sign}{abs(number):,}"


def _plain(value: float | Decimal, places: int) -> str:
    number = rounded(value, places)
    return f"{MINUS if number < 0 else ''}{abs(number):,}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: 1 decision, 1,250 decisions, 0 decisions."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def count_in_words(number: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun for running text, in words below ten: four totals, one total."""
    return f"{in_words(number)} {noun if number == 1 else plural or noun + 's'}"


def in_words(number: int) -> str:
    """A whole number for running text, in words below ten; none is "no"."""
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else f"{number:,}"


def capitalised(sentence: str) -> str:
    """``sentence`` with its first letter a capital and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def uncapitalised(name: str) -> str:
    """A name for the middle of a sentence; an abbreviation or proper name keeps its capitals.

    Only a first word that is a capital followed by small letters, with no other capital in the
    name, is lowered: "Commissioning budget" is, "Home Office grant" and "VAWG" are not.
    """
    return name[:1].lower() + name[1:] if name[1:] == name[1:].lower() else name


def listed(names: Iterable[str]) -> str:
    """Names joined as in a sentence: a, b and c."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def start_year(financial_year: str) -> int:
    """The calendar year a financial year starts in: 2021 for 2021/22."""
    return int(financial_year[:4])


def has_ended(financial_year: str, as_at: str) -> bool:
    """Whether a financial year was over on an ISO date."""
    return f"{start_year(financial_year) + 1}-03-31" <= as_at


def financial_year(start: int) -> str:
    """The financial year that starts in April of ``start``: 2021/22 for 2021."""
    return f"{start}/{(start + 1) % 100:02d}"


def year_span(years: Iterable[str]) -> str:
    """The first and last of some financial years: "2012/13 to 2022/23", or the one there is."""
    found = sorted(set(years), key=start_year)
    if not found:
        return ""
    return found[0] if len(found) == 1 else f"{found[0]} to {found[-1]}"


def year_runs(years: Iterable[str]) -> list[tuple[str, str]]:
    """Financial years as unbroken runs, each its first and last year."""
    runs: list[list[int]] = []
    for year in sorted({start_year(label) for label in years}):
        if runs and runs[-1][1] == year - 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return [(financial_year(first), financial_year(last)) for first, last in runs]


def years_listed(years: Iterable[str]) -> str:
    """Financial years in a sentence, runs shortened: 2013/14 to 2018/19 and 2020/21."""
    return listed(
        first if first == last else f"{first} to {last}" for first, last in year_runs(years)
    )


def years_between(first: str, last: str) -> list[str]:
    """Every financial year from first to last, both included."""
    return [financial_year(year) for year in range(start_year(first), start_year(last) + 1)]


def date_in_words(date: str) -> str:
    """A date as precise as it is known: 12 December 2024, December 2024 or 2024."""
    parts = date[:10].split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)
