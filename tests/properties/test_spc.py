"""What must hold of every control chart: units, directions, rebases and gaps change no verdict."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.statistics.spc import ControlChart, p_prime_chart, xmr_chart
from commissioning.statistics.spc_terms import TwoInThree

GAP = math.nan
DIRECTIONS = ["higher", "lower", "neutral"]
MIRRORED = {"higher": "lower", "lower": "higher", "neutral": "neutral"}
OPPOSITE = {
    "above": "below",
    "below": "above",
    "rising": "falling",
    "falling": "rising",
    "high": "low",
    "low": "high",
}

Series = list[float]


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Tenths, some missing; few different figures make ties, and a step or slope makes runs."""
    spread = draw(st.sampled_from([1, 3, 20, 400]))
    tenths = st.integers(-spread, spread)
    length = draw(st.integers(1, 30))
    slope, step = draw(st.integers(-3, 3)), draw(st.integers(-2 * spread, 2 * spread))
    return [
        GAP
        if draw(st.integers(0, 19)) == 0
        else (draw(tenths) + slope * i + step * (i >= length // 2)) / 10
        for i in range(length)
    ]


@st.composite
def options(draw: st.DrawFn) -> dict[str, Any]:
    """Everything a chart can be asked for besides its values and groups."""
    return {
        "better": draw(st.sampled_from(DIRECTIONS)),
        "target": draw(st.none() | st.integers(-300, 300).map(lambda tenths: tenths / 10)),
        "baseline": draw(st.none() | st.integers(2, 20)),
        "screened": draw(st.booleans()),
        "two_in_three": draw(st.sampled_from(list(TwoInThree))),
    }


def verdict(chart: ControlChart) -> list[object]:
    """All that a reader is told, apart from figures in the unit of the values."""
    points = chart.points[["signal", "point_type", "amount"]].fillna("").to_numpy().tolist()
    groups = chart.groups[["returned", "limit_points", "no_variation", "amount"]]
    return [points, groups.to_numpy().tolist(), chart.variation, chart.assurance]


def mirrored(term: str) -> str:
    return "_".join(OPPOSITE.get(word, word) for word in term.split("_"))


@given(
    values=series(),
    asked=options(),
    factor=st.sampled_from([0.01, 1 / 3, 0.1, 1.1, 7, 100, 1e6, 1e-9]),
    constant=st.sampled_from([0, 0.1, -273.15, 32, 1e4 / 3]),
)
def test_a_change_of_unit_changes_no_verdict(
    values: Series, asked: dict[str, Any], factor: float, constant: float
) -> None:
    for scale, shift in ((factor, 0.0), (1.0, constant), (1.8, 32)):
        target = None if asked["target"] is None else asked["target"] * scale + shift
        converted = xmr_chart(
            [value * scale + shift for value in values], **{**asked, "target": target}
        )
        assert verdict(converted) == verdict(xmr_chart(values, **asked))


@given(values=series(), asked=options())
def test_a_mirrored_series_has_the_mirrored_verdict(values: Series, asked: dict[str, Any]) -> None:
    target = None if asked["target"] is None else -asked["target"]
    chart = xmr_chart(values, **asked)
    other = xmr_chart(
        [-value for value in values],
        **{**asked, "target": target, "better": MIRRORED[asked["better"]]},
    )
    assert list(other.points["signal"].dropna()) == [
        mirrored(signal) for signal in chart.points["signal"].dropna()
    ]
    assert list(other.points["point_type"].dropna()) == [
        mirrored(kind) for kind in chart.points["point_type"].dropna()
    ]
    assert other.variation == (chart.variation and mirrored(chart.variation))
    assert other.assurance == chart.assurance
    assert list(other.points["lower_limit"]) == pytest.approx(
        list(-chart.points["upper_limit"]), nan_ok=True
    )


@given(values=series(), later=series(), asked=options())
def test_a_later_group_changes_nothing_before_it(
    values: Series, later: Series, asked: dict[str, Any]
) -> None:
    alone = xmr_chart(values, **asked)
    followed = xmr_chart([*values, *later], **asked, groups=[0] * len(values) + [1] * len(later))
    assert followed.points.iloc[: len(values)].equals(alone.points)
    assert followed.groups.iloc[:1].equals(alone.groups)
    # And the later group is what it would be by itself.
    second = followed.points.iloc[len(values) :].drop(columns="group").reset_index(drop=True)
    assert second.equals(xmr_chart(later, **asked).points.drop(columns="group"))


@given(values=series(), asked=options(), gaps=st.integers(1, 3))
def test_a_gap_at_the_end_changes_nothing(values: Series, asked: dict[str, Any], gaps: int) -> None:
    chart = xmr_chart(values, **asked)
    longer = xmr_chart(values + [GAP] * gaps, **asked)
    assert longer.points.iloc[: len(values)].equals(chart.points)
    assert longer.points["signal"].iloc[len(values) :].isna().all()
    assert (longer.variation, longer.assurance) == (chart.variation, chart.assurance)
    assert longer.groups["limit_points"].equals(chart.groups["limit_points"])


@given(values=series(), asked=options())
def test_screening_never_widens_limits_and_never_moves_the_mean(
    values: Series, asked: dict[str, Any]
) -> None:
    screened, unscreened = (
        xmr_chart(values, **{**asked, "screened": choice}).points for choice in (True, False)
    )
    assert screened["mean"].equals(unscreened["mean"])
    widths = [points["upper_limit"] - points["mean"] for points in (screened, unscreened)]
    known = widths[1].notna()
    assert known.equals(widths[0].notna())
    assert (widths[0][known] <= widths[1][known] + 1e-9).all()


@given(
    parts=st.lists(
        st.integers(1, 500).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))),
        min_size=2,
        max_size=20,
    ),
    better=st.sampled_from(["higher", "lower"]),
    target=st.none() | st.integers(0, 100).map(lambda hundredths: hundredths / 100),
)
def test_those_who_did_and_those_who_did_not_mirror_each_other(
    parts: list[tuple[int, int]], better: str, target: float | None
) -> None:
    """Of everyone counted, some completed and the rest did not: two charts, one verdict."""
    counts, sizes = np.array(parts).T
    chart = p_prime_chart(counts, sizes, better=better, target=target)
    rest = p_prime_chart(
        sizes - counts,
        sizes,
        better=MIRRORED[better],
        target=None if target is None else 1 - target,
    )
    assert list(rest.points["signal"]) == [mirrored(signal) for signal in chart.points["signal"]]
    assert list(rest.points["lower_limit"]) == pytest.approx(list(1 - chart.points["upper_limit"]))
    assert rest.variation == (chart.variation and mirrored(chart.variation))
    assert rest.assurance == chart.assurance
