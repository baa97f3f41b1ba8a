"""Money beside evidence: what services have to show by year and by kind, and unit costs."""

from decimal import Decimal
from typing import Any

from commissioning.charts.bars import Bar, bar_figure, room_left
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
from commissioning.charts.years import PATTERNS
from commissioning.palette import Palette
from commissioning.wording import count, pounds_exact, pounds_short, start_year, year_span
from commissioning.wording import worth as words
from commissioning.wording.figures import Row, Rows, financial_year
from commissioning.wording.spending import BASES, MONEY


def evidence_columns(
    rows: Rows,
    palette: Palette,
    *,
    family: str,
    programmes: tuple[str, ...] = (),
    place: str = "",
) -> Chart:
    """What services have to show for the money of each year, in four parts (``evidence_spend``).

    Each column part's ``customdata`` is [year], for following it to the year's services.
    """
    years = words.years_of(rows)
    headline = words.years_sentence(rows, family)
    if not years:
        return empty_chart(headline)
    starts = [start_year(year["financial_year"]) for year in years]
    totals = [year["amount_gbp"] for year in years]
    parts = [
        [_sum(year, kinds) for year in years] for kinds in words.GROUPS.values()
    ]  # fmt: skip
    above = [sum(max(part[n], Decimal(0)) for part in parts) for n in range(len(years))]
    below = [sum(min(part[n], Decimal(0)) for part in parts) for n in range(len(years))]
    ticks = ticks_between(
        Decimal(min(0, *below)), max(Decimal(1), *map(Decimal, above)) * Decimal("1.12")
    )
    traces: list[dict[str, Any]] = [
        _column_part(palette, number, name, years, amounts)
        for number, (name, amounts) in enumerate(zip(words.GROUPS, parts, strict=True))
        if any(amounts)
    ]
    traces.append(
        _labels(
            palette,
            starts,
            [0.0] * len(years),
            [
                f"{pounds_short(total)}{'<br>(part)' if year['part_year'] else ''}"
                for total, year in zip(totals, years, strict=True)
            ],
        )
    )
    return Chart(
        figure={
            "data": traces,
            "layout": layout(
                palette,
                420,
                margin={"l": 46, "r": 10, "t": 10, "b": 26},
                barmode="relative",
                showlegend=True,
                uniformtext={"mode": "hide", "minsize": 11},
                xaxis=_years(palette, min(starts), max(starts)),
                yaxis=value_axis(palette, ticks, pound_ticks(ticks)),
            ),
        },
        headline=headline,
        subtitle=_subtitle(
            "by what their services have to show, by year",
            family,
            place,
            year_span(year["financial_year"] for year in years),
            programmes,
        ),
        alt=words.years_alternative(rows),
        caveats=_caveats(rows),
    )


def _sum(year: Row, kinds: tuple[str, ...]) -> Decimal:
    return sum((year[f"{kind}_gbp"] for kind in kinds), Decimal(0))


def _years(palette: Palette, first: int, last: int) -> dict[str, Any]:
    # The names of five years do not fit side by side on a phone.
    step = 2 if last - first == 4 else 1
    named = range(first, last + 1, step)
    if len(named) > 5:
        return year_axis(palette, first, last)
    ticks = {"tickvals": list(named), "ticktext": [financial_year(year) for year in named]}
    return year_axis(palette, first, last, **ticks)


def _column_part(
    palette: Palette,
    number: int,
    name: str,
    years: list[dict[str, Any]],
    amounts: list[Decimal],
) -> dict[str, Any]:
    last = number == len(words.GROUPS) - 1
    return {
        "type": "bar",
        "name": legend_name(name),
        "x": [start_year(year["financial_year"]) for year in years],
        "y": [float(amount) for amount in amounts],
        "width": 0.74,
        "marker": {
            "color": palette.rest if last else palette.categories[number],
            "line": {"color": palette.background, "width": 1},
            "pattern": {
                "shape": PATTERNS[number],
                "fillmode": "overlay",
                "fgcolor": palette.background,
                "fgopacity": 0.45,
                "size": 7,
                "solidity": 0.2,
            },
        },
        "customdata": [[year["financial_year"]] for year in years],
        "hoverinfo": "text",
        "hovertext": [
            hover(
                f"{name}, {words.year_name(year)}",
                f"{pounds_exact(amount)} of {pounds_exact(year['amount_gbp'])}",
            )
            for year, amount in zip(years, amounts, strict=True)
        ],
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _labels(
    palette: Palette, starts: list[int], heights: list[float], texts: list[str]
) -> dict[str, Any]:
    """Words over columns or dots, on unseen bars: Plotly hides a bar's text with no room."""
    return {
        "type": "bar",
        "showlegend": False,
        "x": starts,
        "y": heights,
        "width": 0.98,
        "text": texts,
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": LABEL_SIZE, "color": palette.text},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": {"color": "rgba(0,0,0,0)"},
    }


def evidence_bars(
    rows: Rows,
    palette: Palette,
    *,
    family: str,
    programmes: tuple[str, ...] = (),
    place: str = "",
) -> Chart:
    """The money of one year by kind of evidence, a bar a kind (``evidence_spend``).

    Each bar's ``customdata`` is [kind in words], for following it to its services.
    """
    headline = words.evidence_sentence(rows, family)
    if not rows:
        return empty_chart(headline)
    (year,) = words.years_of(rows)
    bars = [
        Bar(
            name=entry["name"],
            value=float(entry["amount_gbp"]),
            label=pounds_short(entry["amount_gbp"]) if entry["amount_gbp"] else "none",
            hover=hover(
                entry["name"],
                f"{pounds_exact(entry['amount_gbp'])} of {pounds_exact(year['amount_gbp'])}",
            ),
            key=[entry["name"]],
            quiet=entry["kind"] == "no_evidence",
        )
        for entry in words.kinds_of(rows)
    ]
    return Chart(
        figure=bar_figure(bars, palette, right=68, left=room_left(bars)),
        headline=headline,
        subtitle=_subtitle(
            "by what their services have to show", family, place, words.year_name(year), programmes
        ),
        alt=words.kinds_alternative(rows),
        caveats=_caveats(rows),
    )


def _subtitle(by: str, family: str, place: str, when: str, programmes: tuple[str, ...]) -> str:
    where = f", {place}" if place else ""
    return (
        f"{MONEY[family].capitalize()} {by}{where}, {when}, cash terms. Basis: {BASES[family]}."
        f"{words.programmes_listed(programmes)}"
    )


def _caveats(rows: Rows) -> tuple[str, ...]:
    part = any(row["part_year"] for row in rows)
    return (
        words.NOT_BOUGHT,
        words.FOUND_ONLY,
        *(["A part year is marked and is not to be compared with whole ones."] if part else []),
    )


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
                _labels(
                    palette,
                    [start_year(row["financial_year"]) for row in shown],
                    tops,
                    [_label(row) for row in shown],
                ),
            ],
            "layout": layout(
                palette,
                340,
                margin={"l": 46, "r": 10, "t": 10, "b": 26},
                uniformtext={"mode": "hide", "minsize": 11},
                xaxis=_years(palette, min(starts), max(starts)),
                yaxis=value_axis(palette, ticks, pound_ticks(ticks)),
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
