"""Series over years: what is joined, what is hollow, what is left out, and why."""

from collections.abc import Iterable
from typing import Any

import pytest

from commissioning import charts
from commissioning.charts import Chart
from commissioning.palette import LIGHT
from tests.drawing.drawn import drawn, labels, series
from tests.drawing.rows import SERIES, point

CHARTS = drawn(LIGHT)


def growth(rows: Iterable[dict[str, Any]], measure: str = "amount", real: bool = False) -> Chart:
    return charts.growth_lines(list(rows), LIGHT, measure=measure, real=real)


def test_years_on_different_footings_are_said_to_have_no_index() -> None:
    rows = [point(name, "2021/22", "5", joined=False) for name in ("A", "B")]
    apart = [row | {"index_nominal": None} for row in rows]
    chart = charts.growth_lines(
        apart, LIGHT, measure="index", real=False, apart=[row["series_id"] for row in rows]
    )
    assert chart.empty
    assert "their years are not on one footing" in chart.headline
    assert "Choose Amount" in chart.headline


def test_a_series_left_undrawn_is_named_with_its_reason() -> None:
    rows = [point("A", "2021/22", "5"), point("B", "2021/22", "5") | {"per_resident_gbp": None}]
    chart = growth(rows, "per_resident")
    assert len(chart.figure["data"]) == 1
    assert any("B: no population" in caveat for caveat in chart.caveats)


def test_amounts_on_different_footings_are_drawn_with_a_caveat() -> None:
    rows = [point("A", "2021/22", "5", joined=False)]
    chart = charts.growth_lines(
        rows, LIGHT, measure="amount", real=False, apart=[rows[0]["series_id"]]
    )
    assert not chart.empty
    assert any("no rate of growth is stated" in caveat for caveat in chart.caveats)


def test_a_line_breaks_where_years_do_not_compare() -> None:
    trace = growth(SERIES).figure["data"][0]
    assert trace["x"] == [2020, 2021, 2022, None, 2024, 2025]
    assert trace["y"][3] is None
    assert trace["connectgaps"] is False
    assert "markers" in trace["mode"]


def test_a_missing_year_breaks_a_line_even_between_rows_marked_joined() -> None:
    rows = [point("A", "2019/20", "1"), point("A", "2021/22", "2", growth=3.0)]
    assert growth(rows).figure["data"][0]["x"] == [2019, None, 2021]


def test_points_that_never_join_are_dots_in_the_legend_too() -> None:
    rows = [point("A", f"{y}/{y - 1999}", "5", joined=False) for y in (2020, 2021, 2022)]
    assert growth(rows).figure["data"][0]["mode"] == "markers"
    assert growth(SERIES).figure["data"][0]["mode"] == "lines+markers"


def test_a_part_year_is_hollow_and_joined_to_nothing() -> None:
    rows = [
        point("A", "2022/23", "3000000"),
        point("A", "2023/24", "3100000", growth=3.0),
        point("A", "2024/25", "900000", part_year=True),
    ]
    chart = growth(rows)
    trace = chart.figure["data"][0]
    assert trace["x"] == [2022, 2023, None, 2024]
    assert [symbol.endswith("-open") for symbol in trace["marker"]["symbol"]] == [
        False, False, False, True,
    ]  # fmt: skip
    assert any("part year" in caveat for caveat in chart.caveats)
    assert "£900k</b> part year" in labels(chart)[0]


@pytest.mark.parametrize(
    ("measure", "real", "value"),
    [
        ("amount", False, 22_344_743.73),
        ("amount", True, 44_689_487.46),
        ("index", False, 223.4474373),
        ("per_resident", False, 2.47),
        ("per_resident", True, 2.61),
    ],
)
def test_each_measure_draws_its_own_column(measure: str, real: bool, value: float) -> None:
    chart = charts.growth_lines(SERIES, LIGHT, measure=measure, real=real, price_base="2024/25")
    assert chart.figure["data"][0]["y"][-1] == pytest.approx(value)


def test_rows_without_the_measure_are_left_out_not_drawn_as_zero() -> None:
    rows = [point("A", "2020/21", "5", real_gbp=None), point("A", "2021/22", "6", joined=True)]
    assert growth(rows, real=True).figure["data"][0]["x"] == [2021]
    assert growth([rows[0]], real=True).empty


def test_only_an_index_has_a_line_at_100() -> None:
    (line,) = CHARTS["index"].figure["layout"]["shapes"]
    assert (line["y0"], line["y1"]) == (100, 100)
    assert not CHARTS["four series"].figure["layout"]["shapes"]


def test_amounts_are_drawn_from_zero() -> None:
    assert CHARTS["one series"].figure["layout"]["yaxis"]["range"][0] == 0


def test_up_to_four_series_share_a_plot_told_apart_by_shape_and_dash() -> None:
    traces = CHARTS["four series"].figure["data"]
    assert len(traces) == 4
    assert {trace.get("yaxis", "y") for trace in traces} == {"y"}
    for look in ("color", "dash"):
        assert len({trace["line"][look] for trace in traces}) == 4
    assert len({trace["marker"]["symbol"][0] for trace in traces}) == 4


def test_more_than_four_series_have_a_panel_each_on_one_scale() -> None:
    layout = CHARTS["six series"].figure["layout"]
    axes = [axis for name, axis in layout.items() if name.startswith("yaxis")]
    assert len(axes) == 6
    assert len({tuple(axis["range"]) for axis in axes}) == 1
    assert len({trace["yaxis"] for trace in CHARTS["six series"].figure["data"]}) == 6


def test_series_of_one_family_drop_the_words_they_share() -> None:
    names = {trace["name"].replace("<br>", " ") for trace in CHARTS["four series"].figure["data"]}
    assert {"Victims", "VAWG"} <= names
    mixed = [*series(1), point("Home Office grant", "2021/22", "3")]
    assert "Decisions found: Victims" in {
        trace["name"].replace("<br>", " ") for trace in growth(mixed).figure["data"]
    }


def test_cautions_and_forecast_prices_are_carried() -> None:
    rows = [*SERIES, point("Other", "2021/22", "1", caution="Take care.", basis="budget")]
    chart = charts.growth_lines(rows, LIGHT, measure="amount", real=True, price_base="2024/25")
    assert "Other: Take care." in chart.caveats
    assert "The price index for 2025/26 is a forecast." in chart.caveats
    assert any("different bases" in caveat for caveat in chart.caveats)
