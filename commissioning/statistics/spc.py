"""Control charts over time: is a change more than the usual variation, and is a target in reach?

XmR charts follow NHS Making Data Count as the R package NHSRplotthedots works them out
(https://github.com/nhs-r-community/NHSRplotthedots, R/ptd_spc_standard.R). Percentages and rates
whose denominators are large or vary a lot take Laney's charts. Every measure must first be asked
``spc_refusal.reason_not_charted``.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from commissioning.statistics.spc_marks import (
    amount_of_data,
    assurance_mark,
    point_type,
    variation_mark,
)
from commissioning.statistics.spc_signals import (
    NEAR,
    Limits,
    Numbers,
    compared,
    outside_or_shifted,
    special_causes,
)
from commissioning.statistics.spc_terms import (
    AmountOfData,
    AssuranceMark,
    Better,
    Signal,
    TwoInThree,
    VariationMark,
)

if TYPE_CHECKING:
    import pandas as pd

SIGMA_PER_RANGE = 1 / 1.128  # the average range of two draws from a normal distribution is 1.128σ
XMR_FACTOR = 2.66  # 3 / 1.128 as Making Data Count rounds it
SCREENING_FACTOR = 3.267  # the upper limit of a moving range, in average moving ranges


@dataclass(frozen=True)
class ControlChart:
    """A worked-out chart.

    ``points``: a row for each value in its order, with ``group``, ``value`` (NaN in a gap),
    ``mean``, ``lower_limit``, ``upper_limit``, ``lower_near_limit``, ``upper_near_limit`` (in the
    unit of the values, not cut off at zero or at 100%; NaN where there is no moving range),
    ``amount``, ``signal`` and ``point_type`` (codes; the last two missing in a gap).
    ``groups``: a row for each group between rebases, with ``group``, ``returned`` and ``gaps``
    (numbers of points), ``limit_points`` (returned points that the limits come from), ``mean``,
    ``average_moving_range`` (of standardised values on Laney's charts), ``no_variation`` and
    ``amount``. Limits are worked out whatever the amount of data: what may be drawn is ``amount``.
    ``amount``, ``variation`` and ``assurance`` are of the group of the last returned point: the
    first None without one, the marks None unless it is full.
    ``point_rows`` and ``group_rows`` are the same as ``points`` and ``groups`` without a frame
    round them, which takes longer to make than all that is in it; ``parts`` are what they are
    made from.
    """

    parts: "Sequence[_Part]"
    amount: AmountOfData | None
    variation: VariationMark | None
    assurance: AssuranceMark | None

    @cached_property
    def point_rows(self) -> Sequence[Mapping[str, Any]]:
        """A row for each value, in order."""
        return [row for part in self.parts for row in _point_rows(part)]

    @cached_property
    def group_rows(self) -> Sequence[Mapping[str, Any]]:
        """A row for each group between rebases, in order."""
        return [_group_row(part) for part in self.parts]

    @cached_property
    def points(self) -> "pd.DataFrame":
        """A row for each value, in order."""
        import pandas as pd  # kept out of a start-up that may never need it

        # Said, not left to be guessed: in a series of gaps alone there is no text to guess from.
        return pd.DataFrame(self.point_rows).astype({"signal": "str", "point_type": "str"})

    @cached_property
    def groups(self) -> "pd.DataFrame":
        """A row for each group between rebases, in order."""
        import pandas as pd  # kept out of a start-up that may never need it

        return pd.DataFrame(self.group_rows)


@dataclass(frozen=True)
class _Group:
    """The limits of one group and what they were worked out from."""

    limits: Limits
    average_moving_range: float
    limit_points: int
    no_variation: bool

    @property
    def amount(self) -> AmountOfData:
        """Dots alone where every moving range touches a gap, whatever the number of points."""
        unlimited = np.isnan(self.average_moving_range)
        return AmountOfData.DOTS if unlimited else amount_of_data(self.limit_points)


@dataclass(frozen=True)
class _Part:
    """The values of one group, its limits, and the signal that each value is part of."""

    label: int
    values: Numbers
    group: _Group
    signals: Sequence[Signal]
    better: Better


def xmr_chart(
    values: npt.ArrayLike,
    *,
    better: str,
    target: float | None = None,
    groups: Sequence[int] | None = None,
    baseline: int | None = None,
    screened: bool = False,
    two_in_three: TwoInThree = TwoInThree.MDC_2023,
) -> ControlChart:
    """The XmR chart of ``values`` in order of time, NaN or None where a value is missing.

    Limits are the mean ± 2.66 × the average moving range of each of ``groups`` (a label for each
    value; a new label is a rebase). With a ``baseline``, the first so many returned points of a
    group fix its limits. ``screened`` leaves out extreme moving ranges once, as NHSRplotthedots
    does unless told otherwise; boards of the NHS see limits that are not screened.
    ValueError where there is no value or an infinite one, the labels do not fit, the baseline is
    under two points or ``better`` is not a word of ``Better``.
    """
    if baseline is not None and baseline < 2:
        raise ValueError("a baseline needs two points or more")
    figures = _numbers(values)
    return _control_chart(
        figures,
        groups,
        lambda part: _xmr_group(figures[part], baseline, screened),
        partial(special_causes, rule=two_in_three),
        Better(better),
        target,
    )


def p_prime_chart(
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    better: str,
    target: float | None = None,
    groups: Sequence[int] | None = None,
    screened: bool = False,
) -> ControlChart:
    """Laney's p′ chart of proportions (0 to 1), with limits for each point by its denominator.

    With p̄ = Σ numerators / Σ denominators and σᵢ = √(p̄(1 − p̄)/nᵢ), the limits are
    p̄ ± 3 σᵢ × (average moving range of (pᵢ − p̄)/σᵢ) / 1.128: D. B. Laney, Improved control charts
    for attributes, Quality Engineering 14 (2002), 531–537, https://doi.org/10.1081/QEN-120003555 .
    Signals: outside a limit and shift alone, because steps between points whose limits differ say
    little. A missing part or a denominator of 0 is a gap. ValueError as ``xmr_chart``, and where a
    numerator is negative or more than its denominator.
    """
    counts, sizes = _counts(numerators, denominators)
    if np.any(counts > sizes):
        raise ValueError("a numerator is more than its denominator")
    return _laney_chart(counts, sizes, lambda p: p * (1 - p), groups, screened, better, target)


def u_prime_chart(
    counts: npt.ArrayLike,
    exposures: npt.ArrayLike,
    *,
    better: str,
    target: float | None = None,
    groups: Sequence[int] | None = None,
    screened: bool = False,
) -> ControlChart:
    """Laney's u′ chart of rates, counts for each unit of exposure; see ``p_prime_chart``.

    The same with ū = Σ counts / Σ exposures and σᵢ = √(ū/nᵢ).
    """
    numbers, sizes = _counts(counts, exposures)
    return _laney_chart(numbers, sizes, lambda u: u, groups, screened, better, target)


def average_moving_range(values: Numbers, *, screened: bool) -> float:
    """The average distance between neighbouring values, NaN where no two are both returned.

    Ranges that touch a gap do not count. With ``screened``, neither do those that are not under
    3.267 times the average; the rest are averaged once more. 0 for values that are all the same:
    screening would leave nothing of them to average.
    """
    ranges = np.abs(np.diff(values))
    ranges = ranges[~np.isnan(ranges)]
    if not len(ranges):
        return float("nan")
    average = float(ranges.mean())
    if screened and average > 0:
        usual = compared(ranges, SCREENING_FACTOR * average, average) < 0
        average = float(ranges[usual].mean())
    return average


def _xmr_group(values: Numbers, baseline: int | None, screened: bool) -> _Group:
    fixing = values[: _end_of_baseline(values, baseline)]
    returned = fixing[~np.isnan(fixing)]
    alike = _alike(returned)
    mean = float(returned.mean()) if len(returned) else float("nan")
    average = 0.0 if alike else average_moving_range(fixing, screened=screened)
    half_width = np.full(len(values), XMR_FACTOR * average)
    return _Group(Limits(mean, half_width), average, len(returned), alike)


def _laney_group(
    counts: Numbers, sizes: Numbers, variance: Callable[[float], float], screened: bool
) -> _Group:
    rates = counts / sizes
    returned = ~np.isnan(rates)
    known = int(returned.sum())
    alike = _alike(rates[returned])
    # One rate has no moving range; and one of 0 or 1 would be divided by a spread of nought.
    if known < 2 or alike:
        mean = float(rates[returned][0]) if known else float("nan")
        average = 0.0 if alike else float("nan")
        return _Group(Limits(mean, np.full(len(rates), average)), average, known, alike)
    mean = float(counts[returned].sum() / sizes[returned].sum())
    sigma = np.sqrt(variance(mean) / sizes)
    average = average_moving_range((rates - mean) / sigma, screened=screened)
    half_width = 3 * sigma * average * SIGMA_PER_RANGE
    return _Group(Limits(mean, half_width), average, known, alike)


def _laney_chart(
    counts: Numbers,
    sizes: Numbers,
    variance: Callable[[float], float],
    groups: Sequence[int] | None,
    screened: bool,
    better: str,
    target: float | None,
) -> ControlChart:
    return _control_chart(
        counts / sizes,
        groups,
        lambda part: _laney_group(counts[part], sizes[part], variance, screened),
        outside_or_shifted,
        Better(better),
        target,
    )


def _control_chart(
    values: Numbers,
    labels: Sequence[int] | None,
    worked_out: Callable[[slice], _Group],
    signals_of: Callable[[Numbers, Limits], list[Signal]],
    better: Better,
    target: float | None,
) -> ControlChart:
    parts = []
    amount = variation = assurance = None
    for label, part in _slices(len(values), labels):
        group = worked_out(part)
        signals = signals_of(values[part], group.limits)
        parts.append(_Part(label, values[part], group, signals, better))
        returned = np.flatnonzero(~np.isnan(values[part]))
        if len(returned):
            amount, last = group.amount, returned[-1]
            full = amount is AmountOfData.FULL
            lower, upper = group.limits.at(-1)[last], group.limits.at(1)[last]
            variation = variation_mark(signals[last], better) if full else None
            assurance = assurance_mark(lower, upper, target, better) if full else None
    return ControlChart(parts, amount, variation, assurance)


def _point_rows(part: _Part) -> Iterator[dict[str, object]]:
    limits, amount = part.group.limits, part.group.amount.value
    lines = (limits.at(share).tolist() for share in (-1, 1, -NEAR, NEAR))
    for value, signal, lower, upper, lower_near, upper_near in zip(
        part.values.tolist(), part.signals, *lines, strict=True
    ):
        returned = not math.isnan(value)
        yield {
            "group": part.label,
            "value": value,
            "mean": limits.mean,
            "lower_limit": lower,
            "upper_limit": upper,
            "lower_near_limit": lower_near,
            "upper_near_limit": upper_near,
            "amount": amount,
            "signal": signal.value if returned else None,
            "point_type": point_type(signal, part.better).value if returned else None,
        }


def _group_row(part: _Part) -> dict[str, object]:
    gaps = int(np.isnan(part.values).sum())
    group = part.group
    return {
        "group": part.label,
        "returned": len(part.values) - gaps,
        "gaps": gaps,
        "limit_points": group.limit_points,
        "mean": group.limits.mean,
        "average_moving_range": group.average_moving_range,
        "no_variation": group.no_variation,
        "amount": group.amount.value,
    }


def _slices(length: int, labels: Sequence[int] | None) -> list[tuple[int, slice]]:
    """Where each group starts and ends; ValueError where one is taken up again after another."""
    labels = [0] * length if labels is None else list(labels)
    if len(labels) != length:
        raise ValueError("every value needs a group")
    starts = [i for i in range(length) if i == 0 or labels[i] != labels[i - 1]]
    if len({labels[start] for start in starts}) != len(starts):
        raise ValueError("a group must not be interrupted by another")
    ends = [*starts[1:], length]
    return [(labels[start], slice(start, end)) for start, end in zip(starts, ends, strict=True)]


def _end_of_baseline(values: Numbers, baseline: int | None) -> int:
    returned = np.flatnonzero(~np.isnan(values))
    if baseline is None or len(returned) <= baseline:
        return len(values)
    return int(returned[baseline - 1]) + 1


def _alike(returned: Numbers) -> bool:
    """Whether two or more returned values are all the same but for the rounding of arithmetic."""
    return len(returned) > 1 and not np.any(compared(returned, returned[0], 0))


def _numbers(values: npt.ArrayLike) -> Numbers:
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1 or not len(numbers) or np.isinf(numbers).any():
        raise ValueError("values must be a list of numbers, each finite or missing")
    return numbers


def _counts(numerators: npt.ArrayLike, denominators: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    """Both parts, with a gap in both where either is missing or the denominator is 0."""
    counts, sizes = _numbers(numerators), _numbers(denominators)
    if len(counts) != len(sizes) or np.any(counts < 0) or np.any(sizes < 0):
        raise ValueError("every numerator needs a denominator, and neither may be negative")
    gap = np.isnan(counts) | np.isnan(sizes) | (sizes == 0)
    return np.where(gap, np.nan, counts), np.where(gap, np.nan, sizes)
