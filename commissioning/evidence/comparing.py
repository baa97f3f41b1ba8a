"""Areas or providers held against one rate: who is further from it than chance would take them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from commissioning.evidence.verdicts import Row, result_interval
from commissioning.statistics.intervals import Interval

if TYPE_CHECKING:
    from commissioning.statistics.funnel import Funnel, Kind, Numbers

HeldAgainst = Literal["units", "target"]
LIMITS = ("lower_95", "upper_95", "lower_998", "upper_998")
FEWEST = 2
TOO_FEW = "Fewer than two have figures that can be shown, so there is nothing to compare."
NO_TARGET = "No target held for this period, so there is nothing to hold the rates against."
NO_CHANCE = "The rate to hold them against is 0 or everyone, which leaves nothing to chance."
PERCENT = 100


def compared(rows: Sequence[Row], held_against: HeldAgainst) -> list[dict[str, Any]]:
    """What a comparison adds to each row of ``comparison_units``, in the order of the rows.

    A row without figures gets nothing. Rows with figures get a rate and its interval; where the
    units cannot be held against anything, ``why_no_limits`` says why and there are no limits.
    """
    intervals = [result_interval(row) for row in rows]
    made = _funnel(rows, intervals, held_against)
    if isinstance(made, str):
        return [_rate(interval, why_no_limits=made) for interval in intervals]
    scale = _scale(rows)
    units = iter(made.units.to_dict("records"))
    added = []
    for interval in intervals:
        if interval is None:
            added.append(_rate(interval))
            continue
        unit = next(units)
        added.append(
            _rate(
                interval,
                centre=made.target * scale,
                **{name: float(unit[name]) * scale for name in LIMITS},
                phi=made.overdispersion.phi,
                tau_squared=made.overdispersion.tau_squared,
                flag=str(unit["flag"]),
                side=str(unit["side"]) or None,
                limits_method=made.method,
                caution=made.caution or None,
            )
        )
    return added


def limit_lines(rows: Sequence[Row]) -> list[dict[str, float]]:
    """The limits between the smallest and the largest unit of rows that have them, for drawing.

    Rows of growing ``denominator`` with ``lower_95``, ``upper_95``, ``lower_998`` and
    ``upper_998`` in the unit of the indicator; none where the rows have no limits.
    """
    from commissioning.statistics.funnel import additive_limits, exact_limits, limits

    held = [row for row in rows if row["centre"] is not None]
    if not held:
        return []
    scale, tau_squared = _scale(held), held[0]["tau_squared"]
    sizes = [row["denominator"] for row in held]
    grid = np.geomspace(min(sizes), max(sizes), 200)
    if _kind(held) == "proportion":
        grid = np.round(grid)
    grid = np.unique(np.concatenate([grid, sizes]))

    def widened(
        sizes: "Numbers", centre: float, kind: "Kind", level: float
    ) -> "tuple[Numbers, Numbers]":
        return additive_limits(sizes, centre, kind, level, tau_squared)

    made = widened if tau_squared > 0 else exact_limits
    columns = limits(grid, held[0]["centre"] / scale, _kind(held), made, "")
    return [
        {"denominator": float(size), **{name: float(columns[name][n]) * scale for name in LIMITS}}
        for n, size in enumerate(grid)
    ]


def _funnel(
    rows: Sequence[Row], intervals: Sequence[Interval | None], held_against: HeldAgainst
) -> "Funnel | str":
    """The funnel of the rows that have an interval, or why there is none."""
    # pandas and the funnel take half a second to import; a first page may hold neither.
    import pandas as pd

    from commissioning.statistics.funnel import funnel

    drawn = [row for row, interval in zip(rows, intervals, strict=True) if interval is not None]
    if len(drawn) < FEWEST:
        return TOO_FEW
    units = pd.DataFrame(
        {
            "unit": [row["cohort"] for row in drawn],
            "numerator": [row["numerator"] for row in drawn],
            "denominator": [row["denominator"] for row in drawn],
        }
    )
    target: float | None = None
    if held_against == "target":
        if drawn[0]["target"] is None:
            return NO_TARGET
        target = drawn[0]["target"] / _scale(drawn)
    centre = units["numerator"].sum() / units["denominator"].sum() if target is None else target
    if not 0 < centre < (1 if _kind(drawn) == "proportion" else np.inf):
        return NO_CHANCE
    return funnel(units, _kind(drawn), target)


def _kind(rows: Sequence[Row]) -> "Kind":
    return "proportion" if rows[0]["unit"] == "percent" else "rate"


def _scale(rows: Sequence[Row]) -> float:
    """What a rate of events out of one is multiplied by in the unit of the indicator."""
    return PERCENT if rows[0]["unit"] == "percent" else float(rows[0]["per"])


def _rate(interval: Interval | None, **more: Any) -> dict[str, Any]:
    if interval is None:
        return {}
    return {
        "rate": interval.estimate,
        "interval_low": interval.lower,
        "interval_high": interval.upper,
        "interval_method": interval.method,
        **more,
    }
