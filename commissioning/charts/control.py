"""An indicator over time: results with their limits and signals, or dots where it has no limits."""

import datetime
from collections.abc import Sequence
from typing import Any

from commissioning.charts.control_traces import (
    ROOM_SHARE,
    Clamp,
    dots,
    gap_marks,
    letters,
    line_labels,
    lines,
    points_by_type,
    range_of,
    result_line,
)
from commissioning.charts.events import STRIP_ROW, event_line, event_marks, strip_rows
from commissioning.charts.frame import (
    LABEL_SIZE,
    NARROW,
    Chart,
    empty_chart,
    hidden_axis,
    layout,
    ticks_between,
    value_axis,
)
from commissioning.palette import Palette
from commissioning.wording import indicator as words
from commissioning.wording import indicator_chart as said
from commissioning.wording.figures import Row, Rows, date_in_words
from commissioning.wording.results import figure_words

# A legend is one line on a wide page and one an entry on a phone.
PLOT, TICKS, ENTRY = 340, 44, 16
LEFT, RIGHT = 50, 100


def indicator_chart(
    rows: Rows,
    results: Rows,
    versions: Rows,
    palette: Palette,
    *,
    kind: str = "xmr",
    screened: bool = False,
    rebased: bool = True,
) -> Chart:
    """One indicator's control chart, or its dots where there is none (``control_points``).

    ``results`` (``indicator_results``) bring the intervals of dots, ``versions``
    (``indicator_versions``) the rebases. A result without a whole period has no place on the axis:
    where one is, nothing is drawn. The other options are those that ``rows`` were asked with.
    """
    returned = [row for row in rows if row["actual"] is not None]
    undated = any(None in (row["period_start"], row["period_end"]) for row in rows)
    if not returned:
        return empty_chart(words.nothing_came(rows) if rows else said.NO_INDICATOR)
    if undated:
        return empty_chart(f"{words.refused_sentence(rows)} The results are in the table below.")
    charted = rows[0]["not_charted"] is None
    events = said.events_of(rows, versions, rebased)
    key = tuple(f"{date_in_words(event['date'])}: {event['event']}" for event in events)
    return Chart(
        figure=_figure(rows, results, events, palette),
        headline=words.control_sentence(rows, rebased) if charted else words.refused_sentence(rows),
        subtitle=said.subtitle(rows, kind=kind, screened=screened, rebased=rebased),
        alt=said.alternative(rows, key),
        caveats=tuple(said.caveats(rows, rebased=rebased, limits=drawn_range(rows))),
        key=key,
    )


def drawn_range(rows: Rows) -> Clamp:
    """Where limits are cut off when they are drawn: at 0, and at 100 for a share of people."""
    values = [row["actual"] for row in rows if row["actual"] is not None]
    low = 0.0 if min(values) >= 0 else None
    return low, 100.0 if low == 0 and rows[0]["unit"] == "percent" and max(values) <= 100 else None


def _figure(rows: Rows, results: Rows, events: Sequence[Row], palette: Palette) -> dict[str, Any]:
    first = min(row["period_start"] for row in rows)
    last = max(row["period_end"] for row in rows)
    days = (last - first).days + 1
    room = datetime.timedelta(days=max(3, days // 40))
    clamp = drawn_range(rows)
    limited = [row for row in rows if row["amount"] in ("full", "trial")]
    ticks = ticks_between(*range_of(rows, [] if limited else results, clamp))
    low, top = float(ticks[0]), float(ticks[-1])
    spare = ROOM_SHARE * (top - low)
    gaps = gap_marks(rows, palette, low - spare / 2)
    written = letters(limited, palette)
    ends = (low - spare if gaps or written else low, top + spare if written else top)
    across = (NARROW - LEFT - RIGHT) / (days + 2 * room.days)
    strip = strip_rows([(event["day"] - first).days * across for event in events], 1)
    strip_height = STRIP_ROW * (max(strip) + 1) if strip else 0
    height = PLOT + TICKS + strip_height
    step = max(1, round(days / 30.4 / 4))
    months = -(-step // 12) * 12 if step > 3 else step
    marks = [(event["date"], event) for event in events]
    traces = [
        *lines(rows, clamp, palette),
        *([result_line(rows, palette), *points_by_type(rows, palette)] if limited
          else [dots(rows, results, palette)]),
        *gaps,
        *([event_marks(marks, strip, palette)] if marks else []),
    ]  # fmt: skip
    plot_from = (height - PLOT) / height
    return {
        "data": traces,
        "layout": layout(
            palette,
            height + ENTRY * (1 + sum(trace.get("showlegend", True) for trace in traces)),
            margin={"l": LEFT, "r": RIGHT, "t": 10, "b": 4},
            showlegend=True,
            xaxis={
                "type": "date",
                "range": [(first - room).isoformat(), (last + room).isoformat()],
                "fixedrange": True,
                "showgrid": False,
                "showline": True,
                "linecolor": palette.axis,
                "ticks": "outside",
                "tickcolor": palette.axis,
                "tickangle": 0,
                "tick0": "2000-04-01",
                "dtick": f"M{months}",
                "tickformat": "%b<br>%Y",
                "tickfont": {"size": LABEL_SIZE, "color": palette.quiet_text},
                "anchor": "y",
            },
            yaxis=value_axis(
                palette,
                ticks,
                [figure_words(float(tick), rows[0]["unit"]) for tick in ticks],
                domain=[plot_from, 1],
                range=list(ends),
            ),
            yaxis2=hidden_axis(
                domain=[0, max(strip_height / height, 0.001)],
                range=[max(strip, default=0) + 0.5, -0.5],
                anchor="x",
            ),
            shapes=[event_line(event["date"], palette) for event in events],
            annotations=[
                *line_labels(rows, clamp, ends, PLOT, palette),
                *written,
            ],
        ),
    }
