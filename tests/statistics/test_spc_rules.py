"""Rules, marks and amounts of data of control charts, on series small enough to judge by eye."""

import math

import numpy as np
import pytest

from commissioning.statistics import spc_terms
from commissioning.statistics.spc import average_moving_range, p_prime_chart, xmr_chart
from commissioning.statistics.spc_marks import amount_of_data, assurance_mark
from commissioning.statistics.spc_signals import Limits, special_causes
from commissioning.statistics.spc_terms import (
    AmountOfData,
    AssuranceMark,
    Better,
    Signal,
    TwoInThree,
    VariationMark,
)

GAP = math.nan
STEADY = [10, 12] * 7  # mean 11, moving ranges all 2, limits 11 ± 5.32
SHORT = {
    "above_limit": "A",
    "below_limit": "b",
    "rising": "R",
    "falling": "f",
    "two_in_three_high": "T",
    "two_in_three_low": "t",
    "shift_high": "S",
    "shift_low": "s",
    "common_cause": ".",
}


def signals(values: list[float], rule: TwoInThree = TwoInThree.MDC_2023) -> str:
    """A letter for each point, on a chart whose mean is 0 and whose limits are at −3 and 3."""
    limits = Limits(0.0, np.full(len(values), 3.0))
    found = special_causes(np.array(values, dtype=float), limits, rule)
    return "".join(SHORT[signal] for signal in found)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # Strictly outside a limit: a point on it, or off by the rounding of a sum, is not.
        ([3, -1, 3.1, -1, -3, 1, -3.1], "..A...b"),
        ([0.1 * 3 * 10, -1, 1, -3 - 4e-16], "...."),
        # Seven rising points are a trend whatever side of the mean; six are not; a tie breaks it.
        ([-1.2, -0.8, -0.4, 0.1, 0.5, 0.9, 1.3], "RRRRRRR"),
        ([-1.2, -0.8, -0.4, 0.1, 0.5, 0.9, 0.2], "......."),
        ([-1.2, -0.8, -0.4, -0.4, 0.1, 0.5, 0.9, 1.3], "........"),
        ([1.2, 0.8, 0.4, -0.1, -0.5, -0.9, -1.3, -1.4], "ffffffff"),
        # A gap breaks a trend and a shift, and is no signal itself.
        ([-1.2, -0.8, -0.4, GAP, 0.1, 0.5, 0.9, 1.3], "........"),
        ([1, 2, 1, GAP, 2, 1, 2, 1], "........"),
        # The turning point belongs to the trend that came first.
        ([-3, -2, -1, 0, 1, 2, 3, 2, 1, 0, -1, -2, -3], "RRRRRRRffffff"),
        # Seven on one side are a shift; six are not; one on the mean breaks it.
        ([1, 2, 1, 2, 1, 2, 1], "SSSSSSS"),
        ([1, 2, 1, 2, 1, 2, -1], "......."),
        ([1, 2, 1, 0, 2, 1, 2, 1], "........"),
        ([-1, -2, -1, -2, -1, -2, -1], "sssssss"),
        # Two in three: all three on one side, at least two strictly beyond two standard
        # deviations; the third is flagged only where it is beyond them too.
        ([2.5, 2.5, 1, -1], "TT.."),
        ([2.5, 1, 2.5, -1], "T.T."),
        ([-2.5, -2.5, -2.5, 1], "ttt."),
        ([2.5, -1, 2.5], "..."),
        ([2.5, 2, 1], "..."),
        ([2.5, GAP, 2.5], "..."),
        ([2.5, 2.5], ".."),
        # Precedence: outside, then trend, then two in three, then shift.
        ([-3.5, -2.5, -1, 0.5, 1, 2.2, 2.5, 3.5], "bRRRRRRA"),
        ([1, 2.5, 1, 2.5, 1, 2, 1], "STSTSSS"),
    ],
)
def test_signals(values: list[float], expected: str) -> None:
    assert signals(values) == expected


def test_a_point_beyond_a_limit_counts_towards_two_in_three_since_2023() -> None:
    values = [2.5, 3.5, 1, -1]
    assert signals(values) == "TA.."
    assert signals(values, TwoInThree.PLOTTHEDOTS_0_2_2) == ".A.."


def test_runs_do_not_cross_a_rebase() -> None:
    values = [*STEADY, *[value + 9 for value in STEADY]]
    whole = xmr_chart(values, better="higher")
    assert set(whole.points["signal"]) >= {"shift_low", "shift_high"}
    rebased = xmr_chart(values, better="higher", groups=[0] * 14 + [1] * 14)
    assert set(rebased.points["signal"]) == {"common_cause"}
    # A run of seven, cut after four, is two runs that are too short.
    rising = [1, 5, 2, 3, 4, 5, 6, 7, 8, 1, 5]
    assert "rising" in set(xmr_chart(rising, better="higher").points["signal"])
    cut = xmr_chart(rising, better="higher", groups=[0] * 6 + [1] * 5)
    assert "rising" not in set(cut.points["signal"])


def test_a_trend_is_coloured_by_its_direction_not_its_side() -> None:
    rising = [7.5, 8, 8.5, 9, 9.5, 10, 10.5]  # all below the mean of the rest
    values = [20, 12, 20, 12, 20, 12, *rising]
    points = xmr_chart(values, better="higher").points
    assert all(points["value"][-7:] < points["mean"][-7:])
    assert list(points["signal"][-7:]) == ["rising"] * 7
    assert list(points["point_type"][-7:]) == ["improvement"] * 7


@pytest.mark.parametrize(
    ("better", "up", "down"),
    [
        ("higher", VariationMark.IMPROVEMENT_HIGH, VariationMark.CONCERN_LOW),
        ("lower", VariationMark.CONCERN_HIGH, VariationMark.IMPROVEMENT_LOW),
        ("neutral", VariationMark.NEUTRAL_HIGH, VariationMark.NEUTRAL_LOW),
    ],
)
def test_variation_marks(better: str, up: VariationMark, down: VariationMark) -> None:
    assert xmr_chart([*STEADY, 30], better=better).variation is up
    assert xmr_chart([*STEADY, -30], better=better).variation is down
    # Only the last returned point decides: an earlier signal leaves a grey mark, a gap no trace.
    assert xmr_chart([*STEADY, 30, 11], better=better).variation is VariationMark.COMMON_CAUSE
    assert xmr_chart([*STEADY, 30, GAP], better=better).variation is up


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (5.0, AssuranceMark.PASS, AssuranceMark.FAIL),
        (11.0, AssuranceMark.HIT_OR_MISS, AssuranceMark.HIT_OR_MISS),
        (17.0, AssuranceMark.FAIL, AssuranceMark.PASS),
        # A target on a limit can go either way.
        (11 - 5.32, AssuranceMark.HIT_OR_MISS, AssuranceMark.HIT_OR_MISS),
        (11 + 5.32, AssuranceMark.HIT_OR_MISS, AssuranceMark.HIT_OR_MISS),
        (None, AssuranceMark.NONE, AssuranceMark.NONE),
        (GAP, AssuranceMark.NONE, AssuranceMark.NONE),
    ],
)
def test_assurance_marks(target: float | None, higher: AssuranceMark, lower: AssuranceMark) -> None:
    assert xmr_chart(STEADY, better="higher", target=target).assurance is higher
    assert xmr_chart(STEADY, better="lower", target=target).assurance is lower
    assert xmr_chart(STEADY, better="neutral", target=target).assurance is AssuranceMark.NONE


def test_assurance_needs_limits() -> None:
    with pytest.raises(ValueError, match="there are none"):
        assurance_mark(GAP, GAP, 5.0, Better.HIGHER)


def test_amounts_of_data() -> None:
    amounts = [amount_of_data(points) for points in range(15)]
    assert amounts == [
        *[AmountOfData.DOTS] * 7,
        *[AmountOfData.TRIAL] * 6,
        *[AmountOfData.FULL] * 2,
    ]


@pytest.mark.parametrize(("length", "marked"), [(12, False), (13, True)])
def test_marks_need_thirteen_points_in_the_latest_group(length: int, marked: bool) -> None:
    latest = STEADY[:length]
    for gaps in ([], [GAP]):
        values = [*STEADY, *latest, *gaps]
        groups = [0] * 14 + [1] * (len(values) - 14)
        chart = xmr_chart(values, better="higher", target=2, groups=groups)
        assert (chart.variation is not None) == (chart.assurance is not None) == marked
        assert list(chart.groups["amount"]) == ["full", "full" if marked else "trial"]


def test_a_new_group_of_gaps_leaves_the_marks_of_the_last_returned_point() -> None:
    chart = xmr_chart([*STEADY, GAP], better="higher", target=2, groups=[0] * 14 + [1])
    assert (chart.variation, chart.assurance) == (VariationMark.COMMON_CAUSE, AssuranceMark.PASS)
    assert math.isnan(chart.groups["mean"].iloc[1])


def test_points_that_all_stand_alone_are_dots() -> None:
    chart = xmr_chart([5, GAP, 6, GAP] * 8, better="higher", target=2)
    assert list(chart.groups["limit_points"]) == [16]
    assert list(chart.groups["amount"]) == ["dots"]
    assert chart.points["upper_limit"].isna().all()
    assert (chart.variation, chart.assurance) == (None, None)
    assert list(xmr_chart([5], better="higher").groups["amount"]) == ["dots"]


def test_a_baseline_counts_returned_points_and_fixes_the_limits() -> None:
    values = [10, GAP, 12, 10, 12, 40, 50]
    chart = xmr_chart(values, better="higher", baseline=4)
    # The ranges of 10, gap, 12, 10, 12 are 2 and 2.
    assert list(chart.points["mean"]) == [11.0] * 7
    assert list(chart.points["upper_limit"]) == pytest.approx([11 + 2.66 * 2] * 7)
    assert list(chart.groups["limit_points"]) == [4]
    longer = xmr_chart(values, better="higher", baseline=99)
    assert longer.points.equals(xmr_chart(values, better="higher").points)


def test_a_move_after_a_constant_baseline_is_outside_its_limits() -> None:
    for screened in (False, True):
        chart = xmr_chart([5.0] * 13 + [6], better="lower", baseline=13, screened=screened)
        assert list(chart.groups["no_variation"]) == [True]
        assert chart.variation is VariationMark.CONCERN_HIGH


def test_values_that_differ_by_rounding_are_constant() -> None:
    chart = xmr_chart([0.3, 0.1 + 0.2] * 7, better="higher", screened=True)
    assert list(chart.groups["no_variation"]) == [True]
    assert set(chart.points["signal"]) == {"common_cause"}


def test_screening_leaves_out_ranges_at_its_limit() -> None:
    """Nine ranges of 1 and one of x: x stays where x < 3.267 (9 + x) / 10."""
    largest_kept = 3.267 * 9 / (10 - 3.267)
    for last, kept in ((largest_kept - 1e-6, True), (largest_kept + 1e-6, False)):
        values = np.array([0.0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1 + last])
        unscreened = average_moving_range(values, screened=False)
        assert unscreened == pytest.approx((9 + last) / 10)
        screened = average_moving_range(values, screened=True)
        assert screened == pytest.approx(unscreened if kept else 1.0)


@pytest.mark.parametrize(
    ("values", "options"),
    [
        ([], {}),
        ([1, math.inf], {}),
        ([[1, 2], [3, 4]], {}),
        ([1, 2, 3], {"groups": [0, 0]}),
        ([1, 2, 3], {"groups": [0, 1, 0]}),
        ([1, 2, 3], {"baseline": 1}),
        ([1, 2, 3], {"better": "increase"}),
    ],
)
def test_what_cannot_be_charted_is_refused(values: list[float], options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"values|group|baseline|increase"):
        xmr_chart(values, **{"better": "higher", **options})


def test_every_term_has_words() -> None:
    terms = [
        term
        for name in ("Better", "AmountOfData", "TwoInThree", "Signal", "PointType")
        for term in getattr(spc_terms, name)
    ]
    marks = [*VariationMark, *AssuranceMark]
    assert all(term.words for term in [*terms, *marks])
    assert {mark.letter for mark in AssuranceMark} == {"P", "F", "?", ""}
    assert all(mark.letter for mark in VariationMark)
    assert Signal("rising") is Signal.RISING
    assert f"{Signal.RISING}" == "rising"


@pytest.mark.parametrize("count", [0, 20])
def test_a_lone_rate_of_nought_or_of_all_has_no_limits(count: int) -> None:
    chart = p_prime_chart([count, float("nan")], [20, 20], better="higher")
    assert chart.points["mean"].tolist() == [count / 20] * 2
    assert chart.points["lower_limit"].isna().all()
