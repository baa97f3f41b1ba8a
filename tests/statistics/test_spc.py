"""XmR charts against NHSRplotthedots, for every made series, with and without screening.

Where this project knowingly differs, the difference is asserted on both sides.
"""

import numpy as np
import pytest

from commissioning.statistics.spc import ControlChart
from commissioning.statistics.spc_marks import assurance_mark, variation_mark
from commissioning.statistics.spc_signals import NEAR, Limits, beyond
from commissioning.statistics.spc_terms import (
    AmountOfData,
    AssuranceMark,
    Better,
    Signal,
    TwoInThree,
)
from tests.statistics.spc_answers import (
    answers,
    better,
    charted,
    close,
    made_series,
    number,
    numbers,
    values,
)

RULES = {
    "made_ptd": TwoInThree.PLOTTHEDOTS_0_2_2,
    "made_ptd_mdc2023": TwoInThree.MDC_2023,
}
SIGNALS = {
    "Above UCL": "above_limit",
    "Below LCL": "below_limit",
    "7 Point Trend (Increasing)": "rising",
    "7 Point Trend (Decreasing)": "falling",
    "2 in 3 Above CL": "two_in_three_high",
    "2 in 3 Below CL": "two_in_three_low",
    "7 Points Above CL": "shift_high",
    "7 Points Below CL": "shift_low",
    "Common Cause": "common_cause",
}
ASSURANCE = {"pass": "pass", "fail": "fail", "inconsistent": "hit_or_miss", "": "none"}
NO_LIMITS_WHEN_SCREENED = "m19_constant"

every_chart = pytest.mark.parametrize(
    ("series_id", "screened", "file"),
    [(series, screened, file) for series in made_series() for screened in (0, 1) for file in RULES],
)


def plain(point_type: str) -> str:
    return point_type.removeprefix("special_cause_")


def flags(text: list[str]) -> list[bool]:
    """NHSRplotthedots leaves a flag out in a gap and where it has no limits: nothing is flagged."""
    return [flag == "TRUE" for flag in text]


def limits_of(chart: ControlChart, group: int) -> tuple[np.ndarray, Limits]:
    points = chart.points[chart.points["group"] == group]
    mean = float(points["mean"].iloc[0])
    return points["value"].to_numpy(), Limits(mean, points["upper_limit"].to_numpy() - mean)


@every_chart
def test_means_and_limits(series_id: str, screened: int, file: str) -> None:
    expected = answers(
        f"{file}_points.csv", series_id=series_id, screen_outliers=str(bool(screened)).upper()
    )
    points = charted(series_id, screened=bool(screened), rule=RULES[file]).points
    columns = {
        "group": "rebase_group",
        "value": "y",
        "mean": "mean",
        "lower_limit": "lpl",
        "upper_limit": "upl",
        "lower_near_limit": "sigma2_low",
        "upper_near_limit": "sigma2_high",
    }
    for ours, theirs in columns.items():
        if screened and series_id == NO_LIMITS_WHEN_SCREENED and "limit" in ours:
            # Screening drops every moving range of 0, so there the average is of nothing. Here a
            # constant series has limits at its mean, screened or not.
            assert all(np.isnan(numbers(expected, theirs)))
            assert list(points[ours]) == [5.0] * len(expected)
        else:
            assert list(points[ours]) == close(numbers(expected, theirs)), ours


@every_chart
def test_signals_and_what_they_mean(series_id: str, screened: int, file: str) -> None:
    expected = answers(
        f"{file}_points.csv", series_id=series_id, screen_outliers=str(bool(screened)).upper()
    )
    points = charted(series_id, screened=bool(screened), rule=RULES[file]).points
    gaps = points["value"].isna()
    assert points.loc[gaps, ["signal", "point_type"]].isna().all(axis=None)
    # NHSRplotthedots calls a gap common cause; here a gap has no type at all.
    assert {row["point_type"] for row in expected if not row["y"]} <= {"common_cause"}
    returned = [row for row in expected if row["y"]]
    signals = [SIGNALS[row["special_cause_type"]] for row in returned]
    assert list(points.loc[~gaps, "signal"]) == signals
    assert [signal != "common_cause" for signal in signals] == flags(
        [row["special_cause_flag"] for row in returned]
    )
    assert list(points.loc[~gaps, "point_type"]) == [plain(row["point_type"]) for row in returned]


@every_chart
def test_sides_and_closeness_to_limits(series_id: str, screened: int, file: str) -> None:
    chart = charted(series_id, screened=bool(screened), rule=RULES[file])
    for group in chart.groups["group"]:
        expected = answers(
            f"{file}_points.csv",
            series_id=series_id,
            screen_outliers=str(bool(screened)).upper(),
            rebase_group=str(group),
        )
        figures, limits = limits_of(chart, group)
        outside, near = (beyond(figures, limits, share) != 0 for share in (1, NEAR))
        if file == "made_ptd":
            near &= ~outside
        sides = [int(row["relative_to_mean"] or 0) for row in expected]
        assert list(beyond(figures, limits, 0)) == sides
        assert list(outside) == flags([row["outside_limits"] for row in expected])
        assert list(near) == flags([row["close_to_limits"] for row in expected])


@every_chart
def test_groups_and_marks(series_id: str, screened: int, file: str) -> None:
    expected = answers(
        f"{file}_summary.csv", series_id=series_id, screen_outliers=str(bool(screened)).upper()
    )
    chart = charted(series_id, screened=bool(screened), rule=RULES[file])
    assert list(chart.groups["group"]) == [int(row["rebase_group"]) for row in expected]
    for row, group in zip(expected, chart.groups.to_dict("records"), strict=True):
        points = chart.points[chart.points["group"] == group["group"]]
        assert group["returned"] + group["gaps"] == int(row["n"])
        assert group["mean"] == close(number(row["mean"]))
        types = points["point_type"].value_counts()
        assert types.get("improvement", 0) == int(row["n_improvement"])
        assert types.get("concern", 0) == int(row["n_concern"])
        assert types.drop("common_cause", errors="ignore").sum() == int(row["n_special"])
        assert points["point_type"].iloc[-1] == plain(row["last_point_type"])
    last = chart.points.iloc[-1]
    way = Better(better(series_id))
    variation = variation_mark(Signal(last["signal"]), way)
    target = made_series()[series_id]["target"]
    assurance = assurance_mark(last["lower_limit"], last["upper_limit"], target, way)
    assert variation == row["variation_icon"]
    assert assurance == ASSURANCE[row["assurance_icon"]]
    full = group["amount"] == AmountOfData.FULL
    assert (chart.variation, chart.assurance) == ((variation, assurance) if full else (None, None))


@pytest.mark.parametrize("series_id", made_series())
def test_amounts_of_data(series_id: str) -> None:
    """NHSRplotthedots warns of a group under 13; here marks go too, and a baseline counts."""
    chart = charted(series_id, screened=False)
    for group in chart.groups.to_dict("records"):
        warned = {
            row["short_group_warning"]
            for row in answers(
                "made_ptd_points.csv", series_id=series_id, rebase_group=str(group["group"])
            )
        }
        if series_id == "m08_step_fixed12":
            # 24 points, so no warning; but the limits come from 12, and are as uncertain as that.
            assert (warned, group["amount"]) == ({"FALSE"}, "trial")
        else:
            assert (group["amount"] != "full") == (warned == {"TRUE"})


def test_points_that_two_in_three_versions_tell_apart() -> None:
    by_rule = {
        rule: list(charted("m18_2of3_with_one_beyond", screened=False, rule=rule).points["signal"])
        for rule in TwoInThree
    }
    differing = [
        pair
        for pair in zip(
            by_rule[TwoInThree.PLOTTHEDOTS_0_2_2], by_rule[TwoInThree.MDC_2023], strict=True
        )
        if len(set(pair)) > 1
    ]
    assert differing == [("common_cause", "two_in_three_high")]


def test_a_constant_series_records_no_variation_screened_or_not() -> None:
    for screened in (False, True):
        chart = charted("m19_constant", screened=screened)
        assert list(chart.groups["no_variation"]) == [True]
        assert list(chart.groups["average_moving_range"]) == [0.0]
        assert set(chart.points["signal"]) == {"common_cause"}
        assert chart.assurance is AssuranceMark.HIT_OR_MISS
    varied = {series for series in made_series() if len(set(values(series))) > 1}
    assert varied == set(made_series()) - {"m19_constant"}
    for series_id in varied:
        assert not charted(series_id, screened=False).groups["no_variation"].any()


def test_a_gap_stays_blank_and_counts_as_one() -> None:
    (group,) = charted("m26_missing", screened=False).groups.to_dict("records")
    assert (group["returned"], group["gaps"], group["limit_points"]) == (22, 2, 22)
