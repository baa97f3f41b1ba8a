"""How whole the extracts are month by month: columns of which each part is a share of the month."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from commissioning.charts.columns import PATTERNS, month_axis, part_marker
from commissioning.charts.frame import Chart, empty_chart, hover, layout, value_axis
from commissioning.palette import Palette
from commissioning.wording import count, nothing_found
from commissioning.wording import quality as words
from commissioning.wording.figures import Rows

# Each part's name in words and its column; what is whole comes first.
LEDGER_PARTS = (("Complete", "complete"), ("Lacking something", "lacking"))
RETURN_PARTS = (
    ("Came in time", "in_time"),
    ("Came late", "late"),
    ("Came, day not known", "day_unknown"),
    ("Did not come", "not_returned"),
)
COLOURS = (0, 3, 5, 2)
TICKS = [Decimal(tick) for tick in (0, 25, 50, 75, 100)]


def ledger_columns(rows: Rows, palette: Palette, *, place: str = "") -> Chart:
    """The share of each month's ledger lines that are complete (``ledger_completeness``)."""
    if not rows:
        return empty_chart(nothing_found("ledger lines", ["the data"]))
    months = [{**row, "lacking": row["lines"] - row["complete"]} for row in rows]
    return Chart(
        figure=_columns(months, palette, LEDGER_PARTS, "lines", "line"),
        headline=words.ledger_sentence(rows),
        subtitle=_subtitle(
            "Ledger lines that are complete, as a share of the lines of each month of payment",
            rows,
            place,
        ),
        alt=words.months_alternative(months, "ledger lines", LEDGER_PARTS, "lines"),
        caveats=words.COMPLETE_MEANS,
    )


def return_columns(rows: Rows, palette: Palette, *, place: str = "") -> Chart:
    """The share of each month's returns that came, in time or late (``return_completeness``)."""
    if not rows:
        return empty_chart(nothing_found("returns that were due", ["the data"]))
    return Chart(
        figure=_columns(rows, palette, RETURN_PARTS, "expected", "return"),
        headline=words.returns_sentence(rows),
        subtitle=_subtitle(
            "Contract returns that came in time, late or not at all, as a share of those due, by"
            " the month their period ended in",
            rows,
            place,
        ),
        alt=words.months_alternative(rows, "returns", RETURN_PARTS, "expected"),
        caveats=words.RETURNS_MEAN,
    )


def _subtitle(what: str, rows: Rows, place: str) -> str:
    where = f", {place}" if place else ""
    first, last = (words.month_words(rows[end]["month"]) for end in (0, -1))
    return f"{what}{where}, {first} to {last}. Percentage."


def _columns(
    rows: Sequence[Mapping[str, Any]],
    palette: Palette,
    parts: Sequence[tuple[str, str]],
    whole: str,
    noun: str,
) -> dict[str, Any]:
    drawn = [row for row in rows if row[whole]]
    months = [row["month"].isoformat() for row in drawn]
    return {
        "data": [
            {
                "type": "bar",
                "name": name,
                "x": months,
                "y": [100 * row[column] / row[whole] for row in drawn],
                "hoverinfo": "text",
                "hovertext": [
                    hover(
                        words.month_words(row["month"]),
                        f"{name}: {row[column]:,} of {count(row[whole], noun)}",
                    )
                    for row in drawn
                ],
                "marker": part_marker(palette, palette.categories[colour], pattern),
            }
            for (name, column), colour, pattern in zip(parts, COLOURS, PATTERNS, strict=False)
            if any(row[column] for row in drawn)
        ],
        "layout": layout(
            palette,
            300,
            margin={"l": 46, "r": 10, "t": 10, "b": 44},
            barmode="stack",
            bargap=0.1,
            showlegend=True,
            xaxis=month_axis(palette),
            yaxis=value_axis(palette, TICKS, [f"{tick}%" for tick in TICKS]),
        ),
    }
