"""What signals mean: improvement or concern, and the two marks that sum a control chart up.

As the R package NHSRplotthedots has it (R/ptd_calculate_point_type.R and
R/ptd_calculate_assurance_type.R, https://github.com/nhs-r-community/NHSRplotthedots). Making Data
Count's own tool shows marks from 13 points
(https://github.com/nhs-r-community/NHSRplotthedots/issues/194).
"""

import math

import numpy as np

from commissioning.statistics.spc_signals import compared
from commissioning.statistics.spc_terms import (
    FULL_POINTS,
    TRIAL_POINTS,
    AmountOfData,
    AssuranceMark,
    Better,
    PointType,
    Signal,
    VariationMark,
)


def amount_of_data(points: int) -> AmountOfData:
    """What a number of points is enough for: 13 limits and marks, 7 trial limits, else dots."""
    if points >= FULL_POINTS:
        return AmountOfData.FULL
    return AmountOfData.TRIAL if points >= TRIAL_POINTS else AmountOfData.DOTS


def point_type(signal: Signal, better: Better) -> PointType:
    """What a signal means where ``better`` is the way the figure should go."""
    if signal is Signal.COMMON_CAUSE:
        return PointType.COMMON_CAUSE
    if better is Better.NEUTRAL:
        return PointType.NEUTRAL_HIGH if signal.side > 0 else PointType.NEUTRAL_LOW
    good = (signal.side > 0) == (better is Better.HIGHER)
    return PointType.IMPROVEMENT if good else PointType.CONCERN


def variation_mark(signal: Signal, better: Better) -> VariationMark:
    """The mark of a chart whose last returned point has ``signal``."""
    kind = point_type(signal, better)
    if kind in (PointType.IMPROVEMENT, PointType.CONCERN):
        return VariationMark(f"{kind}_{'high' if signal.side > 0 else 'low'}")
    return VariationMark(kind)


def assurance_mark(
    lower: float, upper: float, target: float | None, better: Better
) -> AssuranceMark:
    """Whether limits lie wholly on one side of ``target``; one equal to it is hit or miss.

    All three are in the unit of the values. ValueError where a limit is missing.
    """
    if math.isnan(lower) or math.isnan(upper):
        raise ValueError("a target is compared with limits, and there are none")
    if target is None or math.isnan(target) or better is Better.NEUTRAL:
        return AssuranceMark.NONE
    over, under = compared(np.array([target, target]), np.array([upper, lower]), upper - lower)
    if better is Better.LOWER:
        over, under = -under, -over
    if over > 0:
        return AssuranceMark.FAIL
    return AssuranceMark.PASS if under < 0 else AssuranceMark.HIT_OR_MISS
