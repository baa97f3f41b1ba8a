"""The tables of figures, rows and restatements that differ between two versions of the data."""

from collections.abc import Callable

from commissioning.tables.markup import Column, table
from commissioning.wording import basis_name
from commissioning.wording.changes import (
    KEPT_BACK,
    NOT_LISTED,
    field_name,
    field_text,
    figure_name,
)
from commissioning.wording.figures import Row, Rows
from commissioning.wording.results import extract_words

Link = Callable[[Row], str | None]
ORIGINS = {"published": "Published", "derived": "Derived from rows"}


def figure_changes_table(rows: Rows, *, link: Link, behind: Link) -> str:
    """Figures before and now; ``link`` is a figure's own page, ``behind`` its changed rows."""
    return table(
        rows,
        [
            Column("title", "Figure", "long", link=link, header=True),
            Column("financial_year", "Year", "year", "not stated"),
            Column("origin", "Where it comes from", text=_origin),
            Column("old_gbp", "Before", "pounds", "not there"),
            Column("new_gbp", "Now", "pounds", "no longer there"),
            Column("difference_gbp", "Difference", "pounds", "none to state"),
            Column("difference_percent", "Difference, per cent", "change", "no rate"),
            Column(
                "extract",
                "Rows behind it",
                text=lambda row: f"changed rows of {row['extract'].replace('_', ' ')}",
                link=behind,
            ),
        ],
        caption="Figures that are not what they were",
    )


def row_changes_table(rows: Rows) -> str:
    """Rows added, removed and changed, with the text of each field before and now."""
    return table(
        rows,
        [
            Column("key", "Row", below=_place, header=True),
            Column("change", "What happened"),
            Column("field", "Field", missing="whole row", text=_field),
            Column("old_text", "Before", "long", "blank", text=_before),
            Column("new_text", "Now", "long", "blank", text=_now),
        ],
        caption="Rows that were added, removed or changed",
    )


def restatements_table(rows: Rows) -> str:
    """The restatements that a package lists."""
    return table(
        rows,
        [
            Column("title", "Figure", "long", text=figure_name, header=True),
            Column("announced_on", "Announced", "date"),
            Column("old_gbp", "Before", "pounds"),
            Column("new_gbp", "After", "pounds"),
            Column("difference_gbp", "Difference", "pounds"),
            Column("reason", "Why", "long"),
            Column("source_title", "Source", "long", link="source_url", below=extract_words),
        ],
        caption="Restatements, newest first",
    )


def _origin(row: Row) -> str:
    return f"{ORIGINS[row['origin']]}, {basis_name(row['basis'])}"


def _field(row: Row) -> str | None:
    if _kept_back(row):
        return KEPT_BACK
    return field_name(row["field"]) if row["field"] else None


def _kept_back(row: Row) -> bool:
    return row["change"] == "changed" and row["field"] is None


def _before(row: Row) -> str | None:
    if _kept_back(row):
        return NOT_LISTED
    return "not there" if row["change"] == "added" else field_text(row["field"], row["old_text"])


def _now(row: Row) -> str | None:
    if _kept_back(row):
        return NOT_LISTED
    if row["change"] == "removed":
        return "no longer there"
    return field_text(row["field"], row["new_text"])


def _place(row: Row) -> str:
    if row["file"]:
        return extract_words(row)
    return f"was {row['earlier_file']}, row {row['earlier_line']}"
