"""What turned one year's total into another's: the bridge, and the members that made it."""

from commissioning.charts.bars import LABEL_ROOM, Bar, bar_figure
from commissioning.charts.frame import Chart, empty_chart, hover
from commissioning.palette import Palette
from commissioning.wording import points, pounds_exact, pounds_short
from commissioning.wording.bridges import (
    bridge_alternative,
    bridge_sentence,
    compared_months,
    step_name,
)
from commissioning.wording.figures import Rows, listed
from commissioning.wording.spending import BASES, FOUND_ONLY, MONEY, dimension_words, noun

# What a printed page holds without being cut.
MEMBERS_DRAWN = 12
# What part of the longest bar counts as near the axis.
NEAR = 0.3


def bridge_bars(
    rows: Rows,
    palette: Palette,
    *,
    family: str,
    dimension: str,
    from_year: str,
    to_year: str,
    months: int,
    place: str,
    forecast: bool = False,
) -> Chart:
    """Start, price effect in real terms, new, ended, up, down and end (``bridge_steps``).

    Each bar begins where the one before it ends. A fall is told from a rise by its sign, its
    direction and its hatching. ``forecast`` says that the later year's price index is one. Raises
    IndexError without rows: the page says why there are none.
    """
    bars = []
    for row in rows:
        whole = row["step"] in ("start", "end")
        year = {"start": from_year, "end": to_year}.get(row["step"])
        amount = pounds_short(row["amount_gbp"])
        signed = amount if whole or row["amount_gbp"] <= 0 else f"+{amount}"
        of = "" if row["step"] == "price_effect" else f" ({noun(dimension, row['members'])})"
        name = f"{step_name(row['step'], family)}{f': {year}' if year else ''}{of}"
        bars.append(
            Bar(
                name=name,
                value=float(row["amount_gbp"]),
                start=float(row["level_before"]),
                label=signed,
                hover=hover(
                    name,
                    pounds_exact(row["amount_gbp"]),
                    "" if row["points"] is None else f"{points(row['points'])} percentage points",
                ),
                heavy=whole,
                quiet=row["step"] == "price_effect",
            )
        )
    over = compared_months(months)
    terms = (
        f"changes in {to_year} prices, the start in cash"
        if any(row["step"] == "price_effect" for row in rows)
        else "cash terms"
    )
    where = f", {place}" if place else ""
    # The label of a fall stands left of where the fall ends, which may be at the axis.
    reach = NEAR * max(abs(bar.start + bar.value) for bar in bars)
    beside = any(bar.value < 0 and bar.start + bar.value < reach for bar in bars)
    return Chart(
        figure=bar_figure(bars, palette, right=76, left=LABEL_ROOM if beside else 8),
        headline=bridge_sentence(
            rows,
            family=family,
            dimension=dimension,
            from_year=from_year,
            to_year=to_year,
            months=months,
        ),
        subtitle=(
            f"{MONEY[family].capitalize()} by {dimension_words(dimension)}{where},"
            f" {from_year} to {to_year}{f' ({over} of each)' if over else ''}, {terms}."
            f" Basis: {BASES[family]}."
        ),
        alt=bridge_alternative(rows, from_year, to_year, family),
        caveats=(
            *([] if family == "paid" else [FOUND_ONLY]),
            *([f"The price index for {to_year} is a forecast."] if forecast else []),
        ),
    )


def member_bars(
    rows: Rows,
    palette: Palette,
    *,
    family: str,
    dimension: str,
    from_year: str,
    to_year: str,
) -> Chart:
    """The members that moved most, with their percentage points of growth (``bridge``).

    Each bar's ``customdata`` is [later year, member].
    """
    moved = [row for row in rows if row["change_gbp"]]
    largest = sorted(moved, key=lambda row: (-abs(row["change_gbp"]), row["member"]))
    drawn = sorted(largest[:MEMBERS_DRAWN], key=lambda row: (-row["change_gbp"], row["member"]))
    bars = [
        Bar(
            name=row["member"],
            value=float(row["change_gbp"]),
            label=f"{'+' if row['change_gbp'] > 0 else ''}{pounds_short(row['change_gbp'])}",
            hover=hover(
                row["member"],
                f"{step_name(row['change_kind'], family)}: {pounds_exact(row['change_gbp'])}",
                ""
                if row["contribution_points"] is None
                else f"{points(row['contribution_points'])} percentage points",
                f"Also called {row['names']}" if row["names"] else "",
            ),
            key=[to_year, row["member"]],
        )
        for row in drawn
    ]
    if not bars:
        return empty_chart("Nothing moved between the two years.")
    risen = [row["member"] for row in drawn if row["change_gbp"] > 0][:2]
    fallen = [row["member"] for row in reversed(drawn) if row["change_gbp"] < 0][:2]
    said = [
        f"{words} most: {listed(names)}."
        for words, names in (("Up", risen), ("Down", fallen))
        if names
    ]
    left = len(moved) - len(drawn)
    unsure = [] if family == "paid" else [FOUND_ONLY]
    caveats = [
        f"The chart shows the {len(drawn)} that moved most; {left} more"
        f" {'is' if left == 1 else 'are'} in the table."
    ]
    return Chart(
        figure=bar_figure(
            bars, palette, right=76, left=LABEL_ROOM if any(bar.value < 0 for bar in bars) else 8
        ),
        headline=" ".join(said),
        subtitle=(
            f"Change in {MONEY[family]} of each {dimension_words(dimension)}, {from_year} to"
            f" {to_year}."
        ),
        alt="Bar chart of changes, from most up to most down: "
        + "; ".join(f"{bar.name} {bar.label}" for bar in bars)
        + ".",
        caveats=(*unsure, *(caveats if left else [])),
    )
