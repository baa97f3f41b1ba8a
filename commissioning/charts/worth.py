"""Money beside evidence: what services have to show for it, by year and by kind."""

from decimal import Decimal
from typing import Any

from commissioning.charts.bars import Bar, bar_figure, room_left
from commissioning.charts.columns import (
    PATTERNS,
    WIDTH,
    columns_layout,
    labels_above,
    part_marker,
    spaced_year_axis,
)
from commissioning.charts.frame import Chart, empty_chart, hover, legend_name, ticks_between
from commissioning.palette import Palette
from commissioning.wording import pounds_exact, pounds_short, start_year, year_span
from commissioning.wording import worth as words
from commissioning.wording.figures import Row, Rows
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
        labels_above(
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
            "layout": columns_layout(
                palette,
                420,
                spaced_year_axis(palette, min(starts), max(starts)),
                ticks,
                legend=True,
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
        "width": WIDTH,
        "marker": part_marker(
            palette, palette.rest if last else palette.categories[number], PATTERNS[number]
        ),
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
        words.LAST_ONLY,
        words.NOT_BOUGHT,
        words.FOUND_ONLY,
        *(["A part year is marked and is not to be compared with whole ones."] if part else []),
    )
