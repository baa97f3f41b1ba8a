"""The words of control charts: a short code for a program, plain words for a reader.

The marks and their meanings are those of Making Data Count, NHS England's approach to charts over
time, described at
https://aus-doh-safety-and-quality.github.io/PowerBI-SPC/PlotTheDots/assurance.html .
"""

from enum import StrEnum
from typing import Self

FULL_POINTS = 13  # points that are enough for limits and marks
TRIAL_POINTS = 7  # points that are enough for limits on trial
RUN = 7  # points of a trend and of a shift


class Term(StrEnum):
    """A term that is its own code, with the ``words`` a reader sees."""

    words: str

    def __new__(cls, code: str, words: str = "") -> Self:
        """Make a member from its code and its words; from its code alone, find it."""
        term = str.__new__(cls, code)
        term._value_ = code
        term.words = words
        return term


class Mark(StrEnum):
    """A summary mark of a whole chart: a code, the ``letter`` drawn in the mark, and ``words``."""

    letter: str
    words: str

    def __new__(cls, code: str, letter: str = "", words: str = "") -> Self:
        """Make a member from its code, its letter and its words; from its code alone, find it."""
        mark = str.__new__(cls, code)
        mark._value_ = code
        mark.letter = letter
        mark.words = words
        return mark


class Better(Term):
    """Which way a figure should go. It is data about each indicator, never guessed."""

    HIGHER = ("higher", "a higher figure is better")
    LOWER = ("lower", "a lower figure is better")
    NEUTRAL = ("neutral", "neither a higher nor a lower figure is better")


class AmountOfData(Term):
    """How much may be drawn from the points that the limits of a group are worked out from."""

    FULL = ("full", "enough points for limits and marks")
    TRIAL = ("trial", "trial limits: too few points for marks")
    DOTS = ("dots", "too few points for limits")


class TwoInThree(Term):
    """Which points count towards two of three points near a limit."""

    MDC_2023 = ("mdc_2023", "points near a limit or beyond it count")
    PLOTTHEDOTS_0_2_2 = ("plotthedots_0_2_2", "points near a limit but not beyond it count")


class Signal(Term):
    """What a point is part of that chance alone would seldom produce; or common cause."""

    ABOVE_LIMIT = ("above_limit", "above the upper process limit")
    BELOW_LIMIT = ("below_limit", "below the lower process limit")
    RISING = ("rising", "one of seven or more points in a row, each higher than the last")
    FALLING = ("falling", "one of seven or more points in a row, each lower than the last")
    TWO_IN_THREE_HIGH = ("two_in_three_high", "one of two in three points far above the average")
    TWO_IN_THREE_LOW = ("two_in_three_low", "one of two in three points far below the average")
    SHIFT_HIGH = ("shift_high", "one of seven or more points in a row above the average")
    SHIFT_LOW = ("shift_low", "one of seven or more points in a row below the average")
    COMMON_CAUSE = ("common_cause", "within the usual variation")

    @property
    def side(self) -> int:
        """1 where the signal is of high or rising figures, −1 of low or falling ones, else 0."""
        high = {self.ABOVE_LIMIT, self.RISING, self.TWO_IN_THREE_HIGH, self.SHIFT_HIGH}
        return 0 if self is Signal.COMMON_CAUSE else 1 if self in high else -1


class PointType(Term):
    """What a signal means, given which way the figure should go."""

    COMMON_CAUSE = ("common_cause", "usual variation")
    IMPROVEMENT = ("improvement", "improvement")
    CONCERN = ("concern", "concern")
    NEUTRAL_HIGH = ("neutral_high", "unusually high or rising")
    NEUTRAL_LOW = ("neutral_low", "unusually low or falling")


class VariationMark(Mark):
    """What the last returned point says about change."""

    COMMON_CAUSE = ("common_cause", "~", "usual variation: no significant change")
    IMPROVEMENT_HIGH = ("improvement_high", "H", "improvement: unusually high or rising")
    IMPROVEMENT_LOW = ("improvement_low", "L", "improvement: unusually low or falling")
    CONCERN_HIGH = ("concern_high", "H", "concern: unusually high or rising")
    CONCERN_LOW = ("concern_low", "L", "concern: unusually low or falling")
    NEUTRAL_HIGH = ("neutral_high", "↑", "unusually high or rising; neither way is better")
    NEUTRAL_LOW = ("neutral_low", "↓", "unusually low or falling; neither way is better")


class AssuranceMark(Mark):
    """Whether the process would meet its target if nothing changed, not whether it did last."""

    PASS = ("pass", "P", "the target is expected to be met every time")
    FAIL = ("fail", "F", "the target is expected to be missed every time")
    HIT_OR_MISS = ("hit_or_miss", "?", "the target may be met or missed by chance")
    NONE = ("none", "", "no target, or neither way is better")
