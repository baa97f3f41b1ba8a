"""Lines over financial years, in one plot or a panel each."""

import re
from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import Any

from commissioning.charts.frame import (
    CHARACTER,
    LABEL_SIZE,
    NARROW,
    hover,
    layout,
    legend_name,
    overlap,
    pound_ticks,
    ticks_between,
    value_axis,
    wrapped,
    year_axis,
)
from commissioning.palette import Palette
from commissioning.wording import (
    basis_name,
    financial_year,
    percent,
    pounds_exact,
    start_year,
)
from commissioning.wording.figures import Row, capitalised, rounded
from commissioning.wording.growth import direction, growth_value

SYMBOLS = ("circle", "diamond", "square", "triangle-up")
GLYPHS = ("●", "◆", "■", "▲")
DASHES = ("solid", "8px 3px", "2px 3px", "10px 3px 2px 3px")
PLOT = 300
LEGEND = 26
MARGIN = 70
MARK = 6
HALF_LINE = 8
END_SHIFT = 14
END_STEPS = (16, 22, 28, 34, 42, 52, 64)
PANEL = 110
PANEL_LINES = 3
PANEL_LINE = 16
PANEL_FOOT = 32


def together(
    groups: Sequence[Sequence[Row]], column: str, measure: str, palette: Palette
) -> dict[str, Any]:
    """A figure with up to four series in one plot, told apart by shape and dash as well."""
    shown = [row for group in groups for row in group]
    first, last = _extent(shown)
    ticks, labels = _scale(shown, column, measure)
    traces = [
        _trace(group, name, column, measure, number, palette)
        for number, (group, name) in enumerate(zip(groups, short_names(groups), strict=True))
    ]
    return {
        "data": traces,
        "layout": layout(
            palette,
            PLOT + 26 + (LEGEND * len(groups) if len(groups) > 1 else 0),
            margin={"l": 52, "r": 18, "t": 12, "b": 26},
            showlegend=len(groups) > 1,
            xaxis=year_axis(palette, first, last),
            yaxis=value_axis(palette, ticks, labels, zeroline=ticks[0] == 0),
            shapes=_reference(measure, "y", palette),
            annotations=_ends(groups, column, measure, ticks, first, last, palette),
        ),
    }


def panels(
    groups: Sequence[Sequence[Row]], column: str, measure: str, palette: Palette
) -> dict[str, Any]:
    """A figure with a small plot a series, two across, all on one scale."""
    shown = [row for group in groups for row in group]
    first, last = _extent(shown)
    ticks, labels = _scale(shown, column, measure, about=3)
    names = [_panel_name(name) for name in short_names(groups)]
    above = PANEL_LINE * max(name.count("<br>") + 1 for name in names) + 4
    pitch = above + PANEL + PANEL_FOOT
    height = ceil(len(groups) / 2) * pitch
    traces, annotations, shapes = [], [], []
    axes: dict[str, Any] = {}
    for number, (group, name) in enumerate(zip(groups, names, strict=True)):
        suffix = str(number + 1) if number else ""
        right = number % 2 == 1
        top = 1 - (number // 2 * pitch + above) / height
        axes[f"xaxis{suffix}"] = year_axis(
            palette,
            first,
            last,
            domain=[0.53, 1.0] if right else [0.0, 0.47],
            anchor=f"y{suffix}",
            showticklabels=False,
            ticks="",
            range=[first - 0.7, last + 0.7],
        )
        # The labels of the left panel's scale serve both: the scale is the same.
        axes[f"yaxis{suffix}"] = value_axis(
            palette,
            ticks,
            labels,
            domain=[max(top - PANEL / height, 0), top],
            anchor=f"x{suffix}",
            showticklabels=not right,
            zeroline=ticks[0] == 0,
        )
        trace = _trace(group, name, column, measure, 0, palette)
        trace["marker"]["size"] = 6
        traces.append(trace | {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"})
        shapes += _reference(measure, f"y{suffix}", palette, f"x{suffix}")
        annotations += _panel_words(name, first, last, suffix, palette)
    return {
        "data": traces,
        "layout": layout(
            palette,
            height + 16,
            margin={"l": 48, "r": 8, "t": 8, "b": 8},
            annotations=annotations,
            shapes=shapes,
            **axes,
        ),
    }


def _panel_name(name: str) -> str:
    lines = wrapped(name, 18)
    if len(lines) > PANEL_LINES:
        lines = [*lines[: PANEL_LINES - 1], f"{lines[PANEL_LINES - 1]}…"]
    return "<br>".join(lines)


def _panel_words(
    name: str, first: int, last: int, suffix: str, palette: Palette
) -> list[dict[str, Any]]:
    """A panel's name above it, and its first and last year at the two ends of its scale."""

    def words(x: float, y: float, text: str, above: bool, colour: str) -> dict[str, Any]:
        return {
            "x": x,
            "xref": f"x{suffix} domain",
            "xanchor": "right" if x else "left",
            "y": y,
            "yref": f"y{suffix} domain",
            "yanchor": "bottom" if above else "top",
            "yshift": 4 if above else -3,
            "text": text,
            "align": "left",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": LABEL_SIZE - 1, "color": colour},
        }

    return [
        words(0, 1, name, True, palette.text),
        words(0, 0, financial_year(first), False, palette.quiet_text),
        *([words(1, 0, financial_year(last), False, palette.quiet_text)] if last > first else []),
    ]


def _extent(rows: Sequence[Row]) -> tuple[int, int]:
    years = [start_year(row["financial_year"]) for row in rows]
    return min(years), max(years)


def _scale(
    rows: Sequence[Row], column: str, measure: str, about: int = 5
) -> tuple[list[Decimal], list[str]]:
    values = [Decimal(str(row[column])) for row in rows]
    if measure == "index":
        low, high = min(Decimal(100), *values), max(Decimal(100), *values)
        pad = (high - low) * Decimal("0.06")
        ticks = ticks_between(max(low - pad, min(low, Decimal(0))), high + pad, about)
    else:
        ticks = ticks_between(
            min(Decimal(0), *values), max(Decimal(0), *values) * Decimal("1.06"), about
        )
    if measure == "amount":
        return ticks, pound_ticks(ticks)
    if measure == "per_resident":
        whole = all(tick == tick.to_integral_value() for tick in ticks)
        return ticks, [f"£{rounded(tick, 0 if whole else 2)}" for tick in ticks]
    if measure == "share":
        whole = all(tick == tick.to_integral_value() for tick in ticks)
        return ticks, [percent(tick, 0 if whole else 1) for tick in ticks]
    return ticks, [f"{rounded(tick, 0)}" for tick in ticks]


def _trace(
    rows: Sequence[Row], name: str, column: str, measure: str, number: int, palette: Palette
) -> dict[str, Any]:
    """One series, with an empty point wherever the line must not run on."""
    colour = palette.categories[number]
    x: list[int | None] = []
    y: list[float | None] = []
    symbols: list[str] = []
    texts: list[str] = []
    keys: list[Any] = []
    before: Row | None = None
    for row in rows:
        if before is not None and not joins(before, row):
            x.append(None)
            y.append(None)
            symbols.append(SYMBOLS[number])
            texts.append("")
            keys.append(None)
        x.append(start_year(row["financial_year"]))
        y.append(float(row[column]))
        symbols.append(f"{SYMBOLS[number]}-open" if row["part_year"] else SYMBOLS[number])
        texts.append(_hover(row, column, measure))
        keys.append([row["financial_year"], row["series_id"]])
        before = row
    return {
        "type": "scatter",
        # Without two points to join, a legend must not promise a line.
        "mode": "lines+markers" if any(map(joins, rows, rows[1:])) else "markers",
        "name": legend_name(name),
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": colour, "width": 2.5, "dash": DASHES[number], "shape": "linear"},
        "marker": {
            "symbol": symbols,
            "size": 9,
            "color": colour,
            "line": {"color": colour, "width": 2},
        },
        "customdata": keys,
        "hoverinfo": "text",
        "hovertext": texts,
        "cliponaxis": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def short_names(groups: Sequence[Sequence[Row]]) -> list[str]:
    """The titles of series without the opening words they share up to a colon or a comma."""
    titles = [group[0]["title"] for group in groups]
    parts = [re.split(r"[:,] ", title, maxsplit=1) for title in titles]
    if len(titles) < 2 or len({part[0] for part in parts}) > 1 or any(len(p) < 2 for p in parts):
        return titles
    return [capitalised(part[1]) for part in parts]


def joins(before: Row, row: Row) -> bool:
    """Whether a line may run between two neighbouring points of a series."""
    follows = start_year(row["financial_year"]) - start_year(before["financial_year"]) == 1
    return bool(row["joined"]) and follows and not row["part_year"] and not before["part_year"]


def _hover(row: Row, column: str, measure: str) -> str:
    part = " (part year)" if row["part_year"] else ""
    change = ""
    if row["growth_percent"] is not None and row["joined"]:
        change = f"{direction(row['growth_percent'])} in cash terms on the year before"
    return hover(
        f"{growth_value(row[column], measure)} in {row['financial_year']}{part}",
        f"{row['title']} ({basis_name(row['basis'])})",
        f"{pounds_exact(row['amount_gbp'])} in cash",
        capitalised(change),
    )


def _ends(
    groups: Sequence[Sequence[Row]],
    column: str,
    measure: str,
    ticks: Sequence[Decimal],
    first: int,
    last: int,
    palette: Palette,
) -> list[dict[str, Any]]:
    """The value at the end of each series, clear of every mark and of each other on a phone.

    It stands on the side of the last point that its line does not come from, or as near as may be.
    """
    spread = float(ticks[-1] - ticks[0])
    across = (NARROW - MARGIN) / (last - first + 1)

    def centre(row: Row) -> tuple[float, float]:
        down = (float(ticks[-1]) - float(row[column])) / spread * PLOT
        return (start_year(row["financial_year"]) - first + 0.5) * across, down

    taken = [
        (x - MARK, y - MARK, x + MARK, y + MARK)
        for x, y in (centre(row) for group in groups for row in group)
    ]
    labels = []
    for number, group in enumerate(groups):
        row = group[-1]
        said = growth_value(row[column], measure)
        alone = len(groups) == 1
        part = " part year" if row["part_year"] and alone else ""
        late = start_year(row["financial_year"]) > (first + last) / 2
        x, y = centre(row)
        wide = CHARACTER * len(said + part) + (0 if alone else 2 * CHARACTER)
        right = x + END_SHIFT if late else x + wide / 2
        fell = len(group) > 1 and joins(group[-2], row) and group[-2][column] > row[column]
        shifts = [side * step for step in END_STEPS for side in ((1, -1) if fell else (-1, 1))]
        boxes = {
            shift: (right - wide, y + shift - HALF_LINE, right, y + shift + HALF_LINE)
            for shift in shifts
        }
        clear = (
            shift
            for shift, box in boxes.items()
            if box[3] <= PLOT and not any(overlap(box, other) for other in taken)
        )
        shift = next(clear, shifts[0])
        taken.append(boxes[shift])
        glyph = f"<span style='color:{palette.categories[number]}'>{GLYPHS[number]}</span> "
        labels.append(
            {
                "x": start_year(row["financial_year"]),
                "xanchor": "right" if late else "center",
                "xshift": END_SHIFT if late else 0,
                "y": float(row[column]),
                "yanchor": "middle",
                "yshift": -shift,
                "text": f"{'' if alone else glyph}<b>{said}</b>{part}",
                "showarrow": False,
                "borderpad": 0,
                "bgcolor": palette.background,
                "font": {"size": LABEL_SIZE, "color": palette.text},
            }
        )
    return labels


def _reference(measure: str, yref: str, palette: Palette, xref: str = "x") -> list[dict[str, Any]]:
    if measure != "index":
        return []
    return [
        {
            "type": "line",
            "x0": 0,
            "x1": 1,
            "xref": f"{xref} domain",
            "y0": 100,
            "y1": 100,
            "yref": yref,
            "layer": "below",
            "line": {"color": palette.axis, "width": 1.5, "dash": "dash"},
        }
    ]
