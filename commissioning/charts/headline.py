"""Published totals as dots, one shape and colour a definition, with events in a strip below."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from commissioning.charts.events import (
    STRIP_ROW,
    event_line,
    event_marks,
    event_position,
    strip_rows,
)
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
    legend_name,
    overlap,
    pound_ticks,
    safe,
    ticks_between,
    value_axis,
    year_axis,
)
from commissioning.palette import Palette
from commissioning.wording import (
    basis_name,
    date_in_words,
    financial_year,
    headline_alternative,
    headline_sentence,
    leading_total,
    missing_years_sentence,
    pounds_exact,
    pounds_published,
    source_citation,
    start_year,
    year_span,
    years_between,
)
from commissioning.wording.figures import Row, Rows

SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "star")
PLOT = 300
# What is left of the plot on a phone, where the legend takes more lines.
NARROW_PLOT = 245
TICKS = 34
AXIS_WIDTH = 46
RIGHT = 24
# The legend is one line on a wide page and one a definition on a phone; the plot gives way to it.
LEGEND = 34


def headline_dots(
    rows: Rows,
    events: Rows,
    palette: Palette,
    *,
    place: str = "",
    first_year: str | None = None,
    last_year: str | None = None,
) -> Chart:
    """Published totals by definition on a scale of financial years that keeps its empty years.

    ``rows`` are of ``headline_totals``, ``events`` of ``events`` (those marked as headline are
    drawn). Nothing is joined. The scale runs from the first to the last total or event unless
    ``first_year`` and ``last_year``, within which the rows lie, say otherwise.
    """
    if not rows:
        return empty_chart(headline_sentence(rows))
    dated = [event for event in events if event["headline"] is True]
    first = first_year or min((row["financial_year"] for row in rows), key=start_year)
    last = last_year or max(
        [row["financial_year"] for row in rows]
        + [event["financial_year"] for event in dated if event["financial_year"]],
        key=start_year,
    )
    years = years_between(first, last)
    marks = [
        (position, event)
        for position, event in sorted(
            ((event_position(event["date"]), event) for event in dated),
            key=lambda mark: (mark[0], mark[1]["date"]),
        )
        if start_year(first) - 0.5 <= position <= start_year(last) + 0.5
    ]
    key = tuple(f"{date_in_words(event['date'])}: {event['event']}" for _, event in marks)
    basis = sorted({basis_name(row["basis"]) for row in rows})
    where = f", {place}" if place else ""
    return Chart(
        figure=_figure(rows, marks, years, palette),
        headline=headline_sentence(rows),
        subtitle=(
            f"Published totals by definition{where}, {year_span(years)}, cash terms."
            f" Basis: {', '.join(basis)}."
        ),
        alt=headline_alternative(rows, years, key),
        caveats=tuple(_caveats(rows, years)),
        key=key,
    )


def _caveats(rows: Rows, years: Sequence[str]) -> Iterable[str]:
    if len({row["definition"] for row in rows}) > 1:
        yield (
            "The totals are on different definitions, so no line joins them and a difference"
            " between two definitions is not growth."
        )
    if any(row["basis"] == "budget" for row in rows):
        yield "A budget is what was planned, not what was spent."
    absent = missing_years_sentence(set(years) - {row["financial_year"] for row in rows})
    if absent:
        yield absent


def _figure(
    rows: Rows, marks: Sequence[tuple[float, Row]], years: Sequence[str], palette: Palette
) -> dict[str, Any]:
    first, last = start_year(years[0]), start_year(years[-1])
    ticks = ticks_between(Decimal(0), max(row["amount_gbp"] for row in rows) * Decimal("1.08"))
    strip = strip_rows([position for position, _ in marks], _across(years))
    strip_height = STRIP_ROW * (max(strip) + 1) if strip else 0
    height = PLOT + TICKS + strip_height
    plot_from = (height - PLOT) / height
    lead = leading_total(rows)
    definitions = list(dict.fromkeys([lead["definition"], *(row["definition"] for row in rows)]))
    traces = []
    for number, definition in enumerate(definitions):
        found = [row for row in rows if row["definition"] == definition]
        colour = palette.categories[number % len(palette.categories)]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": _legend(definition, found[0]["basis"]),
                "x": [start_year(row["financial_year"]) for row in found],
                "y": [float(row["amount_gbp"]) for row in found],
                "marker": {
                    "symbol": SYMBOLS[number % len(SYMBOLS)],
                    "size": [17 if row is lead else 12 for row in found],
                    "opacity": 1,
                    "color": colour,
                    "line": {"color": palette.background, "width": 1},
                },
                "customdata": [[row["financial_year"], row["total_id"]] for row in found],
                "hoverinfo": "text",
                "hovertext": [_hover(row) for row in found],
                "cliponaxis": False,
            }
        )
    shapes = [event_line(position, palette) for position, _ in marks]
    if marks:
        traces.append(event_marks(marks, strip, palette))
    return {
        "data": traces,
        "layout": layout(
            palette,
            height + LEGEND,
            margin={"l": AXIS_WIDTH, "r": RIGHT, "t": 10, "b": 4},
            showlegend=True,
            xaxis=year_axis(palette, first, last, anchor="y"),
            yaxis=value_axis(
                palette,
                ticks,
                pound_ticks(ticks),
                domain=[plot_from, 1],
            ),
            yaxis2=hidden_axis(
                domain=[0, max(strip_height / height, 0.001)],
                range=[max(strip, default=0) + 0.5, -0.5],
                anchor="x",
            ),
            shapes=shapes,
            annotations=[
                *_labels(rows, years, float(ticks[-1]), palette),
                *_absences(rows, years, palette),
            ],
        ),
    }


def _across(years: Sequence[str]) -> float:
    """Pixels a financial year has on a phone."""
    return (NARROW - AXIS_WIDTH - RIGHT) / len(years)


def _legend(definition: str, basis: str) -> str:
    name = basis_name(basis)
    said = name.split()[-1].lower() in definition.lower()
    return legend_name(definition if said else f"{definition} ({name})")


def _hover(row: Row) -> str:
    return hover(
        f"{pounds_published(row['amount_gbp'], row['precision'])} in {row['financial_year']}",
        f"{row['definition']} ({basis_name(row['basis'])})",
        f"As published: {pounds_exact(row['amount_gbp'])}",
        f"Source: {source_citation(row)}",
    )


def _labels(rows: Rows, years: Sequence[str], top: float, palette: Palette) -> list[dict[str, Any]]:
    """A label at each dot, placed where a phone's width leaves room for it."""
    lead = leading_total(rows)
    across = _across(years)
    first = start_year(years[0])

    def centre(row: Row) -> tuple[float, float]:
        return (
            (start_year(row["financial_year"]) - first + 0.5) * across,
            (1 - float(row["amount_gbp"]) / top) * NARROW_PLOT,
        )

    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in map(centre, rows)]
    labels = []
    for row in sorted(rows, key=lambda row: (row is not lead, -row["amount_gbp"])):
        lines = _label_lines(row, row is lead)
        wide, high = max(len(line) for line in lines) * CHARACTER, 17.0 * len(lines)
        x, y = centre(row)
        place, box = _free_place(x, y, wide, high, taken, across * len(years))
        taken.append(box)
        text = "<br>".join(safe(line) for line in lines)
        if row is lead:
            text = f"<b>{text.replace('<br>', '</b><br>', 1)}" + ("</b>" if len(lines) == 1 else "")
        labels.append(
            {
                "x": start_year(row["financial_year"]),
                "y": float(row["amount_gbp"]),
                "text": text,
                "showarrow": False,
                "align": {"left": "left", "right": "right", "center": "center"}[place["xanchor"]],
                "font": {"size": LABEL_SIZE, "color": palette.text},
                "bgcolor": palette.background,
                "borderpad": 0,
                **place,
            }
        )
    return labels


def _label_lines(row: Row, lead: bool) -> list[str]:
    amount = pounds_published(row["amount_gbp"], row["precision"])
    if not lead:
        return [amount]
    cited = f"paragraph {row['source_paragraph']}" if row["source_paragraph"] else ""
    return [line for line in (amount, row["financial_year"], cited) if line]


def _free_place(
    x: float, y: float, wide: float, high: float, taken: Sequence[Box], width: float
) -> tuple[dict[str, Any], Box]:
    """The first of right, left, below and above that is clear, and the box it fills."""
    half = high / 2
    choices: list[tuple[dict[str, Any], Box]] = [
        (
            {"xanchor": "left", "yanchor": "middle", "xshift": 11},
            (x + 11, y - half, x + 11 + wide, y + half),
        ),
        (
            {"xanchor": "right", "yanchor": "middle", "xshift": -11},
            (x - 11 - wide, y - half, x - 11, y + half),
        ),
        (
            {"xanchor": "left", "yanchor": "top", "xshift": -6, "yshift": -10},
            (x - 6, y + 10, x - 6 + wide, y + 10 + high),
        ),
        (
            {"xanchor": "right", "yanchor": "top", "xshift": 6, "yshift": -10},
            (x + 6 - wide, y + 10, x + 6, y + 10 + high),
        ),
        (
            {"xanchor": "right", "yanchor": "bottom", "xshift": 6, "yshift": 10},
            (x + 6 - wide, y - 10 - high, x + 6, y - 10),
        ),
        (
            {"xanchor": "center", "yanchor": "bottom", "yshift": 10},
            (x - wide / 2, y - 10 - high, x + wide / 2, y - 10),
        ),
    ]
    for place, box in choices:
        own = (x - 8, y - 8, x + 8, y + 8)
        clear = all(not overlap(box, other) for other in taken if other != own)
        if clear and box[0] >= 0 and box[2] <= width + RIGHT and box[3] <= NARROW_PLOT:
            return place, box
    return choices[-1]


def _absences(rows: Rows, years: Sequence[str], palette: Palette) -> list[dict[str, Any]]:
    """A few words in each run of three or more years without a total, on the baseline."""
    known = {start_year(row["financial_year"]) for row in rows}
    labels, run = [], []
    for year in [*map(start_year, years), None]:
        if year is not None and year not in known:
            run.append(year)
            continue
        if len(run) >= 3:
            labels.append(
                {
                    "x": (run[0] + run[-1]) / 2,
                    "y": 0,
                    "text": "no total<br>found",
                    "showarrow": False,
                    "yanchor": "bottom",
                    "yshift": 4,
                    "font": {"size": LABEL_SIZE - 1, "color": palette.quiet_text},
                    "hovertext": f"No total found for {financial_year(run[0])}"
                    f" to {financial_year(run[-1])}",
                }
            )
        run = []
    return labels
