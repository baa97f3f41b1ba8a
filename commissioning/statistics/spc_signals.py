"""Which points of a control chart signal a special cause, in one group between rebases.

The rules and their precedence are NHS Making Data Count's, as the R package NHSRplotthedots
applies them (R/ptd_calculate_point_type.R, https://github.com/nhs-r-community/NHSRplotthedots),
with the rule for two in three points that was announced in November 2023
(https://github.com/nhs-r-community/NHSRplotthedots/issues/194). Precedence: outside a limit, trend,
two in three, shift. A gap ends every run, because what happened in it is not known.

Signs are arrays of 1, −1 and 0, one for each point: high or rising, low or falling, neither.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commissioning.statistics.spc_terms import RUN, Signal, TwoInThree

NEAR = 2 / 3  # of the way from the mean to a limit: two of its three standard deviations
EQUAL = 1e-9  # of the distance between the limits: closer than this is the same figure
ROUNDING = 16 * float(np.finfo(np.float64).eps)  # of a figure: what its arithmetic may lose

Numbers = npt.NDArray[np.float64]
Signs = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Limits:
    """The mean of a group and, for each of its points, how far the limits are from it.

    Both are in the unit of the values; NaN where no limit can be worked out.
    """

    mean: float
    half_width: Numbers

    def at(self, share: float) -> Numbers:
        """The line that is ``share`` of the way from the mean to the upper limit (−1 to 1)."""
        return self.mean + share * self.half_width


def compared(values: Numbers, references: Numbers | float, width: Numbers | float) -> Signs:
    """The sign of ``values`` − ``references``: 0 where they are equal or either is missing.

    Equal means closer than ``EQUAL`` of ``width``, so that a change of unit, which moves the last
    digits of every figure, changes no answer.
    """
    largest = np.maximum(np.abs(values), np.abs(references))
    tolerance = EQUAL * np.asarray(width) + ROUNDING * largest
    difference = values - references
    return (difference > tolerance).astype(np.int64) - (difference < -tolerance)


def special_causes(
    values: Numbers, limits: Limits, rule: TwoInThree = TwoInThree.MDC_2023
) -> list[Signal]:
    """The first of the four rules that each value meets, on an XmR chart."""
    sides, near, outside = (beyond(values, limits, share) for share in (0, NEAR, 1))
    return _first_of(
        (outside, Signal.ABOVE_LIMIT, Signal.BELOW_LIMIT),
        (trends(values, limits), Signal.RISING, Signal.FALLING),
        (
            two_in_three(sides, near, outside, rule),
            Signal.TWO_IN_THREE_HIGH,
            Signal.TWO_IN_THREE_LOW,
        ),
        (shifts(sides), Signal.SHIFT_HIGH, Signal.SHIFT_LOW),
    )


def outside_or_shifted(values: Numbers, limits: Limits) -> list[Signal]:
    """The rules that hold where every point has limits of its own: outside a limit, then shift."""
    return _first_of(
        (beyond(values, limits, 1), Signal.ABOVE_LIMIT, Signal.BELOW_LIMIT),
        (shifts(beyond(values, limits, 0)), Signal.SHIFT_HIGH, Signal.SHIFT_LOW),
    )


def beyond(values: Numbers, limits: Limits, share: float) -> Signs:
    """The side of each value that is strictly beyond ``share`` of the way to a limit."""
    width = 2 * limits.half_width
    above = compared(values, limits.at(share), width) > 0
    below = compared(values, limits.at(-share), width) < 0
    return above.astype(np.int64) - below


def trends(values: Numbers, limits: Limits) -> Signs:
    """The direction of travel of every point of seven in a row that strictly rise or fall.

    A point that ends one trend and starts the opposite one keeps the direction of the first.
    """
    steps = compared(values[1:], values[:-1], 2 * limits.half_width[1:])
    return _runs(steps, RUN - 1, RUN)


def shifts(sides: Signs) -> Signs:
    """The side of every point of seven in a row on one side of the mean; one on it ends a run."""
    return _runs(sides, RUN, RUN)


def two_in_three(sides: Signs, near: Signs, outside: Signs, rule: TwoInThree) -> Signs:
    """The side of the points far from the mean, two or more of three in a row all on that side.

    ``near`` marks points beyond the near limits, ``outside`` those beyond the limits themselves.
    The third point must be on the same side, and is marked only if it is itself far away.
    """
    counted = near != 0
    if rule is TwoInThree.PLOTTHEDOTS_0_2_2:
        counted &= outside == 0
    found = np.zeros_like(sides)
    in_three = (np.abs(_sums(sides, 3)) == 3) & (_sums(counted, 3) >= 2)
    for start in np.flatnonzero(in_three):
        three = slice(start, start + 3)
        found[three] |= sides[three] * counted[three]
    return found


def _runs(signs: Signs, length: int, points: int) -> Signs:
    """The sign of each run of ``length`` equal signs, given to the ``points`` it is about."""
    found = np.zeros(len(signs) + points - length, dtype=np.int64)
    for start in np.flatnonzero(np.abs(_sums(signs, length)) == length):
        covered = found[start : start + points]
        covered[covered == 0] = signs[start]
    return found


def _sums(marks: npt.NDArray[np.generic], length: int) -> Signs:
    """The sum of every so many marks in a row, by the first of them; none where there are fewer."""
    so_far: Signs = np.concatenate([[0], np.cumsum(marks, dtype=np.int64)])
    return so_far[length:] - so_far[:-length]


def _first_of(*rules: tuple[Signs, Signal, Signal]) -> list[Signal]:
    """For each point the signal of the first rule that marks it, by the sign of the mark."""
    signals = [Signal.COMMON_CAUSE]
    found = np.zeros_like(rules[0][0])
    for marks, high, low in rules:
        unmarked = found == 0
        found[unmarked & (marks > 0)] = len(signals)
        found[unmarked & (marks < 0)] = len(signals) + 1
        signals += [high, low]
    return [signals[number] for number in found.tolist()]
