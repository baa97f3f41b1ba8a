"""XmR, p′ and u′ charts against PowerBI-SPC and qicharts2, written apart from NHSRplotthedots."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from commissioning.statistics.spc import ControlChart, p_prime_chart, u_prime_chart, xmr_chart
from commissioning.statistics.spc_signals import Limits, beyond, shifts, trends
from tests.statistics.spc_answers import answers, charted, close, numbers, rows, values

# 2.66 is 3 / 1.128 rounded: half-widths differ by 1.6 in 10,000.
ROUNDED_FACTOR = 2e-4
SIGNS = {"upper": 1, "lower": -1, "none": 0}
WITH_POWERBI = sorted({row["series_id"] for row in rows("made_powerbi_points.csv")})
WITH_QICHARTS2 = sorted(
    {row["series_id"] for row in rows("made_qicharts2_points.csv") if row["chart"] == "i"}
)
WITH_LANEY = ["q1_completion_pct", "q2_big_denominators", "q3_small_counts"]
both_screenings = pytest.mark.parametrize("screened", [False, True])


def half_widths(chart: ControlChart) -> list[float]:
    return list(chart.points["upper_limit"] - chart.points["mean"])


def rounded(expected: list[float]) -> object:
    return pytest.approx(expected, rel=ROUNDED_FACTOR, abs=0)


@both_screenings
@pytest.mark.parametrize("series_id", WITH_POWERBI)
def test_limits_and_runs_of_powerbi(series_id: str, screened: bool) -> None:
    expected = answers(
        "made_powerbi_points.csv", series_id=series_id, screen_outliers=str(screened).upper()
    )
    chart = charted(series_id, screened=screened)
    means = numbers(expected, "mean")
    assert list(chart.points["mean"]) == close(means)
    upper = list(np.subtract(numbers(expected, "ul99"), means))
    if (series_id, screened) == ("m19_constant", True):
        # PowerBI-SPC has no limits for a constant series that is screened, and calls every point
        # of it beyond them. Here they are at the mean and nothing is beyond.
        assert all(np.isnan(upper))
        assert {row["astronomical"] for row in expected} == {"lower"}
        assert half_widths(chart) == [0.0] * len(expected)
        assert set(chart.points["signal"]) == {"common_cause"}
        return
    assert half_widths(chart) == rounded(upper)
    assert half_widths(chart) == rounded(np.subtract(means, numbers(expected, "ll99")))
    figures = chart.points["value"].to_numpy()
    limits = Limits(means[0], np.array(half_widths(chart)))
    found = {
        "astronomical": beyond(figures, limits, 1),
        "shift7": shifts(beyond(figures, limits, 0)),
        "trend7": trends(figures, limits),
    }
    for column, signs in found.items():
        assert list(signs) == [SIGNS[row[column]] for row in expected], column


def test_powerbi_takes_the_third_point_of_three_from_anywhere() -> None:
    expected = answers(
        "made_powerbi_points.csv", series_id="m16_2of3_third_opposite", screen_outliers="FALSE"
    )
    assert {row["two_in_three"] for row in expected} > {"none"}
    assert set(charted("m16_2of3_third_opposite", screened=False).points["signal"]) == {
        "common_cause"
    }


@both_screenings
@pytest.mark.parametrize("series_id", WITH_QICHARTS2)
def test_limits_of_qicharts2(series_id: str, screened: bool) -> None:
    expected = answers(
        "made_qicharts2_points.csv",
        series_id=series_id,
        chart="i",
        screened_mr=str(screened).upper(),
    )
    chart = charted(series_id, screened=screened)
    assert list(chart.points["mean"]) == close(numbers(expected, "cl"))
    upper = list(np.subtract(numbers(expected, "ucl"), numbers(expected, "cl")))
    if (series_id, screened) == ("m19_constant", True):
        assert all(np.isnan(upper))  # the same disagreement: qicharts2 leaves its limits out
        return
    assert half_widths(chart) == rounded(upper)
    outside = chart.points["signal"].isin(["above_limit", "below_limit"])
    assert list(outside) == [row["sigma_signal"] == "TRUE" for row in expected]


@pytest.mark.parametrize("series_id", WITH_LANEY)
@pytest.mark.parametrize(
    ("name", "worked_out", "most"), [("pp", p_prime_chart, 1), ("up", u_prime_chart, math.inf)]
)
def test_laney_charts_of_qicharts2(
    series_id: str, name: str, worked_out: Callable[..., ControlChart], most: float
) -> None:
    expected = answers("made_qicharts2_points.csv", series_id=series_id, chart=name)
    counts, sizes = numbers(expected, "y_in"), numbers(expected, "n_in")
    points = worked_out(counts, sizes, better="higher", screened=True).points
    columns = {
        "value": "y",
        "mean": "cl",
        "lower_limit": "lcl",
        "upper_limit": "ucl",
        "lower_near_limit": "lcl_2s",
        "upper_near_limit": "ucl_2s",
    }
    for ours, theirs in columns.items():
        # qicharts2 cuts limits off where no figure can be; here that is left to the drawing.
        assert list(points[ours].clip(0, most)) == close(numbers(expected, theirs)), ours
    outside = points["signal"].isin(["above_limit", "below_limit"])
    assert list(outside) == [row["sigma_signal"] == "TRUE" for row in expected]
    signals = set(points["signal"])
    assert signals <= {"above_limit", "below_limit", "shift_high", "shift_low", "common_cause"}
    if series_id == "q1_completion_pct":
        assert {"shift_high", "shift_low"} <= signals


def test_an_unscreened_laney_chart_by_hand() -> None:
    """A series with one range to screen: the unscreened limits worked out one step at a time."""
    counts = [41, 38, 44, 52, 47, 39, 50, 95, 49, 58, 61, 57, 63]
    sizes = [80, 75, 82, 95, 88, 74, 90, 97, 86, 99, 103, 95, 104]
    mean = sum(counts) / sum(sizes)
    sigmas = [math.sqrt(mean * (1 - mean) / size) for size in sizes]
    standardised = [
        (count / size - mean) / sigma
        for count, size, sigma in zip(counts, sizes, sigmas, strict=True)
    ]
    ranges = [abs(later - earlier) for earlier, later in pairwise(standardised)]
    inflation = sum(ranges) / len(ranges) / 1.128
    chart = p_prime_chart(counts, sizes, better="higher")
    assert half_widths(chart) == close([3 * sigma * inflation for sigma in sigmas])
    screened = p_prime_chart(counts, sizes, better="higher", screened=True)
    assert all(np.less(half_widths(screened), half_widths(chart)))


def test_a_laney_chart_of_equal_denominators_is_the_xmr_chart_of_its_rates() -> None:
    """With one denominator σ cancels out; the factors 3 / 1.128 and 2.66 are left."""
    counts = [41, 38, 44, 52, 47, 39, 50, 55, 49, 58, 61, 57, 63]
    xmr = xmr_chart(np.divide(counts, 200), better="higher")
    for laney in (
        p_prime_chart(counts, [200] * 13, better="higher"),
        u_prime_chart(counts, [200] * 13, better="higher"),
    ):
        assert half_widths(xmr) == close(np.multiply(half_widths(laney), 2.66 * 1.128 / 3))
        assert laney.variation is xmr.variation


def test_gaps_and_rebases_of_a_laney_chart() -> None:
    counts = [41, None, 44, 52, 47, 39, 50, 95, 49, 58, 61, 57, 63, 60, 66, 59]
    sizes = [80, 75, 82, 0, 88, 74, 90, 97, None, 99, 103, 95, 104, 98, 107, 96]
    chart = p_prime_chart(counts, sizes, better="lower", groups=[1] * 10 + [2] * 6, target=0.5)
    assert list(np.flatnonzero(chart.points["value"].isna())) == [1, 3, 8]
    assert list(chart.groups["amount"]) == ["trial", "dots"]
    assert (chart.variation, chart.assurance) == (None, None)
    # A gap leaves out its own figures alone: 41 of 80, 44 of 82, 47 of 88 and on.
    known = [(41, 80), (44, 82), (47, 88), (39, 74), (50, 90), (95, 97), (58, 99)]
    mean = sum(count for count, _ in known) / sum(size for _, size in known)
    assert chart.groups["mean"].iloc[0] == close(mean)


@pytest.mark.parametrize(("count", "rate"), [(0, 0.0), (10, 1.0)])
def test_nobody_or_everybody_every_month_is_no_variation(count: int, rate: float) -> None:
    chart = p_prime_chart([count] * 13, [10] * 13, better="higher", target=0.5)
    assert list(chart.groups["no_variation"]) == [True]
    assert set(chart.points["lower_limit"]) == set(chart.points["upper_limit"]) == {rate}
    assert chart.assurance == ("pass" if rate else "fail")


@pytest.mark.parametrize(
    ("counts", "sizes"), [([3], [2]), ([-1], [2]), ([1], [-2]), ([1, 2], [3]), ([1], [math.inf])]
)
def test_parts_that_cannot_be_are_refused(counts: list[float], sizes: list[float]) -> None:
    with pytest.raises(ValueError, match=r"numerator|values"):
        p_prime_chart(counts, sizes, better="higher")


def test_the_series_compared_are_many() -> None:
    assert len(WITH_POWERBI) == 18
    assert len(WITH_QICHARTS2) == 5
    assert all(len(values(series_id)) > 1 for series_id in WITH_POWERBI)
