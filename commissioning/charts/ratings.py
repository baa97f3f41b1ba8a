"""Ratings: each indicator a strip of its bands, with its result and interval under it."""

from typing import Any

from commissioning.charts.bars import NAME_LINE
from commissioning.charts.frame import (
    CHARACTER,
    LABEL_SIZE,
    NARROW,
    Chart,
    empty_chart,
    hidden_axis,
    hover,
    layout,
    left_label,
    safe,
    wrapped,
)
from commissioning.palette import Palette
from commissioning.wording import ratings as words
from commissioning.wording.figures import Row, Rows
from commissioning.wording.results import period_of, stated

# As many letters as fit a phone's width, in bold too.
LINE = int(NARROW / CHARACTER) - 1
STRIP = 24
RESULT = 20
GAP = 20
# The outer bands have no end of their own; and a letter needs this share of a phone's width.
OUTER, LETTER = 0.15, 0.06


def rating_strips(rows: Rows, palette: Palette, *, place: str = "") -> Chart:
    """Each indicator with bands at its latest period, worst band left, best right.

    ``rows`` are of ``indicator_ratings``, a row an indicator. The band earned is tinted.
    """
    headline = words.ratings_sentence(rows)
    drawn = words.banded(rows)
    if not drawn:
        return empty_chart(headline)
    where = f", {place}" if place else ""
    return Chart(
        figure=_strips(drawn, palette),
        headline=headline,
        subtitle=(
            f"Result at the latest period due{where}, on bands set for each indicator:"
            " I Inadequate, R Requires improvement, A Approaching target, G Good. Better is to the"
            " right; each indicator has a scale of its own. The line is the 95% interval."
        ),
        alt=words.ratings_alternative(drawn),
        caveats=(words.NOT_THE_INTERVAL,),
    )


def _strips(rows: Rows, palette: Palette) -> dict[str, Any]:
    notes: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    marks: list[tuple[Row, float, tuple[float, float, float]]] = []
    bottom = 0.0
    for row in rows:
        names = [f"<b>{line}</b>" for line in wrapped(row["indicator"], LINE)]
        facts = [line for fact in _facts(row) for line in wrapped(fact, LINE)]
        for lines, colour in ((names, palette.text), (facts, palette.quiet_text)):
            notes.append(left_label(lines, bottom, colour, palette))
            bottom += NAME_LINE * len(lines) + 2
        bottom += 4
        # The band earned comes last, so that its outline lies on those beside it.
        for band, low, high in sorted(_bands(row), key=lambda band: band[0] == row["rating"]):
            earned = band == row["rating"]
            shapes.append(_box(low, high, bottom, palette, earned))
            if high - low >= LETTER:
                notes.append(_letter(band, (low + high) / 2, bottom + STRIP / 2, palette, earned))
        bottom += STRIP
        if row["actual"] is not None:
            marks.append((row, bottom + RESULT / 2, _result(row)))
        bottom += RESULT + GAP
    return {
        "data": [_results(marks, palette)],
        "layout": layout(
            palette,
            int(bottom) + 4,
            margin={"l": 8, "r": 8, "t": 2, "b": 2},
            xaxis=hidden_axis(range=[0, 1]),
            yaxis=hidden_axis(range=[bottom, 0]),
            annotations=notes,
            shapes=shapes,
        ),
    }


def _facts(row: Row) -> list[str]:
    when = period_of(row)
    result = stated(row) or "No result"
    return [
        f"{row['service']}: {words.rating_words(row)}",
        f"{result}, {when}",
        *filter(None, [words.named_interval(row)]),
        words.bands_short(row),
    ]


def _edges(row: Row) -> dict[str, float]:
    """The bands set, worst first, each with the result that just earns it."""
    return {name: row[name] for name in reversed(words.SCALE) if row[name] is not None}


def _place(row: Row, value: float) -> float:
    """Where a figure stands between the left and the right of its indicator's own scale.

    Lower figures are to the right where lower is better.
    """
    known = [row[name] for name in ("actual", "interval_low", "interval_high")]
    figures = [*_edges(row).values(), *(figure for figure in known if figure is not None)]
    low, high = min(figures), max(figures)
    share: float = (value - low) / ((high - low) or 1)
    share = 1 - share if row["better"] == "lower" else share
    return OUTER + (1 - 2 * OUTER) * share


def _bands(row: Row) -> list[tuple[str, float, float]]:
    """Each band with its left and its right."""
    edges = _edges(row)
    cuts = [0.0, *(_place(row, least) for least in edges.values()), 1.0]
    return list(zip(("inadequate", *edges), cuts[:-1], cuts[1:], strict=True))


def _result(row: Row) -> tuple[float, float, float]:
    """Where a result and the two ends of its interval stand."""
    actual = _place(row, row["actual"])
    if row["interval_low"] is None:
        return actual, actual, actual
    ends = sorted(_place(row, row[name]) for name in ("interval_low", "interval_high"))
    return actual, ends[0], ends[1]


def _results(
    marks: list[tuple[Row, float, tuple[float, float, float]]], palette: Palette
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Result",
        "x": [place for _, _, (place, _, _) in marks],
        "y": [middle for _, middle, _ in marks],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [high - place for _, _, (place, _, high) in marks],
            "arrayminus": [place - low for _, _, (place, low, _) in marks],
            "color": palette.focus,
            "thickness": 2,
            "width": 5,
        },
        "marker": {"symbol": "diamond", "size": 12, "color": palette.focus},
        "hoverinfo": "text",
        "hovertext": [hover(row["indicator"], *_facts(row)) for row, _, _ in marks],
        "customdata": [[row["series_id"]] for row, _, _ in marks],
        "cliponaxis": False,
    }


def _letter(band: str, x: float, y: float, palette: Palette, earned: bool) -> dict[str, Any]:
    letter = safe(words.RATINGS[band][0])
    return {
        "x": x,
        "y": y,
        "yanchor": "middle",
        "text": f"<b>{letter}</b>" if earned else letter,
        "showarrow": False,
        "borderpad": 0,
        "font": {
            "size": LABEL_SIZE,
            "color": palette.text if earned else palette.quiet_text,
        },
    }


def _box(low: float, high: float, top: float, palette: Palette, earned: bool) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": low,
        "x1": high,
        "y0": top,
        "y1": top + STRIP,
        "layer": "below",
        # Paper turns text black, so what is filled stays light enough to read it on.
        "fillcolor": palette.grid if earned else palette.background,
        "line": {"color": palette.focus if earned else palette.axis, "width": 3 if earned else 1},
    }
