"""A funnel: the rate of each unit against its size, with the limits of chance around one rate."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Any

import numpy as np

from commissioning.charts.frame import (
    CHARACTER,
    LABEL_SIZE,
    NARROW,
    Box,
    Chart,
    empty_chart,
    hidden_axis,
    hover,
    layout,
    overlap,
    safe,
    ticks_between,
    value_axis,
)
from commissioning.evidence.comparing import LIMITS, limit_lines
from commissioning.palette import Palette
from commissioning.wording import funnels as words
from commissioning.wording.figures import Row, Rows, percent

PLOT = 320
LEFT = 46
RIGHT = 52
FOOT = 46
# A legend of three marks is three lines on a phone.
LEGEND = 66
LINE = 17
MARK = 6
LABEL_STEPS = (15, 17, 20, 25, 30, 34, 42, 51, 60, 68)
# How a flag is drawn: name, symbol, size and the place of its colour in the palette.
MARKS = {
    "within": ("Within the limits", "circle", 9, 0),
    "look": ("Outside 95%: worth a look", "diamond", 12, 3),
    "alert": ("Outside 99.8%: ask why", "square", 12, 2),
}
MIDDLES = {"units": "all", "target": "target"}
# How much of a name stands left of its point.
ANCHORS = {"left": 0.0, "center": 0.5, "right": 1.0}
NO_LIMITS = ("No limits", "circle", 9, 0)


def funnel_plot(rows: Rows, palette: Palette, *, held_against: str) -> Chart:
    """Each unit's rate against what it is out of, with limits at 95% and 99.8%.

    ``rows`` are of ``comparison_units``; those without a rate are named and not drawn. Only what is
    outside limits has its name beside it. ``held_against`` is ``units`` or ``target``.
    """
    if not rows:
        return empty_chart("No results were found for this choice. Choose another period.")
    headline = words.funnel_sentence(rows, held_against)
    shown = [row for row in rows if row["rate"] is not None]
    if not shown:
        return empty_chart(headline)
    return Chart(
        figure=_figure(shown, palette, held_against),
        headline=headline,
        subtitle=words.funnel_subtitle(rows),
        alt=words.funnel_alternative(rows),
        caveats=words.funnel_caveats(rows, held_against),
    )


def _figure(rows: Rows, palette: Palette, held_against: str) -> dict[str, Any]:
    curve = limit_lines(rows)
    lowest = [min(row["rate"] for row in rows), *(line["lower_998"] for line in curve)]
    highest = [max(row["rate"] for row in rows), *(line["upper_998"] for line in curve)]
    ticks = _ticks(rows, min(lowest), max(highest))
    low, high = float(ticks[0]), float(ticks[-1])
    sizes = [row["denominator"] for row in rows]
    room = (max(sizes) - min(sizes)) * 0.05 or 1
    across = (max(min(sizes) - room, 0), max(sizes) + room)
    points = [_points(rows, flag, palette) for flag in (*MARKS, None)]
    return {
        "data": [*_limits(curve, rows, palette), *(trace for trace in points if trace["x"])],
        "layout": layout(
            palette,
            PLOT + FOOT + LEGEND,
            margin={"l": LEFT, "r": RIGHT, "t": 8, "b": FOOT},
            showlegend=True,
            xaxis=hidden_axis(
                visible=True,
                range=list(across),
                nticks=6,
                showgrid=False,
                showline=True,
                linecolor=palette.axis,
                tickformat=",d",
                tickangle=0,
                tickfont={"size": LABEL_SIZE, "color": palette.quiet_text},
                title={
                    "text": "How many each rate is out of",
                    "font": {"size": LABEL_SIZE, "color": palette.quiet_text},
                    "standoff": 6,
                },
            ),
            yaxis=value_axis(palette, ticks, _tick_words(ticks, rows[0]), zeroline=low == 0),
            annotations=[
                *_ends(curve, rows, (low, high), palette, held_against),
                *_names(rows, curve, across, (low, high), palette),
            ],
        ),
    }


def _ticks(rows: Rows, low: float, high: float) -> list[Decimal]:
    """Round numbers that take in everything drawn; a percentage stays from 0 to 100."""
    room = (high - low) * 0.04
    most = 100.0 if rows[0]["unit"] == "percent" else high + room
    first, last = max(low - room, 0.0), min(high + room, most)
    ticks = ticks_between(Decimal(str(round(first, 3))), Decimal(str(round(last, 3))))
    return [tick for tick in ticks if rows[0]["unit"] != "percent" or tick <= 100]


def _tick_words(ticks: Sequence[Decimal], row: Row) -> list[str]:
    places = 0 if all(tick == tick.to_integral_value() for tick in ticks) else 1
    sign = "%" if row["unit"] == "percent" else ""
    return [f"{percent(tick, places).removesuffix('%')}{sign}" for tick in ticks]


def _limits(
    curve: Sequence[Mapping[str, float]], rows: Rows, palette: Palette
) -> list[dict[str, Any]]:
    """The four limits and the line they stand round."""
    if not curve:
        return []
    sizes = [line["denominator"] for line in curve]
    styles = {"998": ("solid", 1.5, palette.axis), "95": ("5px 3px", 1.5, palette.axis)}
    drawn = [
        (f"{side}_{level}", *style)
        for level, style in styles.items()
        for side in ("lower", "upper")
    ]
    traces = [
        _line(sizes, [line[name] for line in curve], dash, width, colour)
        for name, dash, width, colour in drawn
    ]
    centre = rows[0]["centre"]
    return [*traces, _line(sizes, [centre] * len(sizes), "solid", 2, palette.text)]


def _line(x: list[float], y: list[float], dash: str, width: float, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "showlegend": False,
        "line": {"dash": dash, "width": width, "color": colour},
    }


def _points(rows: Rows, flag: str | None, palette: Palette) -> dict[str, Any]:
    name, symbol, size, colour = NO_LIMITS if flag is None else MARKS[flag]
    chosen = [row for row in rows if row["flag"] == flag]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [row["denominator"] for row in chosen],
        "y": [row["rate"] for row in chosen],
        "hoverinfo": "text",
        "hovertext": [hover(row["cohort"], *words.hover_lines(row)) for row in chosen],
        "showlegend": flag is not None,
        "marker": {
            "symbol": symbol,
            "size": size,
            "color": palette.categories[colour],
            "line": {"color": palette.background, "width": 1},
        },
    }


def _ends(
    curve: Sequence[Mapping[str, float]],
    rows: Rows,
    scale: tuple[float, float],
    palette: Palette,
    held_against: str,
) -> list[dict[str, Any]]:
    """What each line is, right of the plot, moved apart where lines come close."""
    if not curve:
        return []
    last, step = curve[-1], LINE * (scale[1] - scale[0]) / PLOT
    told = []
    above = rows[0]["centre"] - step
    for value, text in (
        (rows[0]["centre"], f"<b>{MIDDLES[held_against]}</b>"),
        (last["upper_95"], "95%"),
        (last["upper_998"], "99.8%"),
    ):
        above = max(value, above + step)
        told.append(
            {
                "x": 1,
                "xref": "paper",
                "xanchor": "left",
                "y": above,
                "yanchor": "middle",
                "text": text,
                "showarrow": False,
                "borderpad": 0,
                "font": {"size": LABEL_SIZE, "color": palette.text},
            }
        )
    return told


def _names(
    rows: Rows,
    curve: Sequence[Mapping[str, float]],
    across: tuple[float, float],
    scale: tuple[float, float],
    palette: Palette,
) -> list[dict[str, Any]]:
    """The names of those outside limits, placed so that none is on another, or a line, on a phone.

    Where there is no such place a name may be on a line, but not on another name or a point.
    """
    wide = NARROW - LEFT - RIGHT

    def at(size: float, rate: float) -> tuple[float, float]:
        return (
            (size - across[0]) / (across[1] - across[0]) * wide,
            (scale[1] - rate) / (scale[1] - scale[0]) * PLOT,
        )

    def place(row: Row) -> tuple[float, float]:
        return at(row["denominator"], row["rate"])

    lines = [[at(line["denominator"], line[name]) for line in curve] for name in LIMITS]
    lines.append([at(line["denominator"], rows[0]["centre"]) for line in curve])
    placed: list[Box] = [
        (x - MARK, y - MARK, x + MARK, y + MARK) for x, y in (place(row) for row in rows)
    ]
    notes = []
    for row in sorted(rows, key=lambda row: row["flag"] != "alert"):
        if row["flag"] not in ("look", "alert"):
            continue
        x, y = place(row)
        width = ceil(len(row["cohort"]) * CHARACTER)
        spots = [
            (anchor, shift, _box(x - width * ANCHORS[anchor], y + shift, width))
            for shift in _shifts(row)
            for anchor in _anchors(x, width, wide)
        ]
        free = [spot for spot in spots if not _taken(spot[2], placed)]
        clear = [spot for spot in free if not _crossed(spot[2], lines)]
        anchor, shift, box = (clear or free or spots)[0]
        placed.append(box)
        notes.append(
            {
                "x": row["denominator"],
                "y": row["rate"],
                "xanchor": anchor,
                "yanchor": "middle",
                "yshift": -shift,
                "text": f"<b>{safe(row['cohort'])}</b>"
                if row["flag"] == "alert"
                else safe(row["cohort"]),
                "showarrow": False,
                "borderpad": 0,
                "font": {"size": LABEL_SIZE, "color": palette.text},
            }
        )
    return notes


def _shifts(row: Row) -> list[int]:
    """How far down from its point a name may stand, the side away from the limits first."""
    away = 1 if row["side"] == "below" else -1
    return [side * step for step in LABEL_STEPS for side in (away, -away)]


def _box(left: float, middle: float, width: float) -> Box:
    return (left, middle - LINE / 2, left + width, middle + LINE / 2)


def _anchors(x: float, width: float, wide: float) -> list[str]:
    """Which part of a name may stand over its point, its middle first, where it stays in the plot.

    A name wider than the plot starts at its left.
    """
    room = {"center": width / 2 <= x <= wide - width / 2, "left": x + width <= wide,
            "right": x >= width}  # fmt: skip
    return [anchor for anchor, within in room.items() if within] or ["left"]


def _taken(box: Box, placed: Sequence[Box]) -> bool:
    return box[1] < 0 or box[3] > PLOT or any(overlap(box, other) for other in placed)


def _crossed(box: Box, lines: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Whether a line, as points from left to right, runs through a box."""
    left, top, right, bottom = box
    for line in lines:
        if not line or right < line[0][0] or left > line[-1][0]:
            continue
        xs, ys = zip(*line, strict=True)
        within = [y for x, y in line if left <= x <= right]
        heights = [*within, *np.interp((max(left, xs[0]), min(right, xs[-1])), xs, ys)]
        if min(heights) <= bottom and max(heights) >= top:
            return True
    return False
