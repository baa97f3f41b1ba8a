"""What every chart shares: its parts, its layout, its axes and the way text is set in it.

A figure is a plain dictionary in Plotly's format, without a template, so that it looks the same in
the dashboard, in a file and in a test, and costs next to nothing to build. One figure serves every
width: bars carry their names above them instead of in a margin, and axes thin out their own ticks.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import Any

from commissioning.palette import Palette
from commissioning.wording.figures import MINUS, financial_year, pounds_short, rounded

# The page's own stack, so that charts and text read as one.
FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans",'
    " sans-serif"
)
FONT_SIZE = 14
LABEL_SIZE = 13

CONFIG: Mapping[str, Any] = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "showSendToCloud": False,
    "showEditInChartStudio": False,
}

# A chart fills a phone's width at worst: 320 px less the page's own padding.
NARROW = 288
# The width in pixels that a character of a label comes to in the widest of the fonts.
CHARACTER = 7.6

# Left, top, right and bottom in pixels.
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Chart:
    """A figure with the words that go round it.

    ``figure`` has ``data`` and ``layout`` ready for Plotly; both are empty when there is nothing
    to draw, and then ``headline`` says what to widen. ``key`` explains numbered marks, in order.
    """

    figure: dict[str, Any]
    headline: str
    subtitle: str
    alt: str
    caveats: tuple[str, ...] = ()
    key: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.figure["data"]


def empty_chart(headline: str) -> Chart:
    """A chart without a figure, for choices that leave no rows."""
    return Chart({"data": [], "layout": {}}, headline, "", headline)


def layout(palette: Palette, height: int, **more: Any) -> dict[str, Any]:
    """The layout all charts start from; ``more`` adds to it and replaces what it names."""
    return {
        "height": height,
        "autosize": True,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": FONT_SIZE, "color": palette.text},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "autoexpand": True},
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.background,
            "bordercolor": palette.axis,
            "align": "left",
            "font": {"family": FONT, "size": LABEL_SIZE, "color": palette.text},
        },
        "showlegend": False,
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"size": LABEL_SIZE, "color": palette.text},
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "normal",
            "bgcolor": "rgba(0,0,0,0)",
        },
    } | more


def left_label(lines: Sequence[str], top: float, colour: str, palette: Palette) -> dict[str, Any]:
    """Safe lines of text from the left edge, ``top`` down, clear of the lines behind them."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": top,
        "yanchor": "top",
        "text": "<br>".join(lines),
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "bgcolor": palette.background,
        "font": {"size": LABEL_SIZE, "color": colour},
    }


def hidden_axis(**more: Any) -> dict[str, Any]:
    """An axis that only places things."""
    return {"visible": False, "fixedrange": True, "zeroline": False} | more


def year_axis(palette: Palette, first: int, last: int, **more: Any) -> dict[str, Any]:
    """Financial years along the bottom, each centred on the calendar year it starts in.

    Plotly chooses how many ticks fit the width; each is renamed from 2021 to 2021/22.
    """
    years = range(first, last + 1)
    axis = {
        "range": [first - 0.5, last + 0.5],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": palette.axis,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": palette.axis,
        "tickangle": 0,
        "tickfont": {"size": LABEL_SIZE, "color": palette.quiet_text},
    }
    if len(years) <= 5:
        axis |= {
            "tickmode": "array",
            "tickvals": list(years),
            "ticktext": [financial_year(year) for year in years],
        }
    else:
        axis["labelalias"] = {str(year): financial_year(year) for year in years}
    return axis | more


def value_axis(
    palette: Palette, ticks: Sequence[Decimal], labels: Sequence[str], **more: Any
) -> dict[str, Any]:
    """A vertical scale with the given ticks and light lines across."""
    return {
        "range": [float(ticks[0]), float(ticks[-1])],
        "fixedrange": True,
        "tickmode": "array",
        "tickvals": [float(tick) for tick in ticks],
        "ticktext": list(labels),
        "tickfont": {"size": LABEL_SIZE, "color": palette.quiet_text},
        "showgrid": True,
        "gridcolor": palette.grid,
        "zeroline": True,
        "zerolinecolor": palette.axis,
        "zerolinewidth": 1,
        "automargin": True,
    } | more


def ticks_between(low: Decimal, high: Decimal, about: int = 5) -> list[Decimal]:
    """Round numbers that take in ``low`` and ``high``, in steps of 1, 2, 2.5 or 5 tens."""
    spread = float(high - low) or abs(float(high)) or 1.0
    rough = spread / about
    scale = 10.0 ** floor(log10(rough))
    size = next(step for step in (1, 2, 2.5, 5, 10) if rough <= step * scale * 1.0001)
    step = Decimal(str(size)) * Decimal(10) ** floor(log10(rough))
    first, last = floor(low / step), ceil(high / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def pound_ticks(ticks: Sequence[Decimal]) -> list[str]:
    """Labels for round amounts, all in the unit of the largest: £0, £20m, £40m."""
    largest = max(abs(tick) for tick in ticks)
    for unit, letters in ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m")):
        if largest >= unit:
            return [_in_unit(tick, unit, letters) for tick in ticks]
    return [pounds_short(tick) for tick in ticks]


def _in_unit(amount: Decimal, unit: Decimal, letters: str) -> str:
    if amount == 0:
        return "£0"
    number = rounded(amount / unit, 2)
    text = format(abs(number), "f").rstrip("0").rstrip(".")
    return f"{MINUS if number < 0 else ''}£{text}{letters}"


def safe(text: str) -> str:
    """Text that Plotly draws as it is: none of its mark-up, no link and no mathematics."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$", "&#36;")):
        text = text.replace(character, entity)
    return text


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` characters, made safe; a longer word is broken."""
    return [safe(line) for line in textwrap.wrap(text, width) or [""]]


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share any of their area."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def legend_name(text: str) -> str:
    """A name for a legend, in lines that a phone has room for."""
    return "<br>".join(wrapped(text, 28))


def hover(title: str, *lines: str) -> str:
    """What a mark says when pointed at: a bold first line, then plain ones, wrapped for a phone."""
    body = [part for line in lines if line for part in wrapped(line, 38)]
    return "<br>".join([f"<b>{'<br>'.join(wrapped(title, 34))}</b>", *body])
