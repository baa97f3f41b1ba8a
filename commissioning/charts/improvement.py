"""The course of the improvement programme: a bar for each fact, as long as its date is unsure."""

import datetime
from typing import Any

from commissioning.charts.bars import BAR, GAP, NAME_LINE
from commissioning.charts.frame import (
    CHARACTER,
    NARROW,
    Chart,
    empty_chart,
    hidden_axis,
    hover,
    layout,
    left_label,
    wrapped,
)
from commissioning.charts.timeline import DAY, day_axis, hatched_marker
from commissioning.palette import Palette
from commissioning.wording import improvement as words
from commissioning.wording.figures import Rows

# As many letters as fit a phone's width.
LINE = int(NARROW / CHARACTER) - 1
TOP = 22
# Letters of a date of which only the year is known.
YEAR = 4
ROOM = datetime.timedelta(days=12)


def programme_timeline(rows: Rows, palette: Palette) -> Chart:
    """Dated facts of the programme in order (``improvement_items``).

    A bar runs over the days that a date leaves open; one open for a whole year is hatched.
    """
    headline = words.course_sentence(rows)
    drawn = words.dated(rows)
    if not drawn:
        return empty_chart(headline)
    return Chart(
        figure=_figure(drawn, palette),
        headline=headline,
        subtitle=(
            "Dated facts of the programme as the paper prints them. A bar covers the days a date"
            " leaves open: hatched where only the year is known."
        ),
        alt=words.course_alternative(drawn),
        caveats=(
            "A fact dated to a year may have come before or after others of that year.",
            "A bar runs to the end of its year even where the paper is older than that: the extract"
            " gives the paper’s date only in its title.",
        ),
    )


def _figure(rows: Rows, palette: Palette) -> dict[str, Any]:
    notes: list[dict[str, Any]] = []
    middles: list[float] = []
    bottom = float(TOP)
    for row in rows:
        names = wrapped(row["item"], LINE)
        facts = wrapped(f"{words.when_words(row)}, {words.paragraph_words(row)}", LINE)
        for lines, colour in ((names, palette.text), (facts, palette.quiet_text)):
            notes.append(left_label(lines, bottom, colour, palette))
            bottom += NAME_LINE * len(lines) + 2
        middles.append(bottom + 2 + BAR / 2)
        bottom += BAR + GAP
    first = min(row["earliest"] for row in rows).replace(month=1, day=1) - ROOM
    last = max(row["latest"] for row in rows).replace(month=12, day=31) + ROOM
    axis = day_axis(palette, first, last, dtick="M12", tickformat="%Y", ticklabelmode="period")
    return {
        "data": [_bars(rows, middles, palette, open_year=each) for each in (False, True)],
        "layout": layout(
            palette,
            int(bottom) + 40,
            margin={"l": 2, "r": 2, "t": 36, "b": 4},
            bargap=0,
            barmode="overlay",
            xaxis=axis,
            yaxis=hidden_axis(range=[bottom, 0]),
            annotations=notes,
        ),
    }


def _bars(rows: Rows, middles: list[float], palette: Palette, *, open_year: bool) -> dict[str, Any]:
    """The facts dated to a year, hatched, or those dated to a month or a day."""
    chosen = [
        (row, middle)
        for row, middle in zip(rows, middles, strict=True)
        if (len(row["date"]) == YEAR) == open_year
    ]
    plain = {"color": palette.focus, "line": {"color": palette.focus, "width": 1}}
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Only the year is known" if open_year else "The month or the day is known",
        "base": [row["earliest"].isoformat() for row, _ in chosen],
        "x": [DAY * ((row["latest"] - row["earliest"]).days + 1) for row, _ in chosen],
        "y": [middle for _, middle in chosen],
        "width": BAR,
        "hoverinfo": "text",
        "hovertext": [
            hover(
                f"{words.KINDS[row['kind']]}, {words.when_words(row)}",
                row["item"],
                words.paragraph_words(row),
            )
            for row, _ in chosen
        ],
        "marker": hatched_marker(palette) if open_year else plain,
    }
