"""Measures that a control chart would mislead about, and why, in words for a reader."""

import datetime
from collections.abc import Sequence
from itertools import pairwise

ACCUMULATIONS = ("period", "cumulative", "rolling", "snapshot")

CUMULATIVE = (
    "Each figure counts everything since the same day, so it contains the figure before it. "
    "A control chart needs figures that each stand for their own period."
)
ROLLING = (
    "Each figure covers a window that overlaps the one before it, so neighbouring figures move "
    "together. A control chart needs figures that each stand for their own period."
)
REPEATED = "The same period has more than one figure, so there is no single line to chart."

Period = tuple[datetime.date, datetime.date]


def reason_not_charted(accumulation: str | None, periods: Sequence[Period]) -> str | None:
    """Why a series cannot go on a control chart; None where it can.

    ``accumulation`` is what the data says of itself: ``period``, ``cumulative``, ``rolling``,
    ``snapshot`` (a number there on one day) or nothing. ``periods`` are the first and last day of
    each figure, both included, in any order; they can refuse a series that says ``period``.
    ValueError where ``accumulation`` is another word or a period ends before it starts.

    Why: the rules of a control chart take figures to be independent of one another, and figures
    that share days are not, so a chart of them signals though nothing has changed.
    """
    if accumulation not in (None, *ACCUMULATIONS):
        raise ValueError(f"accumulation must be one of {', '.join(ACCUMULATIONS)}")
    if any(last < first for first, last in periods):
        raise ValueError("a period ends before it starts")
    if accumulation == "cumulative":
        return CUMULATIVE
    if accumulation == "rolling":
        return ROLLING
    return _reason_from(sorted(periods))


def _reason_from(periods: list[Period]) -> str | None:
    """What the periods themselves say, in the order of their first days."""
    neighbours = list(pairwise(periods))
    if any(earlier == later for earlier, later in neighbours):
        return REPEATED
    if any(earlier[0] == later[0] for earlier, later in neighbours):
        return CUMULATIVE
    if any(later[0] <= earlier[1] for earlier, later in neighbours):
        return ROLLING
    return None
