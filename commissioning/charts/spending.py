"""Where the money goes: by member, by size, by instrument, by concentration and by month."""

from typing import Any

from commissioning.charts.bars import Bar, bar_figure, bars_by_member, room_left
from commissioning.charts.columns import month_axis
from commissioning.charts.frame import (
    Chart,
    empty_chart,
    hover,
    layout,
    pound_ticks,
    ticks_between,
    value_axis,
)
from commissioning.palette import Palette
from commissioning.wording import count, nothing_found, percent, pounds_exact, pounds_short
from commissioning.wording.figures import Row, Rows, year_span
from commissioning.wording.spending import (
    BASES,
    FOUND_ONLY,
    MONEY,
    NOT_ADDED,
    PLURALS,
    band_name,
    bases_sentence,
    breakdown_sentence,
    concentration_sentence,
    dimension_words,
    instrument_words,
    instruments_sentence,
    members_left,
    monthly_sentence,
    size_sentence,
)

Years = tuple[str, str]
# What a printed page holds without being cut.
MEMBERS_DRAWN = 12


def breakdown_bars(
    rows: Rows,
    palette: Palette,
    *,
    family: str,
    dimension: str,
    chosen: tuple[str, ...],
    years: Years,
    place: str,
) -> Chart:
    """The members of one level with their share, largest first (``spend_breakdown``).

    Each bar's ``customdata`` is [None, member].
    """
    if not rows:
        return empty_chart(
            nothing_found(PLURALS[dimension], ["the years", "what is searched for", "the choices"])
        )
    drawn = rows[:MEMBERS_DRAWN]
    left = members_left(rows, len(drawn), dimension)
    where = f", {place}" if place else ""
    return bars_by_member(
        drawn,
        palette,
        member="member",
        value="amount_gbp",
        headline=breakdown_sentence(rows, family=family, dimension=dimension, chosen=chosen),
        subtitle=(
            f"{MONEY[family].capitalize()} by {dimension_words(dimension)}{where},"
            f" {year_span(years)}, cash terms. Basis: {BASES[family]}."
        ),
        title=f"{MONEY[family].capitalize()} by {dimension_words(dimension)}, {year_span(years)}",
        detail=_share,
        caveats=tuple(filter(None, [left, None if family == "paid" else FOUND_ONLY])),
    )


def _share(row: Row) -> str:
    share = row["share_percent"]
    return f"{'' if share is None else f'{percent(share)} of all, '}{count(row['lines'], 'line')}"


def concentration_bars(rows: Rows, palette: Palette, *, family: str, groups: bool) -> Chart:
    """The share of the three largest providers, a bar a year (``concentration``)."""
    stated = [row for row in rows if row["top3_percent"] is not None]
    caveats = [
        "Shares are of money that names one body as its provider. A lead provider's partners are"
        " not seen, so concentration may be less than it looks.",
    ]
    if any(row["part_year"] for row in stated):
        caveats.append("A part year is marked and is not to be compared with whole ones.")
    return bars_by_member(
        [
            {
                **row,
                "year": f"{row['financial_year']}{' (part year)' if row['part_year'] else ''}:"
                f" {count(row['providers'], 'provider')} named",
            }
            for row in stated
        ],
        palette,
        member="year",
        value="top3_percent",
        headline=concentration_sentence(rows, groups=groups),
        subtitle=f"Share of the three largest in named {MONEY[family]}, by year, per cent.",
        title="Share of the three largest providers by year",
        label=percent,
        detail=lambda row: (
            f"Largest: {row['largest']}, {percent(row['top1_percent'])}. Effective number"
            f" {row['effective_number']:.1f}"
        ),
        caveats=tuple(caveats),
        in_order=True,
    )


def size_bars(rows: Rows, palette: Palette, *, family: str, years: Years) -> Chart:
    """How much of the money is in awards or payments of each size (``size_distribution``)."""
    if not rows:
        return empty_chart(nothing_found("amounts", ["the years", "the choices"]))
    single = "payment" if family == "paid" else "award"
    entries = [
        {**row, "name": f"{band_name(row)}: {count(row['entries'], single)}"}
        for row in rows
        if row["entries"]
    ]
    return bars_by_member(
        entries,
        palette,
        member="name",
        value="amount_gbp",
        headline=size_sentence(rows, family=family),
        subtitle=(
            f"{MONEY[family].capitalize()} by size of {single}, {year_span(years)}, cash terms."
        ),
        title=f"{MONEY[family].capitalize()} by size",
        detail=lambda row: f"{percent(row['amount_percent'])} of the money",
        caveats=(
            "Credits are left out: they are no payments."
            if family == "paid"
            else "An award is what one decision or contract gives one service in the years shown.",
        ),
        in_order=True,
    )


def instrument_bars(rows: Rows, palette: Palette, *, family: str, years: Years) -> Chart:
    """Grants against contracts (``spend_breakdown`` by instrument)."""
    if not rows:
        return empty_chart(nothing_found("amounts", ["the years", "the choices"]))
    return bars_by_member(
        [{**row, "name": instrument_words(row["member"])} for row in rows],
        palette,
        member="name",
        value="amount_gbp",
        headline=instruments_sentence(rows, family=family),
        subtitle=f"{MONEY[family].capitalize()} by instrument, {year_span(years)}, cash terms.",
        title=f"{MONEY[family].capitalize()} by instrument",
        detail=_share,
    )


def month_columns(rows: Rows, palette: Palette, *, place: str = "") -> Chart:
    """What was paid each month, credits below the line (``spend_by_month``)."""
    if not rows:
        return empty_chart(nothing_found("payments", ["the years", "the choices"]))
    low = min(row["credits_gbp"] for row in rows)
    high = max(row["gross_gbp"] for row in rows)
    ticks = ticks_between(low, high)
    months = [row["month"].isoformat() for row in rows]

    def columns(name: str, column: str, colour: str, shape: str) -> dict[str, Any]:
        return {
            "type": "bar",
            "name": name,
            "x": months,
            "y": [float(row[column]) for row in rows],
            "hoverinfo": "text",
            "hovertext": [
                hover(
                    f"{row['month']:%B %Y}",
                    f"{name}: {pounds_exact(row[column])}",
                    f"Net: {pounds_exact(row['amount_gbp'])}",
                )
                for row in rows
            ],
            "marker": {
                "color": colour,
                "line": {"color": colour, "width": 1},
                "pattern": {"shape": shape, "fillmode": "overlay", "size": 6, "solidity": 0.3},
            },
        }

    where = f", {place}" if place else ""
    return Chart(
        figure={
            "data": [
                columns("Payments", "gross_gbp", palette.focus, ""),
                columns("Credits", "credits_gbp", palette.categories[3], "/"),
            ],
            "layout": layout(
                palette,
                320,
                margin={"l": 46, "r": 10, "t": 10, "b": 44},
                barmode="relative",
                showlegend=True,
                xaxis=month_axis(palette),
                yaxis=value_axis(palette, ticks, pound_ticks(ticks)),
            ),
        },
        headline=monthly_sentence(rows),
        subtitle=(
            f"Payments and credits by month of payment{where}, {rows[0]['month']:%B %Y} to"
            f" {rows[-1]['month']:%B %Y}, cash terms."
        ),
        alt=(
            f"Column chart of payments by month, {rows[0]['month']:%B %Y} to"
            f" {rows[-1]['month']:%B %Y}. Net by month: "
            + "; ".join(
                f"{row['month']:%B %Y} {pounds_short(row['amount_gbp'])}" for row in rows[-12:]
            )
            + f". {count(len(rows), 'month')} in the table."
        ),
        caveats=(
            "Late invoices and corrections still change the last months.",
            "A month with little is not a saving: grants are paid by quarter.",
        ),
    )


def bases_bars(rows: Rows, palette: Palette, *, service: str) -> Chart:
    """A service's approvals, contract prices and payments, a group of bars a year
    (``service_bases``).
    """
    if not rows:
        return empty_chart(nothing_found("amounts", ["the years", "the service"]))
    kinds = (("approved_gbp", "approved"), ("contracted_gbp", "contracted"), ("paid_gbp", "paid"))
    bars, colours, shapes = [], [], []
    for row in rows:
        for number, (column, words) in enumerate(kinds):
            if row[column] is None:
                continue
            part = " to date" if column == "paid_gbp" and row["paid_part_year"] else ""
            name = f"{row['financial_year']}, {words}{part}"
            bars.append(
                Bar(
                    name=name,
                    value=float(row[column]),
                    label=pounds_short(row[column]),
                    hover=hover(name, pounds_exact(row[column])),
                    key=[row["financial_year"], words],
                )
            )
            colours.append(palette.categories[number])
            shapes.append("/" if part else ("", ".", "x")[number])
    figure = bar_figure(bars, palette, right=68, left=room_left(bars))
    marker = figure["data"][0]["marker"]
    marker["color"] = colours
    marker["line"] = {"color": colours, "width": 1}
    marker["pattern"] |= {"shape": shapes, "fillmode": "overlay", "fgcolor": palette.background}
    return Chart(
        figure=figure,
        headline=bases_sentence(rows, service),
        subtitle=(
            f"{service}: approved, contracted and paid by year,"
            f" {year_span(row['financial_year'] for row in rows)}, cash terms."
        ),
        alt="Bar chart, three bases side by side: "
        + "; ".join(f"{bar.name} {bar.label}" for bar in bars)
        + ".",
        caveats=(NOT_ADDED, "A maximum approved is not a price, and a price is not a payment."),
    )
