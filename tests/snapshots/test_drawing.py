"""Every chart of the dashboard can be drawn as SVG, and the drawing says what the figure says."""

import copy
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest

from commissioning.charts import Chart
from commissioning.palette import DARK, LIGHT
from commissioning.snapshots.captured import Capture
from commissioning.snapshots.drawing import NARROW, WIDE, Undrawable, drawing, standalone
from tests.drawing.drawn import drawn

CHARTS = drawn(LIGHT)
SVG = "{http://www.w3.org/2000/svg}"
Views = dict[tuple[str, str], Capture]


def parsed(figure: dict[str, Any], width: float) -> ElementTree.Element:
    body, height = drawing(figure, width)
    return read(f'<svg xmlns="http://www.w3.org/2000/svg" height="{height}">{body}</svg>')


def read(svg: str | bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - drawn here a moment ago


def said(svg: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))


def plain(words: str) -> list[str]:
    """The lines of a figure's text without its mark-up."""
    lines = [unescape(re.sub(r"<[^>]*>", "", line)) for line in str(words).split("<br>")]
    return [line for line in lines if line.strip()]


def coordinates(svg: ElementTree.Element) -> Iterator[tuple[str, float]]:
    for mark in svg.iter():
        for name in ("x", "y", "cx", "cy"):
            if name in mark.attrib:
                yield name[-1], float(mark.attrib[name])


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", [name for name, chart in CHARTS.items() if not chart.empty])
def test_every_kind_of_chart_is_drawn_within_its_frame(name: str, width: int) -> None:
    figure = CHARTS[name].figure
    svg = parsed(figure, width)
    for axis, place in coordinates(svg):
        most = width if axis == "x" else figure["layout"]["height"]
        assert -1 <= place <= most + 1, (axis, place)


@pytest.mark.parametrize("name", [name for name, chart in CHARTS.items() if not chart.empty])
def test_a_drawing_has_the_words_of_its_figure(name: str) -> None:
    figure = CHARTS[name].figure
    words = said(parsed(figure, WIDE))
    expected = [note["text"] for note in figure["layout"].get("annotations", ())]
    for trace in figure["data"]:
        if trace["type"] == "sankey":
            expected += trace["node"]["label"]
        elif "text" in trace and trace.get("constraintext") == "none":
            expected += trace["text"]
    for text in expected:
        for line in plain(text):
            assert line in words


@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_every_chart_of_every_page_is_drawn(views: Views, package: str) -> None:
    number = 0
    for (_, name), view in views.items():
        for part in view.parts:
            if name == package and not part.chart.empty:
                parsed(part.chart.figure, WIDE)
                parsed(part.chart.figure, NARROW)
                number += 1
    assert number > 20


def bars(figure: dict[str, Any]) -> list[tuple[float, float]]:
    """The value and the drawn length of each bar that has no base of its own, drawn flat."""
    svg = parsed(figure, WIDE)
    lengths = [float(rect.attrib["width"]) for rect in svg.iter(f"{SVG}rect")]
    (trace,) = (trace for trace in figure["data"] if trace["type"] == "bar")
    return list(zip(map(abs, trace["x"]), lengths, strict=False))


@pytest.mark.parametrize("name", ["grants", "programmes"])
def test_bars_are_as_long_as_their_values(name: str) -> None:
    pairs = bars(CHARTS[name].figure)
    longest = max(value for value, _ in pairs)
    most = max(length for _, length in pairs)
    for value, length in pairs:
        assert length / most == pytest.approx(value / longest, abs=0.002)


def test_points_of_a_line_are_where_their_values_are() -> None:
    figure = CHARTS["one series"].figure
    svg = parsed(figure, WIDE)
    values = [value for value in figure["data"][0]["y"] if value is not None]
    heights = [float(mark.attrib["cy"]) for mark in svg.iter(f"{SVG}circle")]
    assert len(heights) == len(values)
    spread, drop = max(values) - min(values), max(heights) - min(heights)
    for value, height in zip(values, heights, strict=True):
        share = (value - min(values)) / spread
        assert (max(heights) - height) / drop == pytest.approx(share, abs=0.01)


def test_bands_of_a_flow_are_as_wide_as_their_money(views: Views) -> None:
    parts = views["funding-flow", "illustrative"].parts
    chart = next(part.chart for part in parts if part.chart.figure["data"][0]["type"] == "sankey")
    link = chart.figure["data"][0]["link"]
    svg = parsed(chart.figure, WIDE)
    widths = []
    for path in svg.iter(f"{SVG}path"):
        numbers = [float(found) for found in re.findall(r"-?[\d.]+", path.attrib["d"])]
        widths.append(numbers[8] - numbers[7])
    most, largest = max(widths), max(link["value"])
    for width, value in zip(widths, link["value"], strict=True):
        assert width / most == pytest.approx(value / largest, abs=0.01)


def strange(figure: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The figure with one thing each that no chart of the dashboard has."""
    changes: dict[str, dict[str, Any]] = {
        "a trace of type pie": {"type": "pie"},
        "scatter.fill": {"fill": "tozeroy"},
        "the mark hexagram": {
            "marker": {"symbol": "hexagram", "color": "#12436D"},
            "mode": "markers",
        },
        "a line of shape spline": {"line": {"shape": "spline", "color": "#12436D"}},
        "text with mark-up": {"mode": "text", "text": ["<i>a</i>"] * 40},
    }
    for reason, change in changes.items():
        made = copy.deepcopy(figure)
        made["data"][0] |= change
        yield reason, made
    axis = copy.deepcopy(figure)
    axis["layout"]["yaxis"]["rangebreaks"] = []
    yield "layout.yaxis.rangebreaks", axis


def test_what_is_not_known_is_refused_by_name() -> None:
    for reason, figure in strange(CHARTS["one series"].figure):
        with pytest.raises(Undrawable, match=re.escape(reason)):
            drawing(figure, WIDE)


def test_one_drawing_serves_light_and_dark() -> None:
    """Every colour is one of the palette's, which a page names, or is told by its opacity."""
    dark = drawn(DARK)
    for name, chart in CHARTS.items():
        if chart.empty:
            continue
        one: set[str] = set()
        drawing(chart.figure, WIDE, lambda colour, one=one: one.add(colour) or colour)
        other: set[str] = set()
        drawing(dark[name].figure, WIDE, lambda colour, other=other: other.add(colour) or colour)
        assert len(one) == len(other)


def test_a_file_of_a_chart_carries_its_words() -> None:
    chart: Chart = CHARTS["headline"]
    svg = read(standalone(chart, source=["Source: the annual accounts."], illustrative=True))
    words = said(svg)
    assert "Source: the annual accounts." in words
    assert all(word in words for word in chart.headline.split())
    assert svg.find(f"{SVG}desc").text == chart.alt
    assert "invented" in words
