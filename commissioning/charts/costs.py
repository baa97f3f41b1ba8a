"""What an outcome cost: a dot with its interval a year."""

from decimal import Decimal
from typing import Any

from commissioning.charts.columns import columns_layout, labels_above, spaced_year_axis
from commissioning.charts.frame import Chart, empty_chart, hover, ticks_between
from commissioning.palette import Palette
from commissioning.wording import costs as words
from commissioning.wording import count, pounds_exact, pounds_short, start_year, year_span
from commissioning.wording.figures import Row, Rows


def unit_cost_dots(
    rows: Rows, palette: Palette, *, price_base: str | None = None, place: str = ""
) -> Chart:
    """What each outcome of one indicator cost, a dot with its interval a year (``unit_costs``).

    A year without outcomes has a triangle at its lower limit. Years that cannot be costed are
    left as gaps. Each mark's ``customdata`` is [year].
    """
    shown = [row for row in rows if row["not_shown"] is None]
    headline = words.cost_sentence(rows, price_base)
    if not shown:
        return empty_chart(headline)
    starts = [start_year(row["financial_year"]) for row in rows]
    tops = [float(row["interval_high_gbp"] or row["interval_low_gbp"]) for row in shown]
    ticks = ticks_between(Decimal(0), Decimal(str(max(tops))) * Decimal("1.15"))
    where = f", {place}" if place else ""
    prices = f"{price_base} prices" if price_base else "cash terms"
    first = rows[0]
    left_out = words.why_words(rows)
    return Chart(
        figure={
            "data": [
                _dots(palette, [row for row in shown if row["unit_cost_gbp"] is not None]),
                _lower_limits(palette, [row for row in shown if row["unit_cost_gbp"] is None]),
                labels_above(
                    palette,
                    [start_year(row["financial_year"]) for row in shown],
                    tops,
                    [_label(row) for row in shown],
                ),
            ],
            "layout": columns_layout(
                palette, 340, spaced_year_axis(palette, min(starts), max(starts)), ticks
            ),
        },
        headline=headline,
        subtitle=(
            f"Pounds paid for each counted under “{first['indicator']}”"
            f" ({first['indicator_kind']}), {first['service']}{where},"
            f" {year_span(row['financial_year'] for row in rows)}, {prices}, with 95% intervals."
        ),
        alt=words.costs_alternative(rows),
        caveats=(
            "A unit cost says what was paid and what was counted, not what the money caused.",
            words.counted_words(first),
            *([f"Not given for {left_out}."] if left_out else []),
        ),
    )


def _label(row: Row) -> str:
    cost = row["unit_cost_gbp"]
    if cost is None:
        return f"{pounds_short(Decimal(str(row['interval_low_gbp'])))}<br>or more"
    return pounds_short(Decimal(str(cost)))


def _dots(palette: Palette, rows: list[Row]) -> dict[str, Any]:
    costs = [row["unit_cost_gbp"] for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "showlegend": False,
        "x": [start_year(row["financial_year"]) for row in rows],
        "y": costs,
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [
                row["interval_high_gbp"] - cost for row, cost in zip(rows, costs, strict=True)
            ],
            "arrayminus": [
                cost - row["interval_low_gbp"] for row, cost in zip(rows, costs, strict=True)
            ],
            "color": palette.focus,
            "thickness": 2,
            "width": 6,
        },
        "marker": {"color": palette.focus, "size": 10},
        "customdata": [[row["financial_year"]] for row in rows],
        "hoverinfo": "text",
        "hovertext": [_hover(row) for row in rows],
    }


def _lower_limits(palette: Palette, rows: list[Row]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "showlegend": False,
        "x": [start_year(row["financial_year"]) for row in rows],
        "y": [row["interval_low_gbp"] for row in rows],
        "marker": {
            "color": palette.background,
            "size": 12,
            "symbol": "triangle-up",
            "line": {"color": palette.focus, "width": 2},
        },
        "customdata": [[row["financial_year"]] for row in rows],
        "hoverinfo": "text",
        "hovertext": [_hover(row) for row in rows],
    }


def _hover(row: Row) -> str:
    cost = row["unit_cost_gbp"]
    return hover(
        row["financial_year"],
        "Nobody counted: no unit cost" if cost is None else f"{words.cost_words(cost)} each",
        f"95% interval {words.interval_words(row)}",
        f"{pounds_exact(row['cost_gbp'])} paid in {count(row['lines'], 'line')},"
        f" {row['outcomes']:,} counted",
    )
