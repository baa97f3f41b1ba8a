"""Commitments over time: a bar each, from first day to last, with a line at the as-at day."""

import datetime
from math import ceil
from typing import Any

from commissioning.charts.bars import BAR, BOLD, GAP, NAME_LINE, NAME_WIDTH
from commissioning.charts.frame import (
    LABEL_SIZE,
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
from commissioning.wording import commitments as words
from commissioning.wording import pounds_exact
from commissioning.wording.figures import Row, Rows

DAY = 86_400_000
LABEL_LINE = 22
HEADING_GAP = 8
FEW_YEARS = 3
TICKS = 6


def commitment_timeline(
    rows: Rows,
    summary: Rows,
    palette: Palette,
    *,
    family: str,
    as_at: datetime.date,
    states: tuple[str, ...],
    place: str = "",
) -> Chart:
    """Each commitment from its first to its last day, grouped by programme (``commitment_rows``).

    An extension that may be taken up is a lighter, hatched part. ``summary`` is what all those
    in one of the ``states`` come to, on this page of them or another (``commitment_summary``).
    """
    headline = words.state_sentence(summary, family, as_at, states)
    drawn = [row for row in rows if row["first_day"] and row["last_day"]]
    if not drawn:
        return empty_chart(f"{headline} Choose All under Show, or search for something else.")
    where = f", {place}" if place else ""
    extended = any(row["extension_last_day"] for row in drawn)
    chosen = [row for row in summary if row["state"] in states]
    return Chart(
        figure=_timeline(drawn, palette, as_at),
        headline=headline,
        subtitle=(
            f"Amounts {words.VERBS[family]}{where}, each from its first to its last day, cash"
            " terms."
            + (" The hatched part is an extension that may be taken up." if extended else "")
        ),
        alt=words.timeline_alternative(drawn, as_at),
        caveats=tuple(filter(None, (words.NOT_SPENDING[family], words.ceiling_words(chosen)))),
    )


def _timeline(rows: Rows, palette: Palette, as_at: datetime.date) -> dict[str, Any]:
    several = len({row["state"] for row in rows}) > 1
    middles: list[float] = []
    notes: list[dict[str, Any]] = []
    bottom, group = float(LABEL_LINE), ""
    for row in rows:
        heading = row["programme"] + (f" ({words.STATES[row['state']]})" if several else "")
        if heading != group:
            bottom += HEADING_GAP
            lines = [f"<b>{line}</b>" for line in wrapped(heading, NAME_WIDTH - BOLD)]
            notes.append(left_label(lines, bottom, palette.text, palette))
            bottom += NAME_LINE * len(lines) + 4
            group = heading
        names = wrapped(row["service"], NAME_WIDTH)
        facts = [f"{words.amount_words(row)}, to {words.day_words(row['last_day'])}"]
        if row["extension_last_day"]:
            facts.append(words.extension_words(row))
        notes.append(left_label(names, bottom, palette.text, palette))
        bottom += NAME_LINE * len(names)
        notes.append(
            left_label([safe(fact) for fact in facts], bottom, palette.quiet_text, palette)
        )
        bottom += NAME_LINE * len(facts) + 3
        middles.append(bottom + BAR / 2)
        bottom += BAR + GAP
    first = min(as_at, *(row["first_day"] for row in rows))
    last = max(as_at, *(row["extension_last_day"] or row["last_day"] for row in rows))
    room = datetime.timedelta(days=max(10, (last - first).days // 60))
    late = (as_at - first) > (last - as_at)
    notes.append(
        {
            "x": as_at.isoformat(),
            "y": 0,
            "xanchor": "right" if late else "left",
            "yanchor": "top",
            "text": f"<b>as at {words.day_words(as_at)}</b>",
            "showarrow": False,
            "borderpad": 1,
            "bgcolor": palette.background,
            "font": {"size": LABEL_SIZE, "color": palette.text},
        }
    )
    years = (last - first).days / 365.25
    step = ceil(years / TICKS) * 12 if years > FEW_YEARS else ceil(years * 12 / TICKS / 3) * 3
    axis = day_axis(
        palette,
        first - room,
        last + room,
        dtick=f"M{step}",
        tickformat="%Y" if step % 12 == 0 else "%b<br>%Y",
    )
    traces = [_period_bars(rows, middles, palette)]
    extensions = [(row, y) for row, y in zip(rows, middles, strict=True)
                  if row["extension_last_day"]]  # fmt: skip
    if extensions:
        traces.append(_extension_bars(extensions, palette))
    return {
        "data": traces,
        "layout": layout(
            palette,
            int(bottom) + 42,
            margin={"l": 2, "r": 2, "t": 36, "b": 4},
            bargap=0,
            barmode="overlay",
            xaxis=axis,
            yaxis=hidden_axis(range=[bottom, 0]),
            annotations=notes,
            shapes=[
                {
                    "type": "line",
                    "x0": as_at.isoformat(),
                    "x1": as_at.isoformat(),
                    "y0": 0,
                    "y1": 1,
                    "yref": "paper",
                    "line": {"color": palette.axis, "width": 2, "dash": "dot"},
                }
            ],
        ),
    }


def day_axis(
    palette: Palette, first: datetime.date, last: datetime.date, **more: Any
) -> dict[str, Any]:
    """Days along the top, with a line down at each tick; ``more`` says where ticks stand."""
    return hidden_axis(
        visible=True,
        type="date",
        side="top",
        range=[first.isoformat(), last.isoformat()],
        tick0="2000-01-01",
        tickfont={"size": LABEL_SIZE, "color": palette.quiet_text},
        tickangle=0,
        showgrid=True,
        gridcolor=palette.grid,
        **more,
    )


def hatched_marker(palette: Palette) -> dict[str, Any]:
    """A bar of days that are not certain, told from the others by more than its colour."""
    return {
        "color": palette.background,
        "line": {"color": palette.focus, "width": 1},
        "pattern": {
            "shape": "/",
            "size": 6,
            "solidity": 0.25,
            "fillmode": "replace",
            "fgcolor": palette.focus,
            "bgcolor": palette.background,
        },
    }


def _period_bars(rows: Rows, middles: list[float], palette: Palette) -> dict[str, Any]:
    colours = [palette.rest if row["state"] == "ended" else palette.focus for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Committed",
        "base": [row["first_day"].isoformat() for row in rows],
        "x": [DAY * ((row["last_day"] - row["first_day"]).days + 1) for row in rows],
        "y": middles,
        "width": BAR,
        "hoverinfo": "text",
        "hovertext": [_hover(row) for row in rows],
        "marker": {
            # What has not begun is an outline, told from what runs by more than its colour.
            "color": [
                palette.background if row["state"] == "not_begun" else colour
                for row, colour in zip(rows, colours, strict=True)
            ],
            "line": {"color": colours, "width": 1},
        },
    }


def _extension_bars(rows: list[tuple[Row, float]], palette: Palette) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": "May be extended",
        "base": [(row["last_day"] + datetime.timedelta(days=1)).isoformat() for row, _ in rows],
        "x": [DAY * (row["extension_last_day"] - row["last_day"]).days for row, _ in rows],
        "y": [middle for _, middle in rows],
        "width": BAR,
        "hoverinfo": "text",
        "hovertext": [_hover(row) for row, _ in rows],
        "marker": hatched_marker(palette),
    }


def _hover(row: Row) -> str:
    still = row["still_to_run_gbp"]
    return hover(
        row["service"],
        row["provider"],
        f"{'Up to ' if row['is_ceiling'] else ''}{pounds_exact(row['amount_gbp'])},"
        f" {words.period_words(row)}",
        words.extension_words(row),
        f"{pounds_exact(still)} still to run" if still else "",
        f"Funder: {row['funder']}",
    )
