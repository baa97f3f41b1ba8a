"""Results against targets in words: figures in their own unit, verdicts and why, and counts."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from commissioning.wording.figures import Row, Rows, capitalised, count, in_words, listed
from commissioning.wording.results import (
    BETTER,
    NOT_FOUND,
    VERDICTS,
    figure_words,
    no_interval,
    period_of,
    period_words,
    stated,
    status_words,
)
from commissioning.wording.results import STATUSES as RESULT_STATUSES
from commissioning.wording.sentences import nothing_found

# Standings as a control names them.
STATUSES = {code: capitalised(words) for code, words in VERDICTS.items()}
KINDS = {
    "outcome": "Outcome",
    "experience": "Experience",
    "output": "Output",
    "activity": "Activity",
    "timeliness": "Timeliness",
    "equality": "Equality",
}
# Outputs say how much was done and outcomes what came of it: they are counted apart.
GROUPS = {
    "Outcomes and experience": ("outcome", "experience"),
    "Outputs, activity and timeliness": ("output", "activity", "timeliness"),
    "Equality": ("equality",),
}
WIDEN = ["who reports", "the programme", "the service", "the kind", "the status", "the search"]
NO_FIGURE = tuple(RESULT_STATUSES)
NOT_A_MISS = "That is neither a target missed nor zero."

BY_INTERVAL = (
    "Met clearly: the whole 95% interval of the result is at its target or better. Missed clearly:"
    " all of it is short. Cannot tell: it takes in both, or there is none. The result as reported,"
    " which contracts go by, is set against its target beside the gap."
)
COMPLETE_COUNT = (
    "A figure that counts everybody still has an interval: it is one draw from an underlying rate,"
    " and another period with nothing changed would have given another figure."
)
RUNNING_TOTAL = (
    "A figure that goes on adding up, such as a year to date, is not held to a target: none is"
    " stated for the part so far."
)
MARKS_SAY = (
    "Variation: whether the last result is more than the usual ups and downs. Assurance: whether"
    " the target would be met if nothing changed, which is not whether it was met last. Both need"
    " 13 results under one definition."
)
LATEST = (
    "Each indicator stands at its latest period whose result was due, whichever years are chosen at"
    " the side."
)
TRENDS_SAY = (
    "Trend: the line is the result and the dashed line its target. A break is a period without a"
    " result or the start of a new definition."
)
NOT_OWED = (
    "It means that no public page with one was found, not that a provider failed to report; the"
    " status counts it as not returned."
)
# So many services can be named in a sentence.
FEW_SERVICES = 4
NO_SCORE = (
    "Indicators are counted, never averaged: there is no score, no percentage of target and no"
    " ranking of services or providers."
)


def direction_words(row: Row) -> str:
    """Which way an indicator should go, and whether its figure goes on adding up."""
    adding = {
        "cumulative": "; adds up over time",
        "rolling": "; covers a moving window",
        "snapshot": "; a number on one day",
    }
    return BETTER[row["better"]] + adding.get(row["accumulation"] or "", "")


def reason_words(row: Row) -> str:
    """Why a result stands as it does (``indicator_standing``)."""
    verdict = row["verdict"]
    if verdict in NO_FIGURE:
        if row["last_actual"] is None:
            return "no result for any period"
        said = stated(row, "last_actual")
        period = period_words(row["last_period_start"], row["last_period_end"])
        return f"the last result was {said}, for {period}"
    if verdict == "no_target":
        return "" if row["target"] is None else BETTER["neutral"]
    if verdict == "cannot_tell":
        return _why_not(row)
    if verdict == "met_clearly":
        return "the whole interval is at the target or better"
    return "the whole interval is short of the target"


def _why_not(row: Row) -> str:
    """Why it cannot be told whether a target is met."""
    if not _holds(row):
        return "it adds up over time, and no target is stated for the part so far"
    if row["interval_low"] is not None:
        return "the interval takes in both sides of the target"
    return f"no interval: {no_interval(row)}"


def standing_sentence(rows: Rows) -> str:
    """How many indicators have a target, how many of those a result, and how those stand."""
    if not rows:
        return nothing_found("indicators", WIDEN)
    held = [row for row in rows if row["target"] is not None and row["better"] != "neutral"]
    without = len(rows) - len(held)
    if not held:
        one = len(rows) == 1
        return f"{'The one indicator has' if one else f'None of {len(rows):,} indicators has'}" + (
            " no target." if one else " a target."
        )
    came = sum(row["actual"] is not None for row in held)
    said = (
        f"{came:,} of {count(len(held), 'indicator')} with a target"
        f" {'has' if came == 1 else 'have'} a result for"
        f" {'its' if len(held) == 1 else 'their'} latest period"
    )
    counts = Counter(row["verdict"] for row in held)

    def number(code: str) -> str:
        return in_words(counts[code]) if counts[code] else "none"

    if came:
        said += ": " + listed(
            (
                f"{number('met_clearly')} met it clearly",
                f"{number('missed_clearly')} missed it clearly",
                f"for {number('cannot_tell')} the figures cannot tell",
            )
        )
    sentences = [f"{said}."]
    absent = Counter(status_words(row) for row in held if row["verdict"] in NO_FIGURE)
    missing = [f"{number:,} {said}" for said, number in absent.items()]
    if missing:
        sentences.append(f"Without a result: {listed(missing)}.")
    if without:
        verb = "has" if without == 1 else "have"
        sentences.append(f"{without:,} more {verb} no target.")
    return " ".join(sentences)


def group_sentence(rows: Rows) -> str:
    """What stands in one table: how many indicators by status."""
    counts = Counter(row["verdict"] for row in rows)
    return f"{count(len(rows), 'indicator')}: {statuses_words(counts)}."


def notes(rows: Rows) -> list[str]:
    """What is to be read into results that are not there, that cannot be told of or add up."""
    said = []
    came = Counter(
        row["service"]
        for row in rows
        if row["target"] is not None and row["actual"] is not None and row["source_title"]
    )
    if 0 < len(came) <= FEW_SERVICES:
        of = listed(f"{service} ({number})" for service, number in came.items())
        said.append(f"The targets with a result are those of {of}.")
    absent = [row for row in rows if row["verdict"] == "not_returned"]
    for words, told, why in (
        (VERDICTS["not_returned"], "no result: not returned", ""),
        (NOT_FOUND, "no result that was found", f" {NOT_OWED}"),
    ):
        aimed = sum(row["target"] is not None and status_words(row) == words for row in absent)
        if aimed:
            said.append(
                f"{count(aimed, 'target')} {'has' if aimed == 1 else 'have'} {told}."
                f" {NOT_A_MISS}{why}"
            )
    if others := sum(row["target"] is None for row in absent):
        said.append(
            f"{count(others, 'indicator')} without a target {'was' if others == 1 else 'were'} not"
            " returned either."
        )
    doubtful = [row for row in rows if row["verdict"] == "cannot_tell"]
    held = [row for row in doubtful if _holds(row)]
    known = sum(row["interval_low"] is not None for row in held)
    causes = (
        (known, "the interval takes in both sides of the target"),
        (
            len(held) - known,
            "there is no interval, as the number of people or their spread was not published",
        ),
        (len(doubtful) - len(held), "the figure adds up over time and is not held to a target"),
    )
    if doubtful:
        reasons = "; ".join(f"{number:,} because {why}" for number, why in causes if number)
        said.append(f"Why the figures cannot tell: {reasons}.")
    if any(row["interval_low"] is not None for row in rows if row["unit"] == "count"):
        said.append(COMPLETE_COUNT)
    return said


def _holds(row: Row) -> bool:
    """Whether a figure is held to its target at all."""
    return bool(row["accumulation"] != "cumulative")


def status_counts(rows: Rows) -> list[tuple[str, int]]:
    """How many indicators have each status that any of them has, in the order of STATUSES."""
    counts = Counter(row["verdict"] for row in rows)
    return [(code, counts[code]) for code in STATUSES if counts[code]]


def statuses_words(counts: Counter[str]) -> str:
    """How many indicators have each status, those with none left out."""
    return ", ".join(
        f"{counts[code]:,} {words.lower()}" for code, words in STATUSES.items() if counts[code]
    )


def programmes_alternative(counted: Iterable[tuple[str, Counter[str]]]) -> str:
    """Each programme with its indicators by status."""
    told = "; ".join(f"{name}: {statuses_words(counts)}" for name, counts in counted)
    return f"Stacked bar chart of indicators by status, a bar a programme. {told}."


def trend_words(points: Rows, unit: str, per: int | None = None) -> str:
    """A small trend as text: how many results, the first, the last, the lowest and the highest."""
    returned = [row for row in points if row["actual"] is not None]
    values = [row["actual"] for row in returned]
    first, last = returned[0], returned[-1]
    gaps = len(points) - len(returned)
    changes = sum(
        one["definition_version"] != other["definition_version"]
        for one, other in pairwise(returned)
    )

    def said(value: float) -> str:
        return figure_words(value, unit, per)

    return (
        f"{count(len(values), 'result')}: {said(values[0])} for"
        f" {period_of(first)}, {said(values[-1])} for"
        f" {period_of(last)}; lowest {said(min(values))},"
        f" highest {said(max(values))}"
        + (f"; {count(gaps, 'period')} without a result" if gaps else "")
        + (f"; {count(changes, 'change')} of definition" if changes else "")
    )
