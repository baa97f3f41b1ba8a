"""A dot with a line for its interval, one under another, each with its words above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commissioning.charts.frame import LABEL_SIZE, hidden_axis, layout, left_label, wrapped
from commissioning.palette import Palette

NAME_LINE = 17
DOT_ROW = 16
GAP = 12
NAME_WIDTH = 42
AXIS = 34
MARK = 11


@dataclass(frozen=True)
class Dot:
    """One dot: its words above it, and where it and its line stand; no dot without a ``value``.

    A dot that is ``apart``, such as that of a reference group, has a shape and colour of its own.
    """

    words: Sequence[str]
    value: float | None
    low: float | None
    high: float | None
    hover: str = ""
    apart: bool = False


def dot_figure(
    dots: Sequence[Dot],
    palette: Palette,
    *,
    axis: dict[str, Any],
    line_at: float | None = None,
) -> dict[str, Any]:
    """Dots with their intervals on one scale along the bottom, and a line at ``line_at``."""
    middles, annotations, bottom = [], [], 2.0
    for dot in dots:
        lines = [
            f"<b>{line}</b>" if number == 0 else line
            for number, words in enumerate(dot.words)
            for line in wrapped(words, NAME_WIDTH)
        ]
        annotations.append(left_label(lines, bottom, palette.text, palette))
        bottom += NAME_LINE * len(lines) + 3
        if dot.value is not None:
            middles.append((dot, bottom + DOT_ROW / 2))
            bottom += DOT_ROW
        bottom += GAP
    traces = [] if line_at is None else [_upright(line_at, bottom, palette)]
    traces.append(_intervals(middles, palette))
    traces += [_dots(middles, apart, palette) for apart in (False, True)]
    return {
        "data": [trace for trace in traces if trace["x"]],
        "layout": layout(
            palette,
            int(bottom) + AXIS,
            margin={"l": 14, "r": 22, "t": 4, "b": AXIS - 4},
            xaxis=hidden_axis(
                visible=True,
                showgrid=True,
                gridcolor=palette.grid,
                tickangle=0,
                tickfont={"size": LABEL_SIZE, "color": palette.quiet_text},
            )
            | axis,
            yaxis=hidden_axis(range=[bottom, 0]),
            annotations=annotations,
        ),
    }


def _upright(value: float, bottom: float, palette: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value, value],
        "y": [0, bottom],
        "hoverinfo": "skip",
        "line": {"color": palette.axis, "width": 1.5, "dash": "4px 3px"},
    }


def _intervals(middles: Sequence[tuple[Dot, float]], palette: Palette) -> dict[str, Any]:
    """All lines as one trace, broken between dots."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "95% interval",
        "x": [end for dot, _ in middles for end in (dot.low, dot.high, None)],
        "y": [end for _, middle in middles for end in (middle, middle, None)],
        "connectgaps": False,
        "hoverinfo": "skip",
        "line": {"color": palette.text, "width": 2},
    }


def _dots(middles: Sequence[tuple[Dot, float]], apart: bool, palette: Palette) -> dict[str, Any]:
    chosen = [(dot, middle) for dot, middle in middles if dot.apart == apart]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.value for dot, _ in chosen],
        "y": [middle for _, middle in chosen],
        "hoverinfo": "text",
        "hovertext": [dot.hover for dot, _ in chosen],
        "cliponaxis": False,
        "marker": {
            "symbol": "diamond" if apart else "circle",
            "size": MARK,
            "color": palette.categories[3] if apart else palette.focus,
            "line": {"color": palette.background, "width": 1},
        },
    }
