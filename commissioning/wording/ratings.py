"""Ratings on the scale of the Procurement Act in words: what is rated, why not, and under what.

The scale is that of regulation 39(5) of the Procurement Regulations 2024
(https://www.legislation.gov.uk/uksi/2024/692/regulation/39/made). It has no numbers.
"""

from collections import Counter

from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count,
    date_in_words,
    in_words,
    listed,
)
from commissioning.wording.results import (
    STATUSES,
    VERDICTS,
    interval_words,
    period_of,
    point_words,
    stated,
)

RATINGS = {
    "good": "Good",
    "approaching_target": "Approaching target",
    "requires_improvement": "Requires improvement",
    "inadequate": "Inadequate",
}
# The ratings that a band is set for, best first.
SCALE = ("good", "approaching_target", "requires_improvement")
# The regulation's description of each rating, in other words.
MEANINGS = {
    "Good": "Meets or exceeds the indicators",
    "Approaching target": "Is close to meeting them",
    "Requires improvement": "Is below them",
    "Inadequate": "Is far below them",
    "Other": "Is none of the four",
}
REASONS = {
    "no_bands": "no bands set",
    "before_bands": "before the first bands",
    "bands_late": "bands set after the period began",
    "cumulative": "a running total, not a result of the period alone",
    "rolling": "covers months before the period",
    "no_direction": "neither more nor less is better",
    **STATUSES,
}
REGIMES = {
    "statutory": "Sections 52 and 71 of the Act apply to the contract",
    "light_touch": "Voluntary: a light-touch contract, which the Act exempts",
    "below_threshold": "Voluntary: a contract below the value the Act asks it of",
    "before_the_act": "Voluntary: a contract procured before the Act",
    "grant": "Voluntary: paid by grant, which is no contract",
}
VOLUNTARY_REGIMES = frozenset(REGIMES) - {"statutory"}
NOT_STATED = "Not stated: no contract and no grant found for the period"
VOLUNTARY = "rated on the Act’s scale, not a statutory notice"
NOT_THE_INTERVAL = (
    "The rating is of the result as returned, as a notice would give it. Chance alone can move a"
    " result across the edge of a band: the interval says how far."
)


def named_interval(row: Row) -> str:
    """The 95% interval of a result, said to be one; nothing where there is none."""
    interval = interval_words(row)
    return f"95% interval {interval}" if interval else ""


def rating_words(row: Row) -> str:
    """A rating, or why there is none."""
    return RATINGS[row["rating"]] if row["rating"] else f"no rating: {REASONS[row['no_rating']]}"


def bands_words(row: Row) -> str:
    """The result that just earns each rating, in the direction that is better."""
    bound = "at most" if row["better"] == "lower" else "at least"
    said = [
        f"{RATINGS[name]} {bound} {stated(row, name)}" for name in SCALE if row[name] is not None
    ]
    return f"{', '.join(said)}; otherwise Inadequate" if said else ""


def bands_short(row: Row) -> str:
    """The bands by the first letters of their ratings, for a chart that explains the letters."""
    bound = "up to" if row["better"] == "lower" else "from"
    return ", ".join(
        f"{RATINGS[name][0]} {bound} {stated(row, name)}" for name in SCALE if row[name] is not None
    )


def bands_set_words(row: Row) -> str:
    """From when bands hold, when they were set and by whom."""
    if row["bands_from"] is None:
        return ""
    since, set_on = (
        date_in_words(row[name].isoformat()) for name in ("bands_from", "bands_set_on")
    )
    return f"Hold from {since}. Set on {set_on} by {row['bands_set_by']}"


def bands_listed(rows: Rows) -> list[str]:
    """Each set of bands that some rows have, in order of time, with who set it and its rows."""
    sets = {row["bands_from"]: row for row in rows if row["bands_from"] is not None}
    return [
        f"{bands_words(row)}. {bands_set_words(row)}. {bands_place(row)}."
        for _, row in sorted(sets.items())
    ]


def bands_place(row: Row) -> str:
    """Where the bands of a result stand in their extract."""
    return f"{row['bands_file']}, row {row['bands_line']} on"


def regime_words(row: Row) -> str:
    """What a service is paid under, and whether the Act would ask for the rating."""
    return REGIMES.get(row["regime"], NOT_STATED)


def verdict_words(row: Row) -> str:
    """What can be said of a result and its target, and why where that is not much."""
    said = VERDICTS[row["verdict"]]
    if row["verdict"] != "cannot_tell":
        return said
    if row["accumulation"] == "cumulative":
        return f"{said}: a running total is not held to its target"
    if row["interval_low"] is None:
        return f"{said}: no interval can be given"
    return f"{said}: the target lies within the 95% interval"


def held_words(row: Row) -> str:
    """What becomes of a result against its target: as reported, then by its interval."""
    if row["verdict"] == "no_target":
        return ""
    point = point_words(row)
    return f"{point}; by its interval, {verdict_words(row)}" if point else verdict_words(row)


def banded(rows: Rows) -> list[Row]:
    """Those of ``indicator_ratings`` with bands that hold for their period."""
    return [row for row in rows if row["bands_from"] is not None]


def ratings_sentence(rows: Rows) -> str:
    """How many indicators are rated at their latest period, and how (``indicator_ratings``)."""
    with_bands = banded(rows)
    if not with_bands:
        return "No result is rated, because no bands were found for any indicator."
    found = Counter(row["rating"] for row in with_bands if row["rating"])
    told = listed(
        f"{in_words(found[rating])} {'is' if found[rating] == 1 else 'are'} {name}"
        for rating, name in RATINGS.items()
        if found[rating]
    )
    without = len(with_bands) - sum(found.values())
    of = count(len(rows), "indicator")
    have = "has" if len(with_bands) == 1 else "have"
    said = f"{capitalised(in_words(len(with_bands)))} of {of} {have} bands to be rated by"
    said += f": at the latest period due, {told}" if told else ""
    if without:
        said += f"{', and' if told else ':'} {in_words(without)} cannot be rated"
    return f"{said}."


def voluntary_sentence(rows: Rows) -> str:
    """How many of some ratings the Act asks for, and what the others are."""
    rated = [row for row in rows if row["rating"]]
    asked = sum(row["regime"] == "statutory" for row in rated)
    voluntary = sum(row["regime"] in VOLUNTARY_REGIMES for row in rated)
    unknown = len(rated) - asked - voluntary
    said = []
    if voluntary == len(rated) > 1:
        said.append(f"All {in_words(voluntary)} are voluntary: {VOLUNTARY}")
    elif voluntary:
        verb = "is" if voluntary == 1 else "are"
        said.append(f"{capitalised(in_words(voluntary))} {verb} voluntary: {VOLUNTARY}")
    if asked:
        verb = "is" if asked == 1 else "are"
        said.append(f"{capitalised(in_words(asked))} {verb} of contracts that the Act covers")
    if unknown:
        said.append(f"For {in_words(unknown)} it is not stated what the service is paid under")
    return "".join(f"{each}. " for each in said).strip()


def distinct_names(rows: Rows) -> dict[str, str]:
    """The name of each series among some rows, with its reference where two share one."""
    times = Counter(row["indicator"] for row in rows)
    return {
        row["series_id"]: row["indicator"]
        if times[row["indicator"]] == 1
        else f"{row['indicator']} ({row['series_id']})"
        for row in rows
    }


def ratings_alternative(rows: Rows) -> str:
    """Each indicator with its bands, result, interval and rating."""
    figures = "; ".join(
        f"{row['indicator']} ({row['service']}), {bands_words(row)}: "
        + ", ".join(
            filter(
                None,
                (
                    f"{stated(row) or 'no result'} in " + period_of(row),
                    named_interval(row),
                    rating_words(row),
                ),
            )
        )
        for row in rows
    )
    return (
        f"Strip chart of {count(len(rows), 'indicator')}, each a strip of its bands with a mark at"
        f" the result and a line for its 95% interval: {figures}."
    )
