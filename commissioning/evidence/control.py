"""Control charts of indicators: limits and signals for each point, marks for each indicator."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from commissioning.statistics.spc_refusal import reason_not_charted
from commissioning.statistics.spc_terms import TRIAL_POINTS, AmountOfData

if TYPE_CHECKING:
    from commissioning.statistics.spc import ControlChart

Row = Mapping[str, Any]
Kind = Literal["xmr", "p_prime"]
NO_DATES = "The periods of some results are not known, so their order is not."
AT_ODDS = (
    "A period ends before it starts, or a version of the definition is taken up again after"
    " another."
)
NO_PARTS = (
    "A p′ chart needs the number of people behind every result, and some were returned without it."
)
PERCENT = 100


@dataclass(frozen=True)
class IndicatorChart:
    """What charting an indicator gave: a row to add to each result, and its marks.

    ``points`` are in the order of the results. ``amount`` is how much the last part may show;
    ``not_charted`` is why there is no chart, and then there is nothing else.
    """

    points: Sequence[dict[str, Any]]
    amount: str | None = None
    variation: str | None = None
    assurance: str | None = None
    not_charted: str | None = None


def charted(
    rows: Sequence[Row], *, kind: Kind = "xmr", screened: bool = False, rebased: bool = True
) -> IndicatorChart:
    """The control chart of one indicator's results for everyone, ``rows`` in order of time.

    Results under each version of the definition have limits of their own, unless they are not to
    be ``rebased``: then one set of limits is over all of them. A result that did not come, or is
    not due, is a gap. The target is the one that holds for the last result.
    """
    returned = [row for row in rows if row["actual"] is not None]
    reason = _reason(rows)
    if kind == "p_prime" and returned and not has_parts(rows):
        reason = reason or NO_PARTS
    if reason or not returned:
        return IndicatorChart([{} for _ in rows], not_charted=reason)
    chart = _chart(rows, returned[-1], kind, screened, rebased)
    factor = PERCENT if kind == "p_prime" else 1
    return _summed(chart, [_point(point, factor) for point in chart.point_rows])


def has_parts(rows: Sequence[Row]) -> bool:
    """Whether every result that came is a percentage of a number of people that came with it."""
    returned = [row for row in rows if row["actual"] is not None]
    return bool(returned) and all(
        row["unit"] == "percent"
        and row["numerator"] is not None
        and row["denominator"]
        and 0 <= row["numerator"] <= row["denominator"]
        for row in returned
    )


def marked(rows: Sequence[Row]) -> IndicatorChart:
    """The marks of one indicator's results in order of time, as ``charted`` has them; no points.

    Most published indicators have too few results to be worth drawing up a chart of.
    """
    returned = [row for row in rows if row["actual"] is not None]
    reason = _reason(rows)
    if reason or not returned:
        return IndicatorChart((), not_charted=reason)
    if len(returned) < TRIAL_POINTS:
        return IndicatorChart((), amount=AmountOfData.DOTS.value)
    return _summed(_chart(rows, returned[-1], "xmr", screened=False, rebased=True))


def _summed(chart: "ControlChart", points: Sequence[dict[str, Any]] = ()) -> IndicatorChart:
    return IndicatorChart(
        points,
        amount=chart.amount.value if chart.amount else None,
        variation=chart.variation.value if chart.variation else None,
        assurance=chart.assurance.value if chart.assurance else None,
    )


def _reason(rows: Sequence[Row]) -> str | None:
    periods = [(row["period_start"], row["period_end"]) for row in rows]
    if not all(first and last for first, last in periods):
        return NO_DATES
    return reason_not_charted(rows[0]["accumulation"], periods)


def _chart(
    rows: Sequence[Row], last: Row, kind: Kind, screened: bool, rebased: bool
) -> "ControlChart":
    # numpy is kept out of a process that imports the build and draws up no chart.
    from commissioning.statistics import spc

    groups = [row["definition_version"] for row in rows] if rebased else None
    if kind == "p_prime":
        return spc.p_prime_chart(
            [row["numerator"] for row in rows],
            [row["denominator"] for row in rows],
            better=last["better"],
            target=None if last["target"] is None else last["target"] / PERCENT,
            groups=groups,
            screened=screened,
        )
    return spc.xmr_chart(
        [row["actual"] for row in rows],
        better=last["better"],
        target=last["target"],
        groups=groups,
        screened=screened,
    )


def _point(point: Mapping[str, Any], factor: int) -> dict[str, Any]:
    """What a chart adds to a result, in the unit of the result."""
    limits = ("mean", "lower_limit", "upper_limit", "lower_near_limit", "upper_near_limit")
    added: dict[str, Any] = {
        name: float(point[name]) * factor if math.isfinite(point[name]) else None for name in limits
    }
    for name in ("amount", "signal", "point_type"):
        added[name] = str(point[name]) if isinstance(point[name], str) else None
    return added
