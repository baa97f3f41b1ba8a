"""The parts of a chart of one indicator over time: its lines, its points, its gaps, its labels."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from commissioning.charts.frame import LABEL_SIZE, hover, legend_name, safe
from commissioning.charts.marks import CONCERN, IMPROVEMENT, NEITHER
from commissioning.palette import Palette
from commissioning.statistics.spc_terms import PointType, Signal
from commissioning.wording import indicator as words
from commissioning.wording.figures import Row, Rows, capitalised, rounded
from commissioning.wording.results import (
    STATUSES,
    figure_words,
    parts_words,
    period_of,
    stated,
    target_words,
    worked_out,
)

# Where limits are cut off when they are drawn, either end None where they are not.
Clamp = tuple[float | None, float | None]

NOT_JUDGED = "not judged"
# Name, shape and place of the colour of each kind of point; None is the colour of what is usual.
POINTS: dict[str, tuple[str, str, int | None]] = {
    PointType.COMMON_CAUSE: ("Usual variation", "circle", None),
    PointType.IMPROVEMENT: ("Improvement (H high, L low)", "diamond", IMPROVEMENT),
    PointType.CONCERN: ("Concern (H high, L low)", "square", CONCERN),
    PointType.NEUTRAL_HIGH: ("Unusually high (↑)", "triangle-up", NEITHER),
    PointType.NEUTRAL_LOW: ("Unusually low (↓)", "triangle-down", NEITHER),
    NOT_JUDGED: ("Result, too few to judge", "circle-open", None),
}
GAP_SYMBOLS = {
    "not_returned": "x-thin",
    "not_yet_due": "circle-open",
    "not_applicable": "line-ew",
    "suppressed": "square-x-open",
}
# What is written at a signal on either side, where one way is better and where neither is.
LETTERS = {False: {1: "H", -1: "L"}, True: {1: "↑", -1: "↓"}}
ROOM_SHARE = 0.07  # of the scale, kept free at its ends for what did not come and for letters
TARGET, MEAN = 2, 4  # places in the palette's categories
LINE = 17.0


def middle(row: Row) -> str:
    """The day in the middle of a period, where its point stands."""
    start: datetime.date = row["period_start"]
    end: datetime.date = row["period_end"]
    return (start + (end - start) / 2).isoformat()


def cut(value: float | None, clamp: Clamp) -> float | None:
    """A limit as it is drawn: no lower and no higher than a result can be."""
    if value is None:
        return None
    low, high = clamp
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def range_of(rows: Rows, results: Rows, clamp: Clamp) -> tuple[Decimal, Decimal]:
    """The lowest and highest figure drawn; ``results`` only where their intervals are."""
    found = [row[name] for row in rows for name in ("actual", "target")]
    found += [row[name] for row in results for name in ("interval_low", "interval_high")]
    found += [
        cut(row[name], clamp)
        for row in rows
        if row["amount"] in ("full", "trial")
        for name in ("lower_limit", "upper_limit")
    ]
    known = [Decimal(repr(value)) for value in found if value is not None]
    return min(known), max(known)


def lines(rows: Rows, clamp: Clamp, palette: Palette) -> Iterator[dict[str, Any]]:
    """Mean, limits and target, each as steps that run the length of every period.

    They are labelled where they end; the legend has those that end before the last period, and
    what a dashed line is.
    """
    for amount, name, dash in (("full", "Limits", "solid"), ("trial", "Limits on trial", "dash")):
        if not any(row["amount"] == amount for row in rows):
            continue
        ended = rows[-1]["amount"] not in ("full", "trial")
        for column in ("upper_limit", "lower_limit"):
            yield _steps(rows, column, clamp, amount) | {
                "name": name,
                "showlegend": column == "upper_limit" and (ended or amount == "trial"),
                "line": {"color": palette.axis, "width": 1.5, "dash": dash},
            }
        yield _steps(rows, "mean", clamp, amount) | {
            "name": "Mean" if amount == "full" else "Mean on trial",
            "showlegend": ended,
            "line": {"color": palette.categories[MEAN], "width": 1.5, "dash": dash},
        }
    if any(row["target"] is not None for row in rows):
        yield _steps(rows, "target", (None, None)) | {
            "name": "Target",
            "showlegend": False,
            "line": {"color": palette.categories[TARGET], "width": 2, "dash": "dashdot"},
        }


def _steps(rows: Rows, column: str, clamp: Clamp, amount: str | None = None) -> dict[str, Any]:
    """A line from the first to the last day of each period, broken where limits begin anew."""
    x: list[str] = []
    y: list[float | None] = []
    group = None
    for row in rows:
        fits = amount is None or row["amount"] == amount
        value = cut(row[column], clamp) if fits else None
        end = (row["period_end"] + datetime.timedelta(days=1)).isoformat()
        if column != "target" and row["mean"] != group:
            x.append(row["period_start"].isoformat())
            y.append(None)
            group = row["mean"]
        x += [row["period_start"].isoformat(), end]
        y += [value, value]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip"}


def result_line(rows: Rows, palette: Palette) -> dict[str, Any]:
    """A thin line from result to result, broken at gaps and where limits begin anew."""
    x: list[str] = []
    y: list[float | None] = []
    group = None
    for row in rows:
        if row["mean"] != group:
            x.append(middle(row))
            y.append(None)
            group = row["mean"]
        x.append(middle(row))
        y.append(row["actual"])
    return {
        "type": "scatter",
        "mode": "lines",
        "showlegend": False,
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "line": {"color": palette.rest, "width": 1},
    }


def kind_of(row: Row) -> str:
    """What kind of point a result is; not judged where its part has too few for that."""
    return str(row["point_type"]) if row["amount"] == "full" else NOT_JUDGED


def points_by_type(rows: Rows, palette: Palette) -> Iterator[dict[str, Any]]:
    """The results, a shape and colour for each kind of point there is."""
    for kind, (name, symbol, place) in POINTS.items():
        found = [row for row in rows if row["actual"] is not None and kind_of(row) == kind]
        if found:
            colour = palette.rest if place is None else palette.categories[place]
            yield _points(found, name, symbol, colour, palette, 9 if place is None else 11)


def dots(rows: Rows, results: Rows, palette: Palette) -> dict[str, Any]:
    """The results alone, each with its 95% interval where it has one."""
    known = {row["outcome_id"]: row for row in results}
    found = [row for row in rows if row["actual"] is not None]
    trace = _points(found, "Result", "circle", palette.focus, palette, 11)
    ends = [known.get(row["outcome_id"]) for row in found]
    if any(end and end["interval_low"] is not None for end in ends):
        trace["name"] = "Result with its 95% interval"
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": [_reach(end, "interval_high") for end in ends],
            "arrayminus": [_reach(end, "interval_low") for end in ends],
            "color": palette.focus,
            "thickness": 1.5,
            "width": 5,
        }
    return trace


def _reach(result: Row | None, end: str) -> float:
    """How far an interval reaches from its result; 0 draws nothing where there is none."""
    if result is None or result[end] is None:
        return 0.0
    return max(0.0, float(abs(result[end] - result["actual"])))


def _points(
    rows: Rows, name: str, symbol: str, colour: str, palette: Palette, size: int
) -> dict[str, Any]:
    hollow = symbol.endswith("-open")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": legend_name(name),
        "x": [middle(row) for row in rows],
        "y": [row["actual"] for row in rows],
        "customdata": [[row["outcome_id"]] for row in rows],
        "hoverinfo": "text",
        "hovertext": [_hover(row) for row in rows],
        "cliponaxis": False,
        "marker": {
            "symbol": symbol,
            "size": size,
            "opacity": 1,
            "color": colour,
            "line": {"color": colour if hollow else palette.background, "width": 1},
        },
    }


def _hover(row: Row) -> str:
    lower, upper = worked_out(row, "lower_limit"), worked_out(row, "upper_limit")
    limited = row["amount"] in ("full", "trial")
    target = target_words(row)
    return hover(
        f"{period_of(row)}: {stated(row)}",
        parts_words(row),
        capitalised(words.signal_words(row) or ""),
        f"Limits worked out as {lower} to {upper}" if limited and lower and upper else "",
        f"Target: {target}" if target else "",
    )


def gap_marks(rows: Rows, palette: Palette, y: float) -> list[dict[str, Any]]:
    """A mark at the foot of the chart, at ``y``, for each period without a result."""
    traces = []
    for status, symbol in GAP_SYMBOLS.items():
        found = [row for row in rows if row["actual"] is None and row["status"] == status]
        if found:
            name = capitalised(STATUSES[status])
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": f"{name}, at the foot",
                    "x": [middle(row) for row in found],
                    "y": [y] * len(found),
                    "hoverinfo": "text",
                    "hovertext": [hover(period_of(row), name) for row in found],
                    "cliponaxis": False,
                    "marker": {
                        "symbol": symbol,
                        "size": 9,
                        "color": palette.text,
                        "line": {"color": palette.text, "width": 2},
                    },
                }
            )
    return traces


def letters(rows: Rows, palette: Palette) -> list[dict[str, Any]]:
    """H or L at the first point of each run of signals, ↑ or ↓ where neither way is better."""
    judged = [row for row in rows if row["actual"] is not None and row["amount"] == "full"]
    labels = []
    for side, run in groupby(judged, key=lambda row: Signal(row["signal"]).side):
        if not side:
            continue
        row = next(run)
        neutral = row["better"] == "neutral"
        labels.append(
            {
                "x": middle(row),
                "y": row["actual"],
                "yshift": 15 * side,
                "text": f"<b>{LETTERS[neutral][side]}</b>",
                "showarrow": False,
                "font": {"size": LABEL_SIZE, "color": palette.text},
            }
        )
    return labels


def line_labels(
    rows: Rows, clamp: Clamp, ends: tuple[float, float], high: float, palette: Palette
) -> list[dict[str, Any]]:
    """What each line is and where it ends, to the right of it and clear of one another."""
    low, top = ends
    found = sorted(_line_ends(rows, clamp), key=lambda label: -label[1])
    drawn = [(top - value) / (top - low) * high for _, value in found]
    unit = "percent" if rows[-1]["unit"] == "percent" else "count"
    return [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 4,
            "y": value,
            "yshift": at - place,
            "yanchor": "middle",
            "text": safe(f"{name} {figure_words(float(rounded(value, 1)), unit)}"),
            "showarrow": False,
            "font": {"size": LABEL_SIZE, "color": palette.text},
        }
        for (name, value), at, place in zip(found, drawn, _clear(drawn, high), strict=True)
    ]


def _line_ends(rows: Rows, clamp: Clamp) -> list[tuple[str, float]]:
    """The name and last value of each line."""
    last = rows[-1]
    targets = [row["target"] for row in rows if row["target"] is not None]
    ends = [("Target", targets[-1])] if targets else []
    if last["amount"] in ("full", "trial"):
        columns = {"Upper": "upper_limit", "Mean": "mean", "Lower": "lower_limit"}
        # On a chart with limits of its own for each point, a gap has none.
        known = [row for row in rows if row["upper_limit"] is not None][-1]
        ends += [(name, cut(known[column], clamp)) for name, column in columns.items()]
    return ends


def _clear(places: Sequence[float], high: float) -> list[float]:
    """Places from the top down, moved so that lines of text there do not overlap."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + LINE) if moved else place)
    for n in range(len(moved) - 1, -1, -1):
        moved[n] = min(moved[n], high - LINE * (len(moved) - 1 - n))
    return moved
