"""Bars that compare: contributions to growth, and decisions found against published totals."""

from decimal import Decimal

from commissioning.charts.bars import Bar, bar_figure
from commissioning.charts.frame import Chart, empty_chart, hover
from commissioning.palette import Palette
from commissioning.wording import (
    basis_name,
    contributions_alternative,
    contributions_sentence,
    count,
    coverage_alternative,
    coverage_sentence,
    percent,
    points,
    pounds_exact,
    pounds_published,
)
from commissioning.wording.figures import Row, Rows
from commissioning.wording.sentences import family_name

LEGEND = 48
COVERAGE_DIFFERS = (
    "Coverage differs from year to year, so a rise or a fall may come from which decisions were"
    " found. A part with nothing found in a year counts as a change from or to nothing."
)
HATCH = {"shape": "/", "size": 6, "solidity": 0.35, "fillmode": "overlay"}


def contribution_bars(
    rows: Rows,
    palette: Palette,
    *,
    family: str,
    from_year: str,
    to_year: str,
    price_base: str | None = None,
) -> Chart:
    """Percentage points each member adds to a family's growth, and their sum (``contributions``).

    A fall is told from a rise by its side of zero, its sign and its hatching, not by colour alone.
    """
    headline = contributions_sentence(
        rows, from_year, to_year, family=family, price_base=price_base
    )
    parts = sorted(
        (row for row in rows if row["contribution_points"] is not None),
        key=lambda row: (-row["contribution_points"], row["member"]),
    )
    if not parts:
        return empty_chart(headline)
    bars = [
        Bar(
            name=row["member"],
            value=row["contribution_points"],
            label=points(row["contribution_points"]),
            hover=hover(
                row["member"],
                f"{points(row['contribution_points'])} percentage points",
                f"{_or_nothing(row['amount_from'])} in {from_year}",
                f"{_or_nothing(row['amount_to'])} in {to_year}",
            ),
            key=[to_year, row["member"]],
        )
        for row in parts
    ]
    total = sum(row["contribution_points"] for row in parts)
    bars.append(
        Bar(
            name=f"All {family_name(family)}",
            value=total,
            label=f"{points(total)}%",
            hover=hover(f"All {family_name(family)}", f"{points(total)}%"),
            key=[to_year, None],
            heavy=True,
        )
    )
    prices = f"{price_base} prices" if price_base else "cash terms"
    return Chart(
        figure=bar_figure(
            bars, palette, right=60, left=60 if min(b.value for b in bars) < 0 else 8
        ),
        headline=headline,
        subtitle=(
            f"Percentage-point contributions to the growth of {family_name(family)},"
            f" {from_year} to {to_year}, {prices}."
        ),
        alt=contributions_alternative(parts, from_year, to_year),
        caveats=() if family == "paid" else (COVERAGE_DIFFERS,),
    )


def _or_nothing(amount: Decimal | None) -> str:
    return "None found" if amount is None else pounds_exact(amount)


def coverage_bars(rows: Rows, palette: Palette, *, place: str = "") -> Chart:
    """Each published total with what decisions found come to laid over it (``coverage``)."""
    if not rows:
        return empty_chart(coverage_sentence(rows))
    bars = [_coverage_bar(row) for row in rows]
    figure = bar_figure(bars, palette, right=56)
    names = figure["data"][0]["y"]
    figure["data"][0] |= {
        "x": [float(row["total_gbp"]) for row in rows],
        "name": "Published total",
        "showlegend": True,
        "marker": {
            "color": palette.background,
            "line": {"color": palette.rest, "width": 1},
            "pattern": HATCH | {"fgcolor": palette.rest, "solidity": 0.12},
        },
    }
    found = {
        **figure["data"][0],
        "name": "Approved in decisions found",
        "x": [None if row["found_gbp"] is None else float(row["found_gbp"]) for row in rows],
        "y": names,
        "marker": {"color": palette.focus, "line": {"color": palette.focus, "width": 1}},
    }
    # A label stands at the end of the longer of the two, where neither bar covers it.
    for bars_drawn, longer in ((figure["data"][0], False), (found, True)):
        bars_drawn["text"] = [
            bar.label if _found_is_longer(row) is longer else ""
            for bar, row in zip(bars, rows, strict=True)
        ]
    figure["data"].append(found)
    figure["layout"] |= {"barmode": "overlay", "showlegend": True}
    longest = max(*figure["data"][0]["x"], *(value or 0 for value in found["x"]))
    figure["layout"]["xaxis"]["range"] = [0, longest]
    figure["layout"]["height"] += LEGEND
    where = f", {place}" if place else ""
    return Chart(
        figure=figure,
        headline=coverage_sentence(rows),
        subtitle=f"Approvals in decisions found against published totals{where}, cash terms.",
        alt=coverage_alternative(rows),
        caveats=(
            "A published total and the approvals found are on different bases: what is not"
            " explained is a question about the record, not a sum of money.",
        ),
    )


def _found_is_longer(row: Row) -> bool:
    return row["found_gbp"] is not None and bool(row["found_gbp"] > row["total_gbp"])


def _coverage_bar(row: Row) -> Bar:
    when = row["financial_year"]
    total = pounds_published(row["total_gbp"], row.get("precision"))
    none_found = not row["lines"] or row["found_gbp"] is None
    found = (
        "No decisions found"
        if none_found
        else f"{pounds_exact(row['found_gbp'])} approved in {count(row['decisions'], 'decision')}"
    )
    gap = "" if none_found else _gap_words(row["gap_gbp"])
    return Bar(
        name=f"{when}: {row['definition']}, {total}",
        value=float(row["total_gbp"]),
        label="none found" if none_found else f"<b>{percent(row['coverage_percent'], 0)}</b>",
        hover=hover(
            when,
            f"{row['definition']} ({basis_name(row['basis'])}): {pounds_exact(row['total_gbp'])}",
            found,
            gap,
        ),
        key=[when, row["total_id"]],
    )


def _gap_words(gap: Decimal) -> str:
    return (
        f"{pounds_exact(gap)} not explained"
        if gap >= 0
        else f"{pounds_exact(-gap)} more than the published total"
    )
