"""Indicators counted by status: a bar a status, and a stacked bar a programme."""

from collections import Counter
from typing import Any

from commissioning.charts.bars import BAR, NAME_LINE, bars_by_member
from commissioning.charts.frame import (
    LABEL_SIZE,
    Chart,
    empty_chart,
    hidden_axis,
    hover,
    layout,
    wrapped,
)
from commissioning.palette import Palette
from commissioning.wording import count
from commissioning.wording import outcomes as words
from commissioning.wording.figures import Rows

LETTERS_A_LINE = 36
BETWEEN = 16
# As many bars as fit a page of paper; the smallest programmes share the last.
PROGRAMMES = 12
REST = "All other programmes"
TITLE = "Indicators by status at their latest period"


def status_bars(rows: Rows, palette: Palette, *, place: str = "") -> Chart:
    """How many indicators have each status that any of them has (``indicator_standing``).

    Each bar's ``customdata`` is [None, status in words], for following it to its indicators.
    """
    return bars_by_member(
        [
            {"status": words.STATUSES[code], "indicators": number}
            for code, number in words.status_counts(rows)
        ],
        palette,
        member="status",
        value="indicators",
        headline=words.standing_sentence(rows),
        subtitle=f"{TITLE}{_where(place)}, number of indicators.",
        title=TITLE,
        label=lambda number: f"{number:,}",
        in_order=True,
        caveats=(words.NO_SCORE,),
    )


def programme_bars(rows: Rows, palette: Palette, *, place: str = "") -> Chart:
    """Indicators by status, a stacked bar a programme, by name (``indicator_standing``).

    Programmes beyond the first few in number of indicators share a bar. Each part's ``customdata``
    is [programme, status in words]; the programme is "" in the bar that several share.
    """
    headline = words.standing_sentence(rows)
    if not rows:
        return empty_chart(headline)
    bars, shared = _counted(rows)
    names = [
        [f"<b>{line}</b>" for line in wrapped(name, LETTERS_A_LINE - 4)]
        + wrapped(words.statuses_words(counts), LETTERS_A_LINE + 4)
        for name, counts in bars
    ]
    middles, bottom = [], 0.0
    for lines in names:
        middles.append(bottom + NAME_LINE * len(lines) + 3 + BAR / 2)
        bottom = middles[-1] + BAR / 2 + BETWEEN
    return Chart(
        figure={
            "data": [
                _part(code, bars, middles, shared, palette)
                for code in words.STATUSES
                if any(counts[code] for _, counts in bars)
            ],
            "layout": layout(
                palette,
                int(bottom) + 8,
                margin={"l": 2, "r": 8, "t": 4, "b": 4},
                barmode="stack",
                bargap=0,
                xaxis=hidden_axis(range=[0, max(sum(counts.values()) for _, counts in bars)]),
                yaxis=hidden_axis(range=[bottom, 0]),
                annotations=[
                    {
                        "x": 0,
                        "xref": "x",
                        "xanchor": "left",
                        "y": middle - BAR / 2 - 3,
                        "yanchor": "bottom",
                        "text": "<br>".join(lines),
                        "align": "left",
                        "showarrow": False,
                        "borderpad": 0,
                        "font": {"size": LABEL_SIZE, "color": palette.text},
                    }
                    for lines, middle in zip(names, middles, strict=True)
                ],
            ),
        },
        headline=headline,
        subtitle=(
            f"{TITLE}, by programme{_where(place)}, number of indicators. The parts of a bar stand"
            " in the order of the words above it."
        ),
        alt=words.programmes_alternative(bars),
        caveats=(words.NO_SCORE, words.BY_INTERVAL),
    )


def _where(place: str) -> str:
    return f", {place}" if place else ""


def _counted(rows: Rows) -> tuple[list[tuple[str, Counter[str]]], str]:
    """Each programme with its indicators by status, by name, and the name of the shared bar."""
    sizes = Counter(row["programme"] for row in rows)
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))
    alone = set(largest if len(largest) <= PROGRAMMES + 1 else largest[:PROGRAMMES])
    shared = f"{REST} ({len(largest) - len(alone)})"
    counted: dict[str, Counter[str]] = {name: Counter() for name in sorted(alone)}
    for row in rows:
        name = row["programme"] if row["programme"] in alone else shared
        counted.setdefault(name, Counter())[row["verdict"]] += 1
    return list(counted.items()), shared


def _part(
    code: str,
    bars: list[tuple[str, Counter[str]]],
    middles: list[float],
    shared: str,
    palette: Palette,
) -> dict[str, Any]:
    """The parts of all bars that have one status; a bar without it has no part."""
    said = words.STATUSES[code]
    having = [
        (name, counts[code], middle)
        for (name, counts), middle in zip(bars, middles, strict=True)
        if counts[code]
    ]
    colour, shape = _look(code, palette)
    return {
        "type": "bar",
        "orientation": "h",
        "name": said,
        "x": [number for _, number, _ in having],
        "y": [middle for _, _, middle in having],
        "width": BAR,
        "customdata": [["" if name == shared else name, said] for name, _, _ in having],
        "hoverinfo": "text",
        "hovertext": [
            hover(name, f"{said}: {count(number, 'indicator')}") for name, number, _ in having
        ],
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "marker": {
            "color": colour,
            "line": {"color": palette.text, "width": 1},
            "pattern": {
                "shape": shape,
                "fillmode": "replace",
                "fgcolor": colour if code in HUES else palette.text,
                "bgcolor": palette.background,
                "size": 6,
                "solidity": 0.4,
            },
        },
    }


# The hue of each status that has a figure; what has none is hollow, with a pattern of its own.
HUES = {"met_clearly": 0, "missed_clearly": 3, "cannot_tell": 1}
PATTERNS = {
    "missed_clearly": "/",
    "cannot_tell": ".",
    "not_returned": "x",
    "not_yet_due": "|",
    "not_applicable": "-",
    "suppressed": "+",
}


def _look(code: str, palette: Palette) -> tuple[str, str]:
    if code == "no_target":
        return palette.rest, ""
    colour = palette.categories[HUES[code]] if code in HUES else palette.background
    return colour, PATTERNS.get(code, "")
