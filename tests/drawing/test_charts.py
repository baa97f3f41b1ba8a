"""What holds of every chart: its look, its words, nothing to draw, and hostile words."""

import json
import subprocess
import sys
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
)

CHARTS = drawn(LIGHT)
EACH = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


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
    # A flag is worded as a question.
    assert chart.headline.endswith((".", "?"))
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
