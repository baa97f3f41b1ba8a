"""A drawing under way: its box, its axes and how its colours are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commissioning.snapshots.drawing import text
from commissioning.snapshots.drawing.known import Undrawable
from commissioning.snapshots.drawing.paint import Paint
from commissioning.snapshots.drawing.scales import Scale, as_number, bar_width

TICK_LABEL = 13
# Between a label of an axis and the plot, in pixels.
LABEL_GAP = 5


@dataclass
class Plot:
    """The place of a figure's plot in a drawing of a width and height, in pixels."""

    figure: Mapping[str, Any]
    width: float
    height: float
    paint: Paint
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    scales: dict[str, Scale] = field(default_factory=dict)

    @property
    def layout(self) -> Mapping[str, Any]:
        """The figure's layout."""
        said: Mapping[str, Any] = self.figure["layout"]
        return said

    def across(self, share: float) -> float:
        """The pixel of a share of the plot's width, from its left."""
        return self.left + share * (self.right - self.left)

    def up(self, share: float) -> float:
        """The pixel of a share of the plot's height, from its foot."""
        return self.bottom - share * (self.bottom - self.top)

    def axis(self, said: Mapping[str, Any], letter: str) -> Scale:
        """The scale that a trace is on, across (x) or up (y)."""
        return self.scales[str(said.get(f"{letter}axis", letter))]


def laid_out(figure: Mapping[str, Any], width: float, legend_height: float, paint: Paint) -> Plot:
    """The plot of a figure in a drawing ``width`` pixels wide."""
    layout = figure["layout"]
    plot = Plot(figure, width, float(layout["height"]), paint)
    margin = layout.get("margin", {})
    left, right = float(margin.get("l", 80)), float(margin.get("r", 80))
    top, bottom = float(margin.get("t", 100)), float(margin.get("b", 80))
    if legend_height:
        # The legend stands a fiftieth of the plot's height above it.
        room = (plot.height - bottom - legend_height) / 1.02
        top = max(top, plot.height - bottom - room)
    plot.top, plot.bottom = top, plot.height - bottom
    axes = {name: said for name, said in layout.items() if name[1:].startswith("axis")}
    used = {
        (letter, str(trace.get(f"{letter}axis", letter)))
        for trace in figure["data"]
        for letter in "xy"
    }
    for letter, name in sorted(used):
        if figure["data"][0]["type"] == "sankey":
            continue
        said = axes.get(f"{letter}axis{name[1:]}", {})
        plot.scales[name] = _scale(said, name, figure)
    _place(plot, left, width - right)
    labels = [
        text.width(label, TICK_LABEL)
        for name, scale in plot.scales.items()
        if name[0] == "y"
        and _labelled(scale)
        and scale.said.get("automargin")
        and float(scale.said.get("domain", [0, 1])[0]) >= 0
        for _, label in scale.ticks()
    ]
    _place(plot, max(left, max(labels, default=0) + LABEL_GAP + 2), width - right)
    return plot


def _labelled(scale: Scale) -> bool:
    return scale.shown and bool(scale.said.get("showticklabels", True))


def _scale(said: Mapping[str, Any], name: str, figure: Mapping[str, Any]) -> Scale:
    kind = str(said.get("type", "linear"))
    if kind not in ("linear", "log", "date"):
        raise Undrawable(f"an axis of type {kind}")
    if "range" in said:
        low, high = (float(end) if kind == "log" else as_number(end, kind) for end in said["range"])
    else:
        low, high = _reach(name, kind, figure)
    if low is None or high is None or low == high:
        raise Undrawable(f"the range of {name}")
    return Scale(said, kind, low, high, upright=name[0] == "y")


def _reach(name: str, kind: str, figure: Mapping[str, Any]) -> tuple[float, float]:
    """The ends of an axis that names none: what its marks take up, with a little room."""
    traces = [
        trace for trace in figure["data"] if str(trace.get(f"{name[0]}axis", name[0])) == name
    ]
    values = [
        number
        for trace in traces
        for value in trace[name[0]]
        if (number := as_number(value, kind)) is not None
    ]
    if kind == "log" or not values:
        raise Undrawable(f"the range of {name}")
    room = (max(values) - min(values)) * 0.05
    bars = [trace for trace in traces if trace["type"] == "bar"]
    if bars:
        if any((trace.get("orientation") == "h") != (name[0] == "y") for trace in bars):
            raise Undrawable(f"bars along {name} without its range")
        room = bar_width(bars, figure["layout"]) / 2 * 1.1
    return min(values) - room, max(values) + room


def _place(plot: Plot, left: float, right: float) -> None:
    plot.left, plot.right = left, right
    for name, scale in plot.scales.items():
        low, high = scale.said.get("domain", [0, 1])
        if name[0] == "x":
            scale.start, scale.end = plot.across(low), plot.across(high)
        else:
            scale.start, scale.end = plot.up(low), plot.up(high)
    y = plot.scales.get("y")
    if y is not None and "scaleanchor" in y.said:
        _square(plot.scales["x"], y)


def _square(x: Scale, y: Scale) -> None:
    """Give both scales as many pixels for one; what is left over stays empty, right and below."""
    one = min(x.length(1), y.length(1))
    x.end = x.start + one * abs(x.high - x.low)
    y.start = y.end + one * abs(y.high - y.low)
