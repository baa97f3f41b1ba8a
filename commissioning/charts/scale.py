"""Bars on size: shares of a total, pounds a resident, and grants to areas side by side."""

from commissioning.charts.bars import Bar, bar_figure
from commissioning.charts.frame import Chart, empty_chart, hover
from commissioning.palette import Palette
from commissioning.wording import (
    basis_name,
    count,
    listed,
    members_alternative,
    pounds_exact,
    pounds_short,
)
from commissioning.wording.figures import Rows
from commissioning.wording.scale import (
    bases_of,
    fund_in_words,
    peer_caveats,
    peer_sentence,
    population_caveats,
    resident_alternative,
    resident_name,
    resident_pounds,
    resident_sentence,
    share_alternative,
    share_in_words,
    share_sentence,
)

OWN = "this body"


def share_bars(rows: Rows, palette: Palette, *, place: str = "") -> Chart:
    """Each share there is, with its range (``share_of_total``); pairs without one are not drawn."""
    shares = [row for row in rows if row["share_percent"] is not None]
    headline = share_sentence(rows)
    if not shares:
        return empty_chart(headline)
    bars = [
        Bar(
            name=f"{row['part_years']}: {row['part_definition']} over {row['whole_definition']}",
            value=row["share_percent"],
            label=share_in_words(row),
            hover=hover(
                row["part_years"],
                f"{row['part_definition']}: {pounds_exact(row['part_gbp'])}",
                f"{row['whole_definition']}: {pounds_exact(row['whole_gbp'])}",
                basis_name(row["part_basis"]),
            ),
            key=[row["part_years"], row["part_total_id"]],
        )
        for row in shares
    ]
    where = f", {place}" if place else ""
    return Chart(
        figure=bar_figure(bars, palette, right=184),
        headline=headline,
        subtitle=f"Share of a published total on the same basis{where}, per cent.",
        alt=share_alternative(shares),
        caveats=("In brackets: the range that the rounding of the two figures allows.",),
    )


def resident_bars(rows: Rows, palette: Palette, *, what: str, place: str = "") -> Chart:
    """Pounds a resident by series and year (``per_resident``); years without a rate are not drawn.

    ``what`` names the figures: "totals", "grants".
    """
    headline = resident_sentence(rows, what)
    known = [row for row in rows if row["per_resident_gbp"] is not None]
    if not known:
        return empty_chart(headline)
    bases = bases_of(known)
    bars = [
        Bar(
            name=resident_name(row, len(bases)),
            value=float(row["per_resident_gbp"]),
            label=resident_pounds(row["per_resident_gbp"]),
            hover=hover(
                resident_name(row),
                f"{resident_pounds(row['per_resident_gbp'])} a resident",
                f"{pounds_exact(row['amount_gbp'])} over {row['population']:,} residents",
                row["population_definition"],
            ),
            key=[row["financial_year"], row["series_id"]],
        )
        for row in known
    ]
    where = f", {place}" if place else ""
    figures = count(len(known), "figure")
    basis = listed(basis_name(name) for name in bases)
    return Chart(
        figure=bar_figure(bars, palette, right=60),
        headline=headline,
        subtitle=f"Published {what} for each resident{where}, {basis}, cash terms, {figures}.",
        alt=resident_alternative(known, what),
        caveats=(
            *population_caveats(rows),
            "Each bar is a figure of its own: bars are not added and no line joins them.",
        ),
    )


def peer_bars(rows: Rows, palette: Palette, *, per_head: bool) -> Chart:
    """What one fund gave each area in one year (``peer_grants``), the body's own area marked.

    Amounts stand largest first; pounds a head stand by name, for their order means nothing.
    """
    column = "per_head_gbp" if per_head else "amount_gbp"
    known = [row for row in rows if row[column] is not None]
    headline = peer_sentence(rows, per_head)
    if not known:
        return empty_chart(headline)
    if not per_head:
        known = sorted(known, key=lambda row: (-row["amount_gbp"], row["area"]))
    words = resident_pounds if per_head else pounds_short
    bars = [
        Bar(
            name=f"{row['area']} ({OWN})" if row["own"] else row["area"],
            value=float(row[column]),
            label=words(row[column]),
            hover=hover(
                row["area"],
                pounds_exact(row["amount_gbp"]),
                f"{resident_pounds(row['per_head_gbp'])} a head of {row['population']:,} in"
                f" {row['population_year']}"
                if row["per_head_gbp"] is not None
                else "",
                row["note"] or "",
            ),
            key=[row["financial_year"], row["published_area"]],
            heavy=row["own"],
        )
        for row in known
    ]
    figure = bar_figure(bars, palette, right=68)
    colours = [palette.focus if row["own"] else palette.rest for row in known]
    marker = figure["data"][0]["marker"]
    marker["color"] = colours
    marker["line"] = {"color": colours, "width": 1}
    marker["pattern"] |= {"fgcolor": colours}
    first = known[0]
    measure = "pounds a head" if per_head else "pounds"
    title = f"{fund_in_words(first['fund'])}, {first['financial_year']}"
    order = "by name" if per_head else "largest first"
    found = f"{first['areas_found']} of {first['areas_in_all']} areas found"
    formula = (
        " Shared out by population, so alike by construction."
        if per_head and first["funder"] == "Ministry of Justice"
        else ""
    )
    return Chart(
        figure=figure,
        headline=headline,
        subtitle=f"{title}, {measure}, cash terms, {found}, {order}.{formula}",
        alt=members_alternative(
            f"{title}, {measure}, {found}",
            [(bar.name, bar.label) for bar in bars],
            largest_first=not per_head,
        ),
        caveats=peer_caveats(rows, per_head),
    )
