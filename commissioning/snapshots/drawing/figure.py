"""A whole figure as SVG, within a page or as a file by itself."""

from collections.abc import Mapping
from html import escape
from typing import Any

from commissioning.charts import Chart
from commissioning.charts.frame import FONT
from commissioning.charts.picture import picture
from commissioning.palette import LIGHT
from commissioning.snapshots.drawing import flows, known, surroundings, traces
from commissioning.snapshots.drawing.paint import Paint, number
from commissioning.snapshots.drawing.plot import laid_out

# A column of text on a desk and on A4, and a phone's.
WIDE, NARROW = 680, 290


def _as_it_is(colour: str) -> str:
    return colour


def drawing(figure: Mapping[str, Any], width: float, paint: Paint = _as_it_is) -> tuple[str, float]:
    """What is inside the SVG of a figure at a width in pixels, and how tall it is.

    ``paint`` writes a colour, given as #rrggbb. Raises Undrawable.
    """
    known.hold(figure)
    rough = laid_out(figure, width, 0, paint)
    _, tall = surroundings.legend(rough, width)
    plot = laid_out(figure, width, tall, paint)
    entries, _ = surroundings.legend(plot, width)
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    made = [
        surroundings.lines_across(plot),
        surroundings.shapes(plot, below=True),
        traces.bars(bars, plot),
        *(traces.scatter(trace, plot) for trace in figure["data"] if trace["type"] == "scatter"),
        *(flows.bands(trace, plot) for trace in figure["data"] if trace["type"] == "sankey"),
        surroundings.shapes(plot, below=False),
        surroundings.axes(plot),
        surroundings.annotations(plot),
        entries,
    ]
    return "".join(made), plot.height


def standalone(chart: Chart, *, source: list[str], illustrative: bool) -> bytes:
    """A chart as an SVG file: on white, with its headline, source and caveats round it."""
    frame = picture(chart, LIGHT, source=source, illustrative=illustrative)
    x, y, width, _ = frame["chart"]
    body, _ = drawing(chart.figure, width)
    words = "".join(
        f'<text x="{frame["left"]}" y="{number(baseline)}" font-size="{size}"'
        f' font-weight="{weight}" fill="{frame["text"]}">{escape(line, quote=False)}</text>'
        for baseline, size, weight, line in frame["lines"]
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{frame["width"]}"'
        f' height="{frame["height"]}" viewBox="0 0 {frame["width"]} {frame["height"]}"'
        f' font-family="{escape(FONT)}">'
        f"<title>{escape(chart.headline, quote=False)}</title>"
        f"<desc>{escape(chart.alt, quote=False)}</desc>"
        f'<rect width="100%" height="100%" fill="{frame["background"]}"/>{words}'
        f'<g transform="translate({x} {y})">{body}</g></svg>'
    )
    return svg.encode()
