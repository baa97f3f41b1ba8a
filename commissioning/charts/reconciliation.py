"""Rows found as columns, with the totals that were published as marks, year by year."""

from decimal import Decimal
from typing import Any

from commissioning.charts.frame import (
    LABEL_SIZE,
    Chart,
    empty_chart,
    hover,
    layout,
    legend_name,
    pound_ticks,
    ticks_between,
    value_axis,
    year_axis,
)
from commissioning.palette import Palette
from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count,
    pounds_exact,
    start_year,
    year_span,
)
from commissioning.wording.reconciliation import (
    MEASURES,
    NOT_THE_SAME,
    RECORDS,
    explained_percent,
    gap_words,
    published_words,
    reconciliation_alternative,
    reconciliation_sentence,
)
from commissioning.wording.sentences import basis_name

SYMBOLS = ("diamond", "circle", "square", "triangle-up", "cross")
HEIGHT = 400
# Labels of two years in a row meet on a phone when they are closer than this part of the scale.
CLOSE = Decimal("0.06")
LINE_BELOW = "<br>\N{NO-BREAK SPACE}"


def reconciliation_columns(rows: Rows, palette: Palette, *, family: str, place: str = "") -> Chart:
    """What was found a year as a column and each total as a mark (``reconciliation``).

    Nothing joins the marks: they may be on several definitions. A part year is hatched. A
    column's ``customdata`` is [year], a mark's [year, total].
    """
    headline = reconciliation_sentence(rows, family)
    if not rows:
        return empty_chart(headline)
    where = f", {place}" if place else ""
    span = year_span(row["financial_year"] for row in rows)
    bases = sorted({basis_name(row["basis"]) for row in rows if row["basis"]})
    caveats = [
        "A year without a mark has no published total in this data: none was found, which does not"
        " mean that nothing was spent."
    ]
    if family in NOT_THE_SAME and bases:
        caveats.insert(
            0,
            f"{capitalised(NOT_THE_SAME[family])}. The two are on unlike bases, so coverage says"
            " how complete the record is and the gap is not a sum of money.",
        )
    return Chart(
        figure=_figure(rows, palette, family),
        headline=headline,
        subtitle=(
            f"{MEASURES[family]}, against published totals{where}, {span}, cash terms."
            + (f" Totals are {' or '.join(bases)}." if bases else "")
        ),
        alt=reconciliation_alternative(rows, family),
        caveats=tuple(caveats),
    )


def _figure(rows: Rows, palette: Palette, family: str) -> dict[str, Any]:
    found = list(
        {row["financial_year"]: row for row in rows if row["found_gbp"] is not None}.values()
    )
    totals = [row for row in rows if row["total_gbp"] is not None]
    years = [start_year(row["financial_year"]) for row in rows]
    amounts = [row["found_gbp"] for row in found] + [row["total_gbp"] for row in totals]
    ticks = ticks_between(
        min([Decimal(0), *amounts]), max([Decimal(1), *amounts]) * Decimal("1.12")
    )
    labels = _labels(totals, ticks[-1] - ticks[0])
    traces: list[dict[str, Any]] = [_columns(found, palette, family)]
    definitions = list(dict.fromkeys(row["definition"] for row in totals))
    for number, definition in enumerate(definitions):
        of = [row for row in totals if row["definition"] == definition]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "name": legend_name(definition),
                "x": [start_year(row["financial_year"]) for row in of],
                "y": [float(row["total_gbp"]) for row in of],
                "text": [labels[row["total_id"]] for row in of],
                "textposition": "top center",
                "textfont": {"size": LABEL_SIZE, "color": palette.text},
                "cliponaxis": False,
                "marker": {
                    "symbol": SYMBOLS[number % len(SYMBOLS)],
                    "size": 12,
                    "color": palette.categories[(number + 2) % len(palette.categories)],
                    "line": {"color": palette.background, "width": 2},
                },
                "customdata": [[row["financial_year"], row["total_id"]] for row in of],
                "hoverinfo": "text",
                "hovertext": [_mark_words(row) for row in of],
                "selected": {"marker": {"opacity": 1}},
                "unselected": {"marker": {"opacity": 1}},
            }
        )
    return {
        "data": traces,
        "layout": layout(
            palette,
            HEIGHT,
            margin={"l": 46, "r": 16, "t": 10, "b": 26},
            showlegend=True,
            xaxis=year_axis(palette, min(years), max(years)),
            yaxis=value_axis(palette, ticks, pound_ticks(ticks)),
        ),
    }


def _columns(found: Rows, palette: Palette, family: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": legend_name(MEASURES[family]),
        "x": [start_year(row["financial_year"]) for row in found],
        "y": [float(row["found_gbp"]) for row in found],
        "width": 0.7,
        "marker": {
            "color": palette.focus,
            "pattern": {
                "shape": ["/" if row["part_year"] else "" for row in found],
                "fillmode": "replace",
                "fgcolor": palette.focus,
                "bgcolor": palette.background,
                "size": 6,
                "solidity": 0.35,
            },
        },
        "customdata": [[row["financial_year"]] for row in found],
        "hoverinfo": "text",
        "hovertext": [
            hover(
                row["financial_year"] + (" (part year)" if row["part_year"] else ""),
                f"{MEASURES[family]}: {pounds_exact(row['found_gbp'])}",
                f"{count(row['lines'], 'row')} of {count(row['records'], RECORDS[family])}",
                gap_words(row),
            )
            for row in found
        ],
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _labels(totals: Rows, scale: Decimal) -> dict[str, str]:
    """The label of each total; one beside another as high stands a line above it."""
    labels: dict[str, str] = {}
    before: Row | None = None
    raised = False
    for row in totals:
        beside = before is not None and (
            start_year(row["financial_year"]) - start_year(before["financial_year"]) == 1
            and abs(row["total_gbp"] - before["total_gbp"]) < scale * CLOSE
        )
        raised = beside and not raised
        labels[row["total_id"]] = _label(row) + (LINE_BELOW if raised else "")
        before = row
    return labels


def _label(row: Row) -> str:
    if row["found_gbp"] is None:
        return "none found"
    return "no share" if row["coverage_percent"] is None else f"<b>{explained_percent(row)}</b>"


def _mark_words(row: Row) -> str:
    gap = row["gap_gbp"]
    if gap is None:
        said = "Nothing found to set against it"
    elif gap < 0:
        said = f"{pounds_exact(-gap)} more was found"
    else:
        share = row["coverage_percent"]
        explained = "" if share is None else f"{explained_percent(row)} explained, "
        said = f"{explained}{pounds_exact(gap)} not explained"
    return hover(
        row["financial_year"],
        f"{row['definition']} ({basis_name(row['basis'])}): {published_words(row)}",
        said,
    )
