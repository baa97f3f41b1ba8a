"""What goes round the chart of an indicator: subtitle, text alternative, caveats, marked events."""

import datetime
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from commissioning.statistics.spc_terms import RUN, AmountOfData
from commissioning.wording import indicator as words
from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count,
    listed,
    uncapitalised,
)
from commissioning.wording.results import (
    figure_words,
    period_of,
    period_words,
    stated,
    target_words,
    unit_words,
    worked_out,
)

NO_INDICATOR = "This package holds no indicator. Another can be chosen under Data."
# As a control names what an address asks for.
KINDS = {"xmr": "XmR", "p_prime": "p′"}
TWO_CHARTS = (
    "XmR takes all results alike. p′ (p prime) gives each result limits of its own by how many"
    " people it is out of: the fewer, the wider."
)
RULES = {
    "xmr": (
        "An XmR chart draws single results (X) and judges them by how far neighbours differ, the"
        " moving range (mR). Limits are the mean ± 2.66 × the average moving range.",
        f"A result is a signal when it is beyond a limit; one of {RUN} or more in a row that each"
        " rise or each fall; one of two in three, all on one side of the mean, that are more than"
        " two thirds of the way to a limit; or one of"
        f" {RUN} or more in a row on one side of the mean. The first that holds is named.",
    ),
    "p_prime": (
        "A p′ chart has limits for each result by its number of people, widened by how far results"
        " differ beyond that.",
        f"A result is a signal when it is beyond its own limit or one of {RUN} or more in a row on"
        " one side of the mean. Other rules are left out, because limits differ from point to"
        " point.",
    ),
}
MARKS_NEED = (
    "From 13 results limits are full. From 7 to 12 they are on trial: drawn dashed, and nothing is"
    " judged by them. Under 7 there are only dots."
)
SOURCE = (
    "Rules as in NHS England’s Making Data Count, with its 2023 rule for two in three:"
    " https://github.com/nhs-r-community/NHSRplotthedots"
)


def subtitle(rows: Rows, *, kind: str, screened: bool, rebased: bool) -> str:
    """The measure, its service and span, and how the limits are worked out."""
    first, last = rows[0], rows[-1]
    of = f", {uncapitalised(first['service'])}" if first["service"] else ""
    span = period_of(first)
    if last is not first:
        # The first and last day, since one period may be longer than another.
        span = period_words(first["period_start"], last["period_end"])
    said = f"{capitalised(unit_words(first))} by period{of}, {span}."
    if first["not_charted"]:
        return f"{said} Dots without limits."
    part = words.last_part(rows, rebased)
    amount = part[-1]["amount"]
    if amount == AmountOfData.DOTS:
        return f"{said} {capitalised(count(len(part), 'result'))}, without limits."
    screening = (
        "extreme moving ranges left out (screened)" if screened else "no moving range left out"
    )
    number = count(len(part), "result")
    if amount == AmountOfData.TRIAL:
        stated = f"trial limits from the last {number}, no result judged by them"
    else:
        stated = f"limits from the last {number}, rule of {RUN}"
    return f"{said} {KINDS[kind]} chart, {stated}, {screening}."


def events_of(rows: Rows, versions: Rows, rebased: bool) -> list[dict[str, Any]]:
    """Rebases, new definitions and changes of provider, by day, each with its ``event`` in words.

    Only those within the periods drawn: ``day`` is a date and ``date`` the same as text.
    """
    first, last = rows[0]["period_start"], rows[-1]["period_end"]
    found: list[tuple[datetime.date, str]] = [
        (later["valid_from"], _rebase(earlier, later, rebased))
        for earlier, later in pairwise(versions)
    ]
    found += [
        (later["period_start"], _change_of_provider(earlier, later))
        for earlier, later in pairwise(row for row in rows if row["provider"])
        if earlier["provider"] != later["provider"]
    ]
    return [
        {"day": day, "date": day.isoformat(), "event": event}
        for day, event in sorted(found)
        if first <= day <= last
    ]


def _change_of_provider(earlier: Row, later: Row) -> str:
    # What is counted on one day was handed over by that day, and the data has no first day.
    by = " by that day" if later["period_start"] == later["period_end"] else ""
    return f"{later['provider']} in place of {earlier['provider']}{by}."


def _rebase(earlier: Row, later: Row, rebased: bool) -> str:
    opening = "Limits begin anew" if rebased else "Limits do not begin anew here, as chosen"
    reason = later["rebase_reason"] or "no reason is recorded"
    author = later["rebase_author"] or "not recorded"
    definition = "" if earlier["definition"] == later["definition"] else " The definition changed."
    return f"{opening}. Reason: {reason.rstrip('.')}. Decided by: {author}.{definition}"


def caveats(
    rows: Rows, *, rebased: bool, limits: tuple[float | None, float | None]
) -> Iterator[str]:
    """What a reader must know: what was cut off, what did not come, what marks cannot say."""
    charted = rows[0]["not_charted"] is None
    part = words.last_part(rows, rebased)
    amount = part[-1]["amount"] if charted else None
    if amount == AmountOfData.FULL:
        yield words.ABOUT_CAPABILITY
        yield words.FALSE_ALARMS
    if amount in (AmountOfData.FULL, AmountOfData.TRIAL):
        yield from _cut_off(part[-1], limits)
    if charted and not rebased and rows[0]["definition_version"] != rows[-1]["definition_version"]:
        yield "One set of limits is drawn over all results, across a change that called for two."
    gaps = words.gaps_sentence(rows)
    if gaps:
        yield gaps
    yield words.EVERY_PERIOD


def _cut_off(row: Row, limits: tuple[float | None, float | None]) -> Iterator[str]:
    low, high = limits
    if low is not None and row["lower_limit"] is not None and row["lower_limit"] < low:
        yield (
            f"The lower limit is worked out as {worked_out(row, 'lower_limit')} and drawn at"
            f" {figure_words(low, row['unit'], row['per'])}: a low result can never signal by"
            " being below it."
        )
    if high is not None and row["upper_limit"] is not None and row["upper_limit"] > high:
        yield (
            f"The upper limit is worked out as {worked_out(row, 'upper_limit')} and drawn at"
            f" {figure_words(high, row['unit'], row['per'])}: a high result can never signal"
            " by being above it."
        )


def alternative(rows: Rows, key: tuple[str, ...]) -> str:
    """The chart told: its span, range and last result, its limits, its signals, its events."""
    returned = [row for row in rows if row["actual"] is not None]
    first, last = returned[0], returned[-1]
    lowest = min(returned, key=lambda row: row["actual"])
    highest = max(returned, key=lambda row: row["actual"])
    kind = "Control chart" if words.has_limits(rows) else "Dot chart"
    said = [
        f"{kind} over time of {count(len(returned), 'result')} from {period_of(first)} to"
        f" {period_of(last)}. Lowest {stated(lowest)}"
        f" ({period_of(lowest)}), highest {stated(highest)}"
        f" ({period_of(highest)}), last {stated(last)}."
    ]
    target = target_words(last)
    if target:
        said.append(f"Target at the last result: {target}.")
    if last["amount"] in (AmountOfData.FULL, AmountOfData.TRIAL):
        trial = "trial " if last["amount"] == AmountOfData.TRIAL else ""
        said.append(
            f"Mean {worked_out(last, 'mean')}, {trial}limits {worked_out(last, 'lower_limit')}"
            f" to {worked_out(last, 'upper_limit')}."
        )
        flagged = [row for row in returned if row["signal"] != "common_cause"
                   and words.signal_words(row)]  # fmt: skip
        periods = listed(period_of(row) for row in flagged)
        said.append(f"Signals: {periods}." if flagged else "No result is a signal.")
    gaps = [period_of(row) for row in rows if row["actual"] is None]
    if gaps:
        said.append(f"No result for {listed(gaps)}.")
    return " ".join([*said, *key])


def dates_caveat(rows: Rows) -> str:
    """That the periods of some results are not as published; nothing where all are."""
    unsure = sum(row["date_basis"] in ("approximate", "inferred") for row in rows)
    if not unsure:
        return ""
    return (
        f"The periods of {unsure} of {count(len(rows), 'result')} are approximate or inferred from"
        " the page they were published on."
    )
