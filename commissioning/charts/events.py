"""Events on a scale of financial years: numbered marks in a strip, explained beside the chart."""

import datetime
from collections.abc import Sequence
from typing import Any

from commissioning.charts.frame import hover
from commissioning.palette import Palette
from commissioning.wording.figures import Row, date_in_words

STRIP_ROW = 26
MARK = 20


def event_position(date: str) -> float:
    """Where a date known to the day, month or year stands on the scale of financial years.

    A financial year is centred on the number of the year it starts in, so 1 April 2021 is 2020.5
    and 31 March 2022 just short of 2021.5. A month stands in its middle, a calendar year on 1 July.
    """
    text = {4: f"{date}-07-01", 7: f"{date}-15"}.get(len(date), date)
    day = datetime.date.fromisoformat(text[:10])
    started = day.year if day.month >= 4 else day.year - 1
    opening = datetime.date(started, 4, 1)
    length = (datetime.date(started + 1, 4, 1) - opening).days
    return started - 0.5 + (day - opening).days / length


def strip_rows(positions: Sequence[float], across: float) -> list[int]:
    """The row of the strip each mark goes in, so that none overlaps at a phone's width."""
    ends: list[float] = []
    placed = []
    for position in positions:
        x = position * across
        row = next((n for n, end in enumerate(ends) if x - end >= MARK + 3), len(ends))
        ends[row : row + 1] = [x]
        placed.append(row)
    return placed


def event_line(position: float | str, palette: Palette) -> dict[str, Any]:
    """A light line up the plot where an event stands."""
    return {
        "type": "line",
        "x0": position,
        "x1": position,
        "y0": 0,
        "y1": 1,
        "xref": "x",
        "yref": "y domain",
        "layer": "below",
        "line": {"color": palette.axis, "width": 1, "dash": "dot"},
        "opacity": 0.55,
    }


def event_marks(
    marks: Sequence[tuple[float | str, Row]], strip: Sequence[int], palette: Palette
) -> dict[str, Any]:
    """The numbered marks of the strip, explained by the key of the chart."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "showlegend": False,
        "x": [position for position, _ in marks],
        "y": list(strip),
        "yaxis": "y2",
        "text": [str(number) for number in range(1, len(marks) + 1)],
        "textposition": "middle center",
        "textfont": {"size": 12, "color": palette.text},
        "marker": {
            "symbol": "circle",
            "size": MARK,
            "color": palette.background,
            "line": {"color": palette.axis, "width": 1.5},
        },
        "hoverinfo": "text",
        "hovertext": [hover(date_in_words(event["date"]), event["event"]) for _, event in marks],
        "cliponaxis": False,
    }
