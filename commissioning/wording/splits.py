"""Words that every split of a result shares: its period, its parts and the figures of each."""

import datetime
from collections.abc import Sequence

from commissioning.wording.figures import (
    MONTHS,
    Row,
    Rows,
    date_in_words,
    financial_year,
    listed,
    percent,
)

# What one part of a split is called, and several of them.
NOUNS = {
    "area": ("area", "areas"),
    "provider": ("provider", "providers"),
    "age": ("age group", "age groups"),
    "disability": ("group by disability", "groups by disability"),
    "ethnicity": ("ethnic group", "ethnic groups"),
    "sex": ("sex", "sexes"),
}
# What is not a figure, in the words of the status it has instead.
STATUSES = {
    "suppressed": "suppressed",
    "not_returned": "not returned",
    "not_yet_due": "not yet due",
    "not_applicable": "not applicable",
}
BETTER = {
    "higher": "A higher rate is better",
    "lower": "A lower rate is better",
    "neutral": "Neither a higher nor a lower rate is better",
}
SUPPRESSED = (
    "Suppressed means that a figure is of so few people that it might tell about one of them, or"
    " would give such a figure away. It is not zero."
)


def period_in_words(first: datetime.date, last: datetime.date) -> str:
    """A period by its financial year, months or days: 2024/25, July to September 2025."""
    if (first.month, first.day) == (4, 1) and last == datetime.date(first.year + 1, 3, 31):
        return financial_year(first.year)
    if first.day != 1 or (last + datetime.timedelta(days=1)).day != 1:
        return f"{date_in_words(first.isoformat())} to {date_in_words(last.isoformat())}"
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    year = "" if first.year == last.year else f" {first.year}"
    return f"{MONTHS[first.month - 1]}{year} to {end}"


def rate_in_words(rate: float, row: Row) -> str:
    """A rate in the unit of its indicator: 73.4%, 14.8 per 100."""
    if row["unit"] == "percent":
        return percent(rate)
    return f"{percent(rate).removesuffix('%')} per {row['per']:,}"


def range_in_words(low: float, high: float, row: Row) -> str:
    """Two limits in the unit of their indicator: 68.7% to 77.6%."""
    return f"{rate_in_words(low, row)} to {rate_in_words(high, row)}"


def counts_in_words(row: Row) -> str:
    """What a rate was worked out from: 105 of 186."""
    return f"{row['numerator']:,.0f} of {row['denominator']:,.0f}"


def counts_shown(row: Row) -> str | None:
    """What the rate of a row was worked out from; None where it has no rate."""
    return None if row["rate"] is None else counts_in_words(row)


def rate_or_status(row: Row) -> str | None:
    """The rate of a row, or the status it has instead of one; None where it has neither."""
    if row["rate"] is None:
        return STATUSES.get(row["status"])
    return rate_in_words(row["rate"], row)


def interval_in_words(row: Row) -> str | None:
    """The 95% interval of the rate of a row; None where it has none."""
    if row["interval_low"] is None:
        return None
    return range_in_words(row["interval_low"], row["interval_high"], row)


def extract_in_words(row: Row) -> str:
    """Where a row stands in its extract."""
    return f"{row['file']}, row {row['line']}"


def unit_in_words(row: Row) -> str:
    """What an indicator is counted in: per cent, or a rate."""
    return "per cent" if row["unit"] == "percent" else f"rate per {row['per']:,}"


def counted_sentence(row: Row) -> str:
    """What an indicator counts, and which way is better."""
    return f"{row['definition']}. {BETTER[row['better']]}."


def without_a_rate(rows: Rows) -> list[str]:
    """A sentence for each status of parts that have no rate, with their names."""
    said = []
    for status, words in STATUSES.items():
        names = [row["cohort"] for row in rows if row["status"] == status]
        if names:
            said.append(
                f"{listed(names)}: {words}, so {'it is' if len(names) == 1 else 'they are'} in no"
                " figure here."
            )
    uncounted = [
        row["cohort"] for row in rows if row["status"] == "returned" and row["rate"] is None
    ]
    if uncounted:
        said.append(
            f"{listed(uncounted)}: returned without both of the numbers a rate is made of, so not"
            " compared."
        )
    if any(row["status"] == "suppressed" for row in rows):
        said.append(SUPPRESSED)
    return said


def indicator_names(rows: Rows) -> dict[str, str]:
    """The indicators of ``split_choices`` by a name of their own, with their series identifiers.

    Where two indicators share a name, each has that of its service too.
    """
    series = {row["series_id"]: row for row in rows}
    names = [row["indicator"] for row in series.values()]
    return {
        row["indicator"]
        if names.count(row["indicator"]) == 1
        else f"{row['indicator']} ({row['service']})": series_id
        for series_id, row in series.items()
    }


def no_split_sentence(dimensions: Sequence[str], years: tuple[str, str], elsewhere: bool) -> str:
    """That nothing is split by any of two or more dimensions.

    ``elsewhere`` is whether something is in other years than those shown.
    """
    *first, last = dimensions
    by = f"{', '.join(first)} or {last}"
    if elsewhere:
        return (
            f"No result split by {by} is for a period that ends from {years[0]} to {years[1]}."
            " Widen the years at the side."
        )
    return (
        f"No result in this package is split by {by} with the numbers of people it is made of, so"
        " there is nothing to compare. Choose another under Data."
    )
