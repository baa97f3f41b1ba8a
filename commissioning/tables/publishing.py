"""Tables about what was published."""

from collections.abc import Sequence

from commissioning.snapshots.changes import Line, Moved
from commissioning.tables.markup import Column, table
from commissioning.wording.publishing import field_heading, line_numbers, moved_by, moved_value


def moved_table(moved: Sequence[Moved], most: int) -> str:
    """The first ``most`` figures that are not what they were, as HTML."""
    rows = [
        {
            "view": each.view,
            "row": each.row,
            "field": field_heading(each.field),
            "was": moved_value(each, each.old),
            "is": moved_value(each, each.new),
            "difference": moved_by(each),
            "percent": each.percent,
        }
        for each in moved[:most]
    ]
    return table(
        rows,
        [
            Column("row", "Row", "long", "not named", header=True),
            Column("view", "View"),
            Column("field", "Figure"),
            Column("was", "Was", missing="empty"),
            Column("is", "Is", missing="empty"),
            Column("difference", "Difference", "figure", "none to state"),
            Column("percent", "Difference, per cent", "change", "no rate"),
        ],
        caption=_caption("Figures that moved", len(moved), most),
    )


def lines_table(lines: Sequence[Line], what: str, most: int) -> str:
    """The first ``most`` of some rows that only one of the two has, as HTML."""
    rows = [
        {"view": line.view, "row": line.row, "numbers": line_numbers(line)} for line in lines[:most]
    ]
    return table(
        rows,
        [
            Column("row", "Row", "long", "not named", header=True),
            Column("view", "View"),
            Column("numbers", "Its figures", "long", "none"),
        ],
        caption=_caption(what, len(lines), most),
    )


def _caption(what: str, number: int, most: int) -> str:
    left = number - most
    return f"{what}: the first {most}, and {left:,} more" if left > 0 else what
