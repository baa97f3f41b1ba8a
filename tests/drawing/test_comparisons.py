"""Two years, and found beside published: contributions and reconciliation."""

import pytest

from commissioning import charts
from commissioning.palette import LIGHT
from commissioning.wording import reconciled_words
from tests.drawing.drawn import drawn, labels
from tests.drawing.rows import RECONCILED, part, reconciled

CHARTS = drawn(LIGHT)


def test_contributions_end_with_their_sum() -> None:
    bar = CHARTS["contributions"].figure["data"][0]
    assert bar["text"] == ["+10.0", "+0.5", "−1.5", "−16.3", "−7.3%"]
    assert bar["x"][-1] == pytest.approx(sum(bar["x"][:-1]))
    assert labels(CHARTS["contributions"])[-1] == "<b>All decisions found</b>"


def test_a_fall_is_hatched_and_a_rise_is_not() -> None:
    bar = CHARTS["contributions"].figure["data"][0]
    assert [bool(shape) for shape in bar["marker"]["pattern"]["shape"]] == [
        value < 0 for value in bar["x"]
    ]


def test_a_part_that_was_not_there_is_told_as_none_found() -> None:
    hover = CHARTS["contributions"].figure["data"][0]["hovertext"][1]
    assert "None found in 2023/24" in hover
    assert "£100,000 in 2024/25" in hover


def test_nothing_to_split_draws_nothing() -> None:
    arguments = {"family": "decisions", "from_year": "2012/13", "to_year": "2013/14"}
    assert charts.contribution_bars([], LIGHT, **arguments).empty
    assert charts.contribution_bars([part("A", None, "1", None)], LIGHT, **arguments).empty


def test_columns_are_what_was_found_and_marks_what_was_published() -> None:
    found, *totals = CHARTS["reconciliation"].figure["data"]
    assert found["type"] == "bar"
    assert dict(zip(found["x"], found["y"], strict=True)) == {
        2019: 55e6, 2021: 38_286_000.5, 2022: 19.02e6, 2023: 34_197_733.68
    }  # fmt: skip
    assert {trace["mode"] for trace in totals} == {"markers+text"}
    assert {
        (x, y, text)
        for trace in totals
        for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True)
    } == {
        (2012, 23.6e6, "none found"),
        (2019, 53.6e6, "<b>103%</b>"),
        (2021, 59.9e6, "<b>64%</b>"),
        (2022, 70e6, "<b>27%</b>"),
    }


def test_two_totals_of_one_year_are_two_marks_over_one_column() -> None:
    wider = reconciled("2022/23", "Wider", "budget", 90_000_000, "19020000.00", 23)
    found, *totals = charts.reconciliation_columns(
        [*RECONCILED, wider], LIGHT, family="decisions"
    ).figure["data"]
    assert list(found["x"]).count(2022) == 1
    assert sum(list(trace["x"]).count(2022) for trace in totals) == 2


def test_a_total_below_nothing_has_a_gap_and_no_share() -> None:
    row = reconciled(
        "2021/22", "Underspend", "actual", -60, "-70", 1, "exact", coverage_percent=None
    )
    chart = charts.reconciliation_columns([row], LIGHT, family="decisions")
    _, mark = chart.figure["data"]
    assert mark["text"] == ["no share"]
    assert "£10 not explained" in mark["hovertext"][0]
    assert chart.headline == "Decisions found for 2021/22 come to £10 less than the −£60 published."
    assert reconciled_words([row], "decisions").startswith(
        "Checked against the −£60 published for 2021/22 (underspend): decisions found come to £10"
        " less; "
    )


def test_a_part_year_is_hatched_and_said() -> None:
    rows = [reconciled("2025/26", None, None, None, "100", 3, part_year=True)]
    chart = charts.reconciliation_columns(rows, LIGHT, family="paid")
    assert chart.figure["data"][0]["marker"]["pattern"]["shape"] == ["/"]
    assert "2025/26 (part year)" in chart.alt


def test_approvals_against_expenditure_are_said_to_be_unlike() -> None:
    assert "unlike bases" in CHARTS["reconciliation"].caveats[0]
    paid = charts.reconciliation_columns(RECONCILED, LIGHT, family="paid")
    assert not any("unlike" in caveat for caveat in paid.caveats)
