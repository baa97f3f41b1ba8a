"""Bars that compare two years: what each part contributed to growth."""

from decimal import Decimal

from commissioning.charts.bars import Bar, bar_figure
from commissioning.charts.frame import Chart, empty_chart, hover
from commissioning.palette import Palette
from commissioning.wording import (
    contributions_alternative,
    contributions_sentence,
    points,
    pounds_exact,
)
from commissioning.wording.figures import Rows
from commissioning.wording.sentences import family_name

COVERAGE_DIFFERS = (
    "Coverage differs from year to year, so a rise or a fall may come from which decisions were"
    " found. A part with nothing found in a year counts as a change from or to nothing."
)


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
