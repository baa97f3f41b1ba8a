"""How a column writes its dates: decided from all of them together, and said with the evidence.

05/06/2024 alone is either day. What decides it, in this order: what the mapping says; values that
are only a date one way round; one way round being in the future or out of the file's own months;
the order of the rows; the other date columns of the file. Where none does, it is asked.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from commissioning.importing.accounting import Decision

DAY_FIRST, MONTH_FIRST, EACH, NONE = "day_first", "month_first", "each", "none"
WORDS = {
    DAY_FIRST: "day first (dd/mm/yyyy)",
    MONTH_FIRST: "month first (mm/dd/yyyy)",
    EACH: "both orders, each date by itself",
}
OTHER = {DAY_FIRST: MONTH_FIRST, MONTH_FIRST: DAY_FIRST}
# Of one way round, how few of the steps between rows may go back in time for the order to tell.
BACKWARD_STEPS = 0.05
STEPS_NEEDED = 5

Evidence = Mapping[str, Any]
Sequenced = Callable[[int, str], Evidence]


@dataclass(frozen=True)
class DateRule:
    """How one column of a sheet is read; ``question`` is what has to be asked first."""

    sheet: int
    field: str
    ordering: str
    drifts: bool
    first_sure: datetime.date | None
    last_sure: datetime.date | None
    decisions: tuple[Decision, ...] = ()
    question: str = ""


def decide(
    evidence: Evidence,
    *,
    stated: str,
    months: frozenset[datetime.date],
    today: datetime.date,
    sequenced: Sequenced,
) -> DateRule:
    """How a column is read, from what was counted of it.

    ``stated`` is what the mapping says, ``months`` the first days of the months that the sheet
    itself names outside its rows.
    """
    ordering, words = _ordering(evidence, stated, months, today, sequenced)
    decisions, question = [], ""
    if ordering == "":
        question = (
            f"Column '{evidence['field']}': {evidence['either']:,} dates such as "
            f"{_numeric_example(evidence)} could be either way round, and nothing in the file "
            "tells. Say date_order: day_first or month_first."
        )
    elif ordering != NONE:
        decisions.append(
            Decision(f"Order of dates in '{evidence['field']}'", WORDS[ordering], words)
        )
    drifts = bool(evidence["with_hours"]) and not evidence["well_inside_a_day"]
    if drifts:
        decisions.append(
            Decision(
                f"Hours in '{evidence['field']}'",
                "taken to the nearest midnight",
                f"{evidence['with_hours']:,} dates carry hours, all within 70 minutes of midnight, "
                "as a change of clocks leaves them",
            )
        )
    decisions += _kinds(evidence)
    return DateRule(
        sheet=evidence["sheet"],
        field=evidence["field"],
        ordering=ordering or NONE,
        drifts=drifts,
        first_sure=evidence["first_sure"],
        last_sure=evidence["last_sure"],
        decisions=tuple(decisions),
        question=question,
    )


def settled_by(rule: DateRule, other: DateRule) -> DateRule:
    """A rule that was still a question, settled by another date column of the same file."""
    return DateRule(
        **{
            **vars(rule),
            "ordering": other.ordering,
            "question": "",
            "decisions": (
                Decision(
                    f"Order of dates in '{rule.field}'",
                    WORDS[other.ordering],
                    f"as in '{other.field}' elsewhere in the file, where it is certain",
                ),
                *rule.decisions,
            ),
        }
    )


def _ordering(
    evidence: Evidence,
    stated: str,
    months: frozenset[datetime.date],
    today: datetime.date,
    sequenced: Sequenced,
) -> tuple[str, str]:
    """The order and the words for why; '' for one that has to be asked."""
    if not evidence["numeric"]:
        return NONE, ""
    day_first, month_first = evidence["day_first_only"], evidence["month_first_only"]
    if stated:
        return stated, "the mapping says so"
    if day_first and month_first:
        return EACH, (
            f"{day_first:,} dates are only dates day first (such as "
            f"{evidence['day_first_example']}) and {month_first:,} only month first (such as "
            f"{evidence['month_first_example']}); the {evidence['either']:,} that could be either "
            f"are read as the one that falls from {evidence['first_sure']} to "
            f"{evidence['last_sure']}, and rejected where both or neither do"
        )
    if day_first:
        return DAY_FIRST, (
            f"{day_first:,} dates are only dates day first, such as "
            f"{evidence['day_first_example']}; none is only one month first"
        )
    if month_first:
        return MONTH_FIRST, (
            f"{month_first:,} dates are only dates month first, such as "
            f"{evidence['month_first_example']}; none is only one day first"
        )
    if not evidence["either"]:
        return DAY_FIRST, "every date is the same day either way round"
    for sign in (_future, _within, _months):
        found = sign(evidence, months, today)
        if found:
            return found
    return _sequence(sequenced(evidence["sheet"], evidence["field"]))


def _future(
    evidence: Evidence, months: frozenset[datetime.date], today: datetime.date
) -> tuple[str, str] | None:
    """The order that puts no payment after today, where the other does."""
    del months
    if evidence["field"] != "date":
        return None
    late = {order: evidence[f"last_{order}"] > today for order in OTHER}
    for order, other in OTHER.items():
        if late[other] and not late[order]:
            return order, f"the other way round some would be after today, {today}"
    return None


def _within(
    evidence: Evidence, months: frozenset[datetime.date], today: datetime.date
) -> tuple[str, str] | None:
    """The order that puts every date in the months the sheet or its certain dates are of."""
    del today
    if not months:
        return None
    first, last = min(months), (max(months) + datetime.timedelta(days=32)).replace(day=1)
    inside = {
        order: evidence[f"first_{order}"] >= first and evidence[f"last_{order}"] < last
        for order in OTHER
    }
    for order, other in OTHER.items():
        if inside[order] and not inside[other]:
            return (
                order,
                f"all of them then fall in {_named(months)}, which the sheet says it is of",
            )
    return None


def _months(
    evidence: Evidence, months: frozenset[datetime.date], today: datetime.date
) -> tuple[str, str] | None:
    """The order that puts the dates in a few months, where the other scatters them."""
    del months, today
    counts = {order: evidence[f"{order}_months"] for order in OTHER}
    for order, other in OTHER.items():
        if counts[other] >= 3 and counts[order] * 3 <= counts[other]:
            span = "one month" if counts[order] == 1 else f"{counts[order]} months"
            return order, f"they then fall in {span}; the other way round in {counts[other]}"
    return None


def _sequence(steps: Evidence) -> tuple[str, str]:
    """The order in which the rows run forward in time, where in the other they do not."""
    if steps["steps"] >= STEPS_NEEDED:
        back = {order: steps[f"back_{order}"] / steps["steps"] for order in OTHER}
        for order, other in OTHER.items():
            if back[order] <= BACKWARD_STEPS and back[other] > 2 * BACKWARD_STEPS:
                return order, (
                    f"the rows then run forward in time, with {steps[f'back_{order}']:,} of "
                    f"{steps['steps']:,} steps back; the other way round {steps[f'back_{other}']:,}"
                )
    return "", ""


def _kinds(evidence: Evidence) -> list[Decision]:
    said = []
    name = evidence["field"]
    if evidence["serials"]:
        said.append(
            Decision(
                f"Numbers in '{name}'",
                "read as Excel's count of days since 1899",
                f"{evidence['serials']:,} values are numbers between 20,000 and 69,999",
            )
        )
    if evidence["months"]:
        said.append(
            Decision(
                f"Months in '{name}'",
                "dated on the last day of the month",
                f"{evidence['months']:,} values name a month and no day",
            )
        )
    if evidence["years"]:
        said.append(
            Decision(
                f"Years in '{name}'",
                "dated on 31 March, the last day of the financial year",
                f"{evidence['years']:,} values name a financial year and no day",
            )
        )
    if evidence["short_years"]:
        said.append(
            Decision(
                f"Two-digit years in '{name}'",
                "00 to 69 are 2000 to 2069, and 70 to 99 are 1970 to 1999",
                f"{evidence['short_years']:,} dates have one",
            )
        )
    return said


def _numeric_example(evidence: Evidence) -> str:
    first = evidence["first_day_first"]
    return f"{first:%d/%m/%Y}" if first else "05/06/2024"


def _named(months: frozenset[datetime.date]) -> str:
    first, last = min(months), max(months)
    return f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"
