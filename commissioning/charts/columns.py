"""Columns by year: how a part of a column is filled, what stands over it, and their layout."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from commissioning.charts.frame import LABEL_SIZE, layout, pound_ticks, value_axis, year_axis
from commissioning.palette import Palette
from commissioning.wording.figures import financial_year

WIDTH = 0.74
# The fill of each part, so that parts are told apart by more than their colour.
PATTERNS = ("", "/", ".", "x")


def part_marker(palette: Palette, colour: str, pattern: str) -> dict[str, Any]:
    """How one part of every column is filled."""
    return {
        "color": colour,
        "line": {"color": palette.background, "width": 1},
        "pattern": {
            "shape": pattern,
            "fillmode": "overlay",
            "fgcolor": palette.background,
            "fgopacity": 0.45,
            "size": 7,
            "solidity": 0.2,
        },
    }


def labels_above(
    palette: Palette, starts: Sequence[int], heights: Sequence[float], texts: Sequence[str]
) -> dict[str, Any]:
    """Words over columns or dots, on unseen bars: Plotly hides a bar's text with no room.

    Over relative columns the heights are 0, since an unseen bar stands on top of the others.
    """
    return {
        "type": "bar",
        "showlegend": False,
        "x": list(starts),
        "y": list(heights),
        "width": 0.98,
        "text": list(texts),
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": LABEL_SIZE, "color": palette.text},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": {"color": "rgba(0,0,0,0)"},
    }


def columns_layout(
    palette: Palette,
    height: int,
    xaxis: dict[str, Any],
    ticks: Sequence[Decimal],
    *,
    legend: bool = False,
) -> dict[str, Any]:
    """The layout of columns, or of dots in their place, of pounds by year."""
    return layout(
        palette,
        height,
        margin={"l": 46, "r": 10, "t": 10, "b": 26},
        barmode="relative",
        showlegend=legend,
        uniformtext={"mode": "hide", "minsize": 11},
        xaxis=xaxis,
        yaxis=value_axis(palette, ticks, pound_ticks(ticks)),
    )


def spaced_year_axis(palette: Palette, first: int, last: int) -> dict[str, Any]:
    """Financial years along the bottom; of five, whose names do not fit a phone, every other."""
    step = 2 if last - first == 4 else 1
    named = range(first, last + 1, step)
    if len(named) > 5:
        return year_axis(palette, first, last)
    ticks = {"tickvals": list(named), "ticktext": [financial_year(year) for year in named]}
    return year_axis(palette, first, last, **ticks)


def month_axis(palette: Palette) -> dict[str, Any]:
    """Months along the bottom, as many of them named as fit a phone."""
    return {
        "type": "date",
        "fixedrange": True,
        "showgrid": False,
        "tickformat": "%b<br>%Y",
        "nticks": 6,
        "tickangle": 0,
        "tickfont": {"size": LABEL_SIZE, "color": palette.quiet_text},
    }
