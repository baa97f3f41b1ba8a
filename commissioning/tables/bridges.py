"""The tables of what turned one year's total into another's: its steps and its members."""

from decimal import Decimal

from commissioning.tables.answers import NO_START, Link
from commissioning.tables.markup import Column, table
from commissioning.wording.bridges import step_name
from commissioning.wording.figures import Rows, percent
from commissioning.wording.spending import dimension_words

# A page of HTML stays readable, and small, with this many rows; the download has every one.
ROWS_SHOWN = 200


def steps_table(rows: Rows, family: str, from_year: str, to_year: str) -> str:
    """The bridge's steps, from one total to the other (``bridge_steps``)."""
    known = any(row["points"] is not None for row in rows)
    return table(
        rows,
        [
            Column("step", "Step", text=lambda row: step_name(row["step"], family)),
            Column("amount_gbp", "Amount", "pounds"),
            Column("members", "How many", "number"),
            Column(
                "points",
                "Percentage points",
                "points",
                missing="is no part of growth" if known else NO_START,
            ),
            Column("level_after", "Total after it", "pounds"),
        ],
        caption=f"From {from_year} to {to_year}, step by step",
    )


def bridge_table(
    rows: Rows,
    family: str,
    dimension: str,
    from_year: str,
    to_year: str,
    *,
    link: Link | None = None,
) -> str:
    """Every member's two years and its change, up first (``bridge``)."""
    real = any(row["restated_from"] != row["amount_from"] for row in rows)
    # The rows come from most up to most down, and the largest falls are last.
    moved = sorted(rows, key=lambda row: -abs(row["change_gbp"]))[:ROWS_SHOWN]
    shown = sorted(moved, key=lambda row: (-row["change_gbp"], row["member"]))
    columns = [
        Column(
            "member",
            dimension_words(dimension).capitalize(),
            link=link,
            below=lambda row: f"In the extracts: {row['names']}" if row["names"] else None,
        ),
        Column(
            "change_kind", "What happened", text=lambda row: step_name(row["change_kind"], family)
        ),
        Column("amount_from", from_year, "pounds", "none found"),
    ]
    if real:
        columns.append(
            Column("restated_from", f"{from_year} in {to_year} prices", "pounds", "none found")
        )
    columns += [
        Column("amount_to", to_year, "pounds", "none found"),
        Column("change_gbp", "Change", "pounds"),
        Column("contribution_points", "Percentage points of growth", "points", NO_START),
        # What was not found again has not shrunk to nothing.
        Column(
            "own_growth_percent",
            "Own growth",
            "change",
            "not stated",
            text=lambda row: (
                None
                if row["own_growth_percent"] is None
                or (family != "paid" and row["change_kind"] == "ended")
                else percent(row["own_growth_percent"], signed=True)
            ),
        ),
    ]
    total = {
        "change_gbp": sum((row["change_gbp"] for row in rows), Decimal(0)),
        **{
            name: _sum(rows, name)
            for name in ("amount_from", "restated_from", "amount_to", "contribution_points")
        },
    }
    return table(
        shown,
        columns,
        caption=f"Each {dimension_words(dimension)}, {from_year} and {to_year}"
        + _capped(len(shown), len(rows)),
        total=total if len(rows) > 1 else None,
    )


def _sum(rows: Rows, name: str) -> Decimal | float | None:
    """The sum of what is there of a column; nothing is no sum, which is not zero."""
    known = [row[name] for row in rows if row[name] is not None]
    return sum(known) if known else None


def _capped(shown: int, total: int) -> str:
    return (
        ""
        if shown == total
        else f": the {shown} of {total:,} that moved most; the download has all"
    )
