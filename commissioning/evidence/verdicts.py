"""Each result against its target: its interval, and what can be said of the two."""

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from commissioning.statistics.intervals import (
    Interval,
    Verdict,
    count_interval,
    rate_interval,
    verdict,
    wilson_interval,
)

Row = Mapping[str, Any]


class Standing(StrEnum):
    """What became of a result against its target; none of the last five is a miss or a zero."""

    MET_CLEARLY = "met_clearly"
    MISSED_CLEARLY = "missed_clearly"
    CANNOT_TELL = "cannot_tell"
    NO_TARGET = "no_target"
    NOT_RETURNED = "not_returned"
    NOT_YET_DUE = "not_yet_due"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"


OF_INTERVAL = {
    Verdict.MET_CLEARLY: Standing.MET_CLEARLY,
    Verdict.MISSED_CLEARLY: Standing.MISSED_CLEARLY,
    Verdict.CANNOT_TELL: Standing.CANNOT_TELL,
}
# A percentage is published to the whole, and one of its parts may be rounded too.
ROUNDED_PERCENT = 0.5


def judged(row: Row) -> dict[str, Any]:
    """The interval and the verdict of one result.

    ``row`` has ``actual``, ``target``, ``numerator``, ``denominator``, ``unit``, ``per``,
    ``better``, ``accumulation`` and ``status``. Returns ``interval_low``, ``interval_high`` (95%,
    in the unit of the result) and ``interval_method``, all None without an interval; ``verdict``,
    a code of Standing; ``point_met``, whether the result as returned reaches its target, None where
    it is not held against one: a figure that goes on adding up has no target for the part so far.
    """
    if row["actual"] is None:
        return {"verdict": row["status"] or Standing.NOT_RETURNED.value}
    interval = result_interval(row)
    found: dict[str, Any] = {}
    if interval is not None:
        found = {
            "interval_low": interval.lower,
            "interval_high": interval.upper,
            "interval_method": interval.method,
        }
    if row["target"] is None or row["better"] == "neutral":
        return {**found, "verdict": Standing.NO_TARGET.value}
    if row["accumulation"] == "cumulative":
        return {**found, "verdict": Standing.CANNOT_TELL.value}
    # A figure whose number of people is not known may be any distance from its rate.
    lower, upper = (interval.lower, interval.upper) if interval else (-math.inf, math.inf)
    # The point is the figure as returned: its contract holds it to that, rounded as it is.
    held = Interval(row["actual"], lower, upper, 0.95, "")
    said = verdict(held, row["target"], row["better"])
    if said is None:
        raise ValueError(f"no verdict for a direction of {row['better']}")
    return {**found, "verdict": OF_INTERVAL[said.verdict].value, "point_met": said.point_met}


def result_interval(row: Row) -> Interval | None:
    """The 95% interval of a result in its own unit; None where what it needs was not returned.

    A percentage with both its parts: Wilson. A rate with both: Byar, exact below 10. A count:
    likewise, as one draw from an underlying rate. A mean needs its spread, which is not returned.
    A percentage whose parts do not give it, such as a change in a rate, is no proportion; a number
    that is there on one day is no count of events.
    """
    actual, above, below = row["actual"], row["numerator"], row["denominator"]
    match row["unit"]:
        case "percent" if _whole(above) and _whole(below) and below > 0 and above <= below:
            if abs(100 * above / below - actual) > ROUNDED_PERCENT:
                return None
            return wilson_interval(int(above), int(below)).scaled(100)
        case "rate" if _whole(above) and below and below > 0 and row["per"]:
            return rate_interval(int(above), below, row["per"])
        case "count" if _whole(actual) and row["accumulation"] != "snapshot":
            return count_interval(int(actual))
    return None


def _whole(value: float | None) -> bool:
    return value is not None and value >= 0 and value == int(value)
