import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go
import pytest

from commissioning import charts
from commissioning.charts import CONFIG, Chart
from commissioning.palette import DARK, LIGHT, Palette
from tests.drawing.committed import AS_AT, EXPOSED, RUNNING, SUMMED
from tests.drawing.drawn import drawn, series
from tests.drawing.rows import (
    CONTRIBUTIONS,
    DECISIONS,
    EVENTS,
    GRANTS,
    RECONCILED,
    SERIES,
    TOTALS,
    approved,
    part,
    point,
    reconciled,
)

CHARTS = drawn(LIGHT)
EACH = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


def labels(chart: Chart) -> list[str]:
    return [note["text"] for note in chart.figure["layout"].get("annotations", ())]


def growth(rows: Iterable[dict[str, Any]], measure: str = "amount", real: bool = False) -> Chart:
    return charts.growth_lines(list(rows), LIGHT, measure=measure, real=real)


@EACH
def test_plotly_knows_every_property(chart: Chart) -> None:
    go.Figure(chart.figure)


@EACH
def test_a_figure_is_plain_data(chart: Chart) -> None:
    assert json.loads(json.dumps(chart.figure, allow_nan=False))["data"]


@EACH
def test_a_figure_brings_its_own_look_and_stays_still(chart: Chart) -> None:
    layout = chart.figure["layout"]
    assert "template" not in layout
    assert layout["dragmode"] is False
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
    axes = [axis for name, axis in layout.items() if name.startswith(("xaxis", "yaxis"))]
    assert axes
    assert all(axis["fixedrange"] is True for axis in axes)
    assert not [name for name in layout if name.startswith("yaxis") and "overlaying" in name]


@EACH
def test_a_chart_has_words(chart: Chart) -> None:
    assert chart.headline.endswith(".")
    assert chart.subtitle.endswith(".")
    assert "chart" in chart.alt
    assert len(chart.alt) > 60
    assert not chart.empty


@EACH
def test_bars_start_at_zero(chart: Chart) -> None:
    layout = chart.figure["layout"]
    for trace in chart.figure["data"]:
        if trace["type"] == "bar":
            axis = layout["xaxis" if trace.get("orientation") == "h" else "yaxis"]
            if axis.get("type") == "date":  # a bar of a timeline starts on its first day
                continue
            low, high = axis["range"]
            assert low <= 0 <= high
            # The steps of a bridge hang between its first and last bars, which stand on zero.
            bases = trace.get("base", [0])
            assert bases[0] == bases[-1] == 0
            for step in range(1, len(bases) - 1):
                assert bases[step] == bases[step - 1] + trace["x"][step - 1]


@pytest.mark.parametrize("name", CHARTS)
def test_a_dark_page_changes_colours_only(name: str) -> None:
    light, dark = CHARTS[name], drawn(DARK)[name]
    assert (light.headline, light.alt) == (dark.headline, dark.alt)
    assert [t.get("y") for t in light.figure["data"]] == [t.get("y") for t in dark.figure["data"]]
    text = json.dumps(dark.figure)
    assert DARK.text in text
    assert not [colour for colour in (*LIGHT.categories, LIGHT.text) if colour in text]


def test_charts_need_neither_streamlit_nor_plotly_nor_pandas() -> None:
    code = (
        "import sys, commissioning.charts, commissioning.tables, commissioning.downloads;"
        "print([m for m in ('streamlit', 'plotly', 'pandas') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_no_button_sends_a_chart_elsewhere() -> None:
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["displaylogo"] is False
    assert CONFIG["scrollZoom"] is False
    assert CONFIG["responsive"] is True


# Published totals ---------------------------------------------------------------------------------

HEADLINE = CHARTS["headline"]


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


# Bars ---------------------------------------------------------------------------------------------


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


# Growth -------------------------------------------------------------------------------------------


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


# Contributions and reconciliation -----------------------------------------------------------------


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


def test_a_part_year_is_hatched_and_said() -> None:
    rows = [reconciled("2025/26", None, None, None, "100", 3, part_year=True)]
    chart = charts.reconciliation_columns(rows, LIGHT, family="paid")
    assert chart.figure["data"][0]["marker"]["pattern"]["shape"] == ["/"]
    assert "2025/26 (part year)" in chart.alt


def test_approvals_against_expenditure_are_said_to_be_unlike() -> None:
    assert "unlike bases" in CHARTS["reconciliation"].caveats[0]
    paid = charts.reconciliation_columns(RECONCILED, LIGHT, family="paid")
    assert not any("unlike" in caveat for caveat in paid.caveats)


# Nothing to draw, and hostile words ---------------------------------------------------------------


@pytest.mark.parametrize(
    "chart",
    [
        charts.headline_dots([], EVENTS, LIGHT),
        charts.grants_by_funder(GRANTS, "1999/00", LIGHT),
        charts.decisions_by_programme([], "2021/22", LIGHT),
        charts.status_bars([], LIGHT),
        charts.programme_bars([], LIGHT),
        charts.yearly_bars([], LIGHT),
        charts.growth_lines([], LIGHT, measure="index", real=False),
        charts.reconciliation_columns([], LIGHT, family="decisions"),
        charts.commitment_timeline(
            [], [], LIGHT, family="contracts", as_at=AS_AT, states=("running",)
        ),
        charts.commitment_columns([], LIGHT, family="decisions", as_at=AS_AT),
        charts.ending_bars([], LIGHT, family="decisions", as_at=AS_AT),
        charts.exposure_bars([], LIGHT, family="contracts", as_at=AS_AT),
    ],
)
def test_no_rows_make_a_sentence_and_no_figure(chart: Chart) -> None:
    assert chart.empty
    assert "Widen" in chart.headline
    assert chart.alt == chart.headline


HOSTILE = '<a href="javascript:alert(1)">$x$</a>'


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_words_from_data_are_never_mark_up(palette: Palette) -> None:
    made = [
        charts.headline_dots(
            [row | {"definition": HOSTILE, "source_title": HOSTILE} for row in TOTALS],
            [row | {"event": HOSTILE} for row in EVENTS],
            palette,
        ),
        charts.grants_by_funder([GRANTS[1] | {"funding_source": HOSTILE}], "2025/26", palette),
        charts.yearly_bars([row | {"programme": HOSTILE} for row in DECISIONS], palette),
        charts.contribution_bars(
            [row | {"member": HOSTILE} for row in CONTRIBUTIONS],
            palette,
            family="decisions",
            from_year="2023/24",
            to_year="2024/25",
        ),
        charts.reconciliation_columns(
            [row | {"definition": HOSTILE} for row in RECONCILED], palette, family="decisions"
        ),
        charts.growth_lines(
            [row | {"title": HOSTILE} for row in SERIES], palette, measure="amount", real=False
        ),
        charts.growth_lines(
            [row | {"title": HOSTILE} for row in series(6)], palette, measure="amount", real=False
        ),
        charts.commitment_timeline(
            [
                row | {"service": HOSTILE, "programme": HOSTILE, "provider": HOSTILE}
                for row in RUNNING
            ],
            SUMMED,
            palette,
            family="contracts",
            as_at=AS_AT,
            states=("running",),
        ),
        charts.exposure_bars(
            [row | {"funder": HOSTILE} for row in EXPOSED],
            palette,
            family="contracts",
            as_at=AS_AT,
        ),
    ]
    for chart in made:
        drawn_words = json.dumps(_without_keys(chart.figure))
        assert "<a " not in drawn_words
        assert "$" not in drawn_words
        assert "&lt;a" in drawn_words


def _without_keys(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure without what its marks lead to, which is never drawn."""
    traces = [{k: v for k, v in t.items() if k != "customdata"} for t in figure["data"]]
    return {"data": traces, "layout": figure["layout"]}
