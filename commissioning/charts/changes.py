"""Bars of how far figures moved between two versions of the data."""

from commissioning.charts.bars import Bar, bar_figure
from commissioning.charts.frame import Chart, empty_chart, hover
from commissioning.palette import Palette
from commissioning.wording import basis_name, count, pounds_exact
from commissioning.wording.changes import (
    changes_alternative,
    changes_sentence,
    difference_words,
    figure_name,
)
from commissioning.wording.figures import Rows

MOST = 10


def movement_bars(rows: Rows, palette: Palette, *, then: str, now: str) -> Chart:
    """The largest movements on the basis of the largest of all (``figure_changes``).

    Figures on another basis, and those that are new or gone, are in the table alone: a figure that
    was not there did not grow from nothing.
    """
    headline = changes_sentence(rows, then, now)
    moved = sorted(
        (row for row in rows if row["difference_gbp"] is not None),
        key=lambda row: (-abs(row["difference_gbp"]), figure_name(row)),
    )
    if not moved:
        return empty_chart(headline)
    basis = moved[0]["basis"]
    drawn = [row for row in moved if row["basis"] == basis][:MOST]
    bars = [
        Bar(
            name=figure_name(row),
            value=float(row["difference_gbp"]),
            label=difference_words(row),
            hover=hover(
                figure_name(row),
                f"{pounds_exact(row['old_gbp'])} before",
                f"{pounds_exact(row['new_gbp'])} now",
            ),
            key=[row["figure_kind"], row["figure_id"], row["financial_year"]],
        )
        for row in drawn
    ]
    left_out = len(rows) - len(drawn)
    return Chart(
        figure=bar_figure(
            bars, palette, right=64, left=64 if min(bar.value for bar in bars) < 0 else 8
        ),
        headline=headline,
        subtitle=f"Difference between two versions of the data, {basis_name(basis)}, cash terms.",
        alt=changes_alternative(drawn),
        caveats=(
            f"{count(left_out, 'more figure')} {'is' if left_out == 1 else 'are'} in the table "
            "alone: smaller, on another basis, new or gone.",
        )
        if left_out
        else (),
    )
