"""Bars of one year and columns by year: their order, their names and what they add up to."""

import pytest

from commissioning import charts
from commissioning.palette import LIGHT
from tests.drawing.drawn import drawn, labels
from tests.drawing.rows import DECISIONS, approved

CHARTS = drawn(LIGHT)


def test_grants_of_one_year_largest_first() -> None:
    bar = CHARTS["grants"].figure["data"][0]
    assert bar["customdata"] == [
        ["2025/26", "MoJ"], ["2025/26", "Home Office"], ["2025/26", "NHS England"],
    ]  # fmt: skip
    assert bar["text"] == ["£22.3m", "£13.0m", "£240k"]
    assert labels(CHARTS["grants"]) == ["MoJ", "Home Office", "NHS England"]
    assert bar["y"] == sorted(bar["y"])


def test_a_long_name_wraps_and_gets_the_room() -> None:
    long = "A programme with a very long name that no single line of a phone could hold"
    chart = charts.decisions_by_programme(
        [approved("2021/22", long, "5"), approved("2021/22", "Short", "4")], "2021/22", LIGHT
    )
    assert labels(chart)[0].count("<br>") == 1
    assert labels(chart)[0].replace("<br>", " ") == long
    narrow = charts.decisions_by_programme(
        [approved("2021/22", "Long", "5"), approved("2021/22", "Short", "4")], "2021/22", LIGHT
    )
    assert chart.figure["layout"]["height"] > narrow.figure["layout"]["height"]


def test_approvals_are_not_called_spending() -> None:
    chart = CHARTS["programmes"]
    assert "Approvals are not spending" in chart.caveats[0]
    assert "spen" not in (chart.headline + chart.subtitle + chart.alt).lower()


def test_ceilings_are_told_for_the_year_shown() -> None:
    chart = charts.decisions_by_programme(DECISIONS, "2023/24", LIGHT)
    assert any("£8.5m of this is a maximum" in caveat for caveat in chart.caveats)
    assert len(CHARTS["programmes"].caveats) == 1


# Decisions by year --------------------------------------------------------------------------------


def test_the_three_largest_programmes_are_named_and_the_rest_are_one() -> None:
    *parts, sums = CHARTS["yearly"].figure["data"]
    assert [part["name"].replace("<br>", " ") for part in parts] == [
        "VAWG", "Crime prevention (LCPF)", "Victims", "Other programmes",
    ]  # fmt: skip
    other = parts[-1]
    assert other["customdata"] == [
        ["2021/22", "Sexual violence"],
        ["2023/24", "Enabling (evaluation, training, systems)"],
    ]
    assert sums["text"] == ["£6.7m<br>(13)", "£32.6m<br>(16)", "£15.0m<br>(14)"]


def test_columns_add_up_to_every_row() -> None:
    *parts, _ = CHARTS["yearly"].figure["data"]
    drawn_sum = sum(y for part in parts for y in part["y"])
    assert drawn_sum == pytest.approx(float(sum(row["amount_gbp"] for row in DECISIONS)))


def test_parts_of_a_column_differ_in_pattern_too() -> None:
    *parts, _ = CHARTS["yearly"].figure["data"]
    assert len({part["marker"]["pattern"]["shape"] for part in parts}) == 4


def test_four_programmes_need_no_other() -> None:
    rows = [approved("2021/22", name, "100") for name in "ABCD"]
    *parts, _ = charts.yearly_bars(rows, LIGHT).figure["data"]
    assert [part["name"] for part in parts] == list("ABCD")


def test_one_programme_needs_no_legend() -> None:
    rows = [row for row in DECISIONS if row["programme"] == "VAWG"]
    chart = charts.yearly_bars(rows, LIGHT)
    assert chart.figure["layout"]["showlegend"] is False
    assert ": VAWG" in chart.subtitle


def test_the_lines_of_a_year_are_counted() -> None:
    chart = CHARTS["yearly"]
    lines = sum(row["lines"] for row in DECISIONS if row["financial_year"] == "2020/21")
    assert chart.figure["data"][-1]["text"][0] == f"£6.7m<br>({lines})"
    assert chart.subtitle.endswith("In brackets: number of decision lines.")
