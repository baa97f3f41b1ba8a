"""The published totals: dots by definition, labelled, with events and the years without one."""

from typing import Any

import pytest

from commissioning import charts
from commissioning.charts import Chart
from commissioning.palette import LIGHT
from tests.drawing.drawn import drawn, labels
from tests.drawing.rows import EVENTS, TOTALS

HEADLINE = drawn(LIGHT)["headline"]


def dots(chart: Chart) -> list[dict[str, Any]]:
    return [trace for trace in chart.figure["data"] if trace.get("yaxis", "y") == "y"]


def test_totals_are_dots_and_nothing_joins_them() -> None:
    assert {trace["mode"] for trace in dots(HEADLINE)} == {"markers"}
    found = {
        (x, y) for trace in dots(HEADLINE) for x, y in zip(trace["x"], trace["y"], strict=True)
    }
    assert found == {
        (2012, 23.6e6), (2019, 53.6e6), (2021, 59.9e6), (2022, 70e6), (2022, 90e6),
    }  # fmt: skip
    assert HEADLINE.figure["layout"]["yaxis"]["range"][0] == 0


def test_definitions_differ_in_shape_and_colour() -> None:
    looks = [(t["marker"]["symbol"], t["marker"]["color"]) for t in dots(HEADLINE)]
    assert len({symbol for symbol, _ in looks}) == len({colour for _, colour in looks}) == 3


def test_the_cited_total_comes_first_and_largest() -> None:
    first, *others = dots(HEADLINE)
    assert first["name"].replace("<br>", " ") == "Commissioned-services expenditure"
    assert first["marker"]["color"] == LIGHT.focus
    assert min(first["marker"]["size"]) > max(max(t["marker"]["size"]) for t in others)
    assert "<b>£59.9m</b><br>2021/22<br>paragraph 1.1" in labels(HEADLINE)


def test_every_total_is_labelled_and_the_rounded_ones_are_called_so() -> None:
    assert {"£23.6m", "£53.6m", "around £70m", "around £90m"} <= set(labels(HEADLINE))


def test_years_without_a_total_keep_their_place_and_are_told() -> None:
    assert HEADLINE.figure["layout"]["xaxis"]["range"] == [2011.5, 2025.5]
    gaps = [note for note in HEADLINE.figure["layout"]["annotations"] if "no total" in note["text"]]
    assert [note["x"] for note in gaps] == [(2013 + 2018) / 2, (2023 + 2025) / 2]
    assert any("2013/14 to 2018/19, 2020/21 and 2023/24" in caveat for caveat in HEADLINE.caveats)


def test_only_headline_events_are_marked_and_the_key_explains_them() -> None:
    marks = HEADLINE.figure["data"][-1]
    assert marks["text"] == ["1", "2", "3", "4"]
    assert HEADLINE.key[0] == "2013: London Crime Prevention Fund established"
    assert HEADLINE.key[1] == "1 October 2014: MOPAC takes over victims' services"
    assert len(HEADLINE.key) == 4
    lines = [shape["x0"] for shape in HEADLINE.figure["layout"]["shapes"]]
    assert lines == marks["x"]


def test_an_event_stands_within_its_financial_year() -> None:
    # 1 October is half way through a financial year, and a year is centred on its number.
    marks = HEADLINE.figure["data"][-1]["x"]
    assert marks[1] == pytest.approx(2014, abs=0.01)
    assert 2021.4 < marks[2] < 2021.5


def test_events_close_together_stand_in_different_rows() -> None:
    marks = HEADLINE.figure["data"][-1]
    close = dict(zip(marks["text"], marks["y"], strict=True))
    assert close["3"] != close["4"]


def test_years_chosen_limit_the_scale_and_the_events() -> None:
    totals = [row for row in TOTALS if "2019/20" <= row["financial_year"] <= "2021/22"]
    chart = charts.headline_dots(totals, EVENTS, LIGHT, first_year="2019/20", last_year="2021/22")
    assert sorted(x for trace in dots(chart) for x in trace["x"]) == [2019, 2021]
    assert chart.figure["layout"]["xaxis"]["range"] == [2018.5, 2021.5]
    assert len(chart.key) == 1
    assert "since 2019/20" in chart.headline


def test_a_total_can_be_followed_to_its_record() -> None:
    first = dots(HEADLINE)[0]
    assert first["customdata"] == [["2021/22", "commissioned-services-expenditure-2021/22"]]
