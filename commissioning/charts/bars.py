"""Horizontal bars with the name above each bar, so that long names need no margin at any width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

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
from commissioning.wording import (
    count,
    member_sentence,
    members_alternative,
    nothing_found,
    pounds_exact,
    pounds_short,
)
from commissioning.wording.figures import Row, Rows

BAR = 16
NAME_LINE = 17
GAP = 12
NAME_WIDTH = 40
NAME_WIDTH_BOTH_WAYS = 26
BOLD = 4
# Pixels left of the axis for the label of a fall.
LABEL_ROOM = 76


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, how long it is, what stands at its end and what it leads to.

    A bar runs from ``start``; a ``heavy`` one is a total and a ``quiet`` one is no part of it.
    """

    name: str
    value: float
    label: str
    hover: str
    key: Any = None
    heavy: bool = False
    quiet: bool = False
    start: float = 0.0


def bars_by_member(
    rows: Rows,
    palette: Palette,
    *,
    member: str,
    value: str,
    headline: str,
    subtitle: str,
    title: str,
    year: str | None = None,
    label: Callable[[Any], str] = pounds_short,
    detail: Callable[[Row], str] = lambda row: "",
    caveats: tuple[str, ...] = (),
    in_order: bool = False,
) -> Chart:
    """One bar a row from the columns ``member`` and ``value``, largest first.

    With ``in_order`` the bars stand as the rows come. Rows of other years are left out when
    ``year`` is given, and so are rows without a value. Each bar's ``customdata`` is
    [year, member], for following it to its rows. ``label`` puts a value in words; ``detail`` adds
    a line to what a bar says when pointed at.
    """
    chosen = sorted(
        (
            row
            for row in rows
            if row[value] is not None and year in (None, row.get("financial_year"))
        ),
        key=lambda row: (0, "") if in_order else (-row[value], str(row[member])),
    )
    if not chosen:
        return empty_chart(headline)
    bars = [
        Bar(
            name=str(row[member]),
            value=float(row[value]),
            label=label(row[value]),
            hover=hover(str(row[member]), label(row[value]), detail(row)),
            key=[row.get("financial_year"), row[member]],
        )
        for row in chosen
    ]
    return Chart(
        figure=bar_figure(bars, palette, right=68, left=room_left(bars)),
        headline=headline,
        subtitle=subtitle,
        alt=members_alternative(
            title, [(bar.name, bar.label) for bar in bars], largest_first=not in_order
        ),
        caveats=caveats,
    )


def grants_by_funder(rows: Rows, year: str, palette: Palette, *, place: str = "") -> Chart:
    """Grants accepted in decisions found for one year, a bar a funder (``grants_received``)."""
    what = "Grants accepted in decisions found"
    return _money_bars(rows, year, palette, "funding_source", what, "funder", "funders", place, ())


def decisions_by_programme(rows: Rows, year: str, palette: Palette, *, place: str = "") -> Chart:
    """New money approved in decisions found for one year by programme (``decisions_by_year``)."""
    ceiling = sum((row["ceiling_gbp"] for row in rows if row["financial_year"] == year), Decimal(0))
    caveats = ["Approvals are not spending, and not every decision has been found."]
    if ceiling:
        caveats.append(f"{pounds_short(ceiling)} of this is a maximum (“up to”).")
    what = "Approvals in decisions found"
    return _money_bars(
        rows, year, palette, "programme", what, "programme", "programmes", place, tuple(caveats)
    )


def _money_bars(
    rows: Rows,
    year: str,
    palette: Palette,
    member: str,
    what: str,
    noun: str,
    plural: str,
    place: str,
    caveats: tuple[str, ...],
) -> Chart:
    members = [
        (str(row[member]), row["amount_gbp"]) for row in rows if row["financial_year"] == year
    ]
    headline = (
        member_sentence(members, year, what, noun)
        if members
        else nothing_found(plural, ["the years"])
    )
    where = f", {place}" if place else ""
    return bars_by_member(
        rows,
        palette,
        member=member,
        value="amount_gbp",
        headline=headline,
        subtitle=f"{what} by {noun}{where}, {year}, cash terms.",
        title=f"{what} by {noun}, {year}",
        year=year,
        detail=lambda row: (
            f"{pounds_exact(row['amount_gbp'])} in {count(row['decisions'], 'decision')}"
        ),
        caveats=caveats,
    )


def room_left(bars: Sequence[Bar]) -> int:
    """Pixels left of the axis, where the labels of amounts below nothing stand."""
    return LABEL_ROOM if any(bar.value < 0 for bar in bars) else 2


def bar_figure(
    bars: Sequence[Bar], palette: Palette, *, right: int, left: int = 2
) -> dict[str, Any]:
    """Bars from zero, names above; ``left`` and ``right`` are pixels for labels at the ends."""
    ends = [bar.start + bar.value for bar in bars]
    # Names begin at the axis, so room left of it is taken from them.
    whole = min(ends) >= 0 and left < LABEL_ROOM
    width = NAME_WIDTH if whole else NAME_WIDTH_BOTH_WAYS
    # Bold letters are wider, so that a bold line holds fewer of them.
    names = [wrapped(bar.name, width - BOLD if bar.heavy else width) for bar in bars]
    # Positions are pixels down the plot, so that a name of two lines gets the room of two.
    middles, bottom = [], 0.0
    for lines in names:
        middles.append(bottom + NAME_LINE * len(lines) + 3 + BAR / 2)
        bottom = middles[-1] + BAR / 2 + GAP
    values = [bar.value for bar in bars]
    low, high = min(0.0, *ends), max(0.0, *ends, *(bar.start for bar in bars))
    if low == high:
        high = 1.0
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": middles,
        "width": BAR,
        "text": [bar.label for bar in bars],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": LABEL_SIZE, "color": palette.text},
        "constraintext": "none",
        "cliponaxis": False,
        "customdata": [bar.key for bar in bars],
        "hoverinfo": "text",
        "hovertext": [bar.hover for bar in bars],
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "marker": {
            "color": [_colour(bar, palette) for bar in bars],
            "pattern": {
                "shape": ["/" if bar.value < 0 else "" for bar in bars],
                "fillmode": "replace",
                "fgcolor": [_colour(bar, palette) for bar in bars],
                "bgcolor": palette.background,
                "size": 6,
                "solidity": 0.5,
            },
            "line": {"color": [_colour(bar, palette) for bar in bars], "width": 1},
        },
    }
    if any(bar.start for bar in bars):
        trace["base"] = [bar.start for bar in bars]
    # Where bars run both ways a name stands over its own bar's end of zero, not across the page.
    zero = -low / (high - low)
    anchor = "left" if zero < 0.25 else "right" if zero > 0.75 else "center"
    annotations = [
        {
            "x": 0,
            "xref": "x",
            "xanchor": anchor,
            "bgcolor": palette.background,
            "y": middle - BAR / 2 - 3,
            "yanchor": "bottom",
            "text": "<br>".join(f"<b>{line}</b>" if bar.heavy else line for line in lines),
            "align": anchor,
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": LABEL_SIZE, "color": palette.text},
        }
        for bar, lines, middle in zip(bars, names, middles, strict=True)
    ]
    return {
        "data": [trace],
        "layout": layout(
            palette,
            int(bottom) + 8,
            margin={"l": left, "r": right, "t": 4, "b": 4},
            bargap=0,
            xaxis=hidden_axis(range=[low, high]),
            yaxis=hidden_axis(range=[bottom, 0]),
            annotations=annotations,
            shapes=[
                {
                    "type": "line",
                    "x0": 0,
                    "x1": 0,
                    "y0": 0,
                    "y1": 1,
                    "yref": "paper",
                    "line": {"color": palette.axis, "width": 1},
                }
            ],
        ),
    }


def _colour(bar: Bar, palette: Palette) -> str:
    if bar.heavy:
        return palette.categories[4]
    if bar.quiet:
        return palette.rest
    return palette.categories[3] if bar.value < 0 else palette.focus
