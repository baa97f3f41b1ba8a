"""Rows found against published totals, with what explains each gap, as a table."""

from collections.abc import Callable

from commissioning.tables.markup import Column, table
from commissioning.wording.figures import Row, Rows, count, year_span
from commissioning.wording.reconciliation import MEASURES, RECORDS, explained_percent, gap_words
from commissioning.wording.sentences import basis_name

Link = Callable[[Row], str | None]


def reconciliation_table(
    rows: Rows, family: str, *, total_link: Link, found_link: Link | None = None
) -> str:
    """A row a year and total (``reconciliation``); the links lead to source record and rows."""
    return table(
        rows,
        [
            Column("financial_year", "Financial year", "year", text=_year),
            Column(
                "total_gbp",
                "Published total, and its source",
                "pounds",
                "no total found",
                link=lambda row: total_link(row) if row["total_id"] else None,
                below=_definition,
            ),
            Column(
                "found_gbp",
                MEASURES[family],
                "pounds",
                "none found",
                link=found_link,
                below=lambda row: _records(row, family),
            ),
            Column("gap_gbp", "Not explained", "pounds", "not known"),
            Column("coverage_percent", "Explained", "percent", "not known", text=_explained),
            Column("left_out", "What may explain the gap", "long", "nothing", text=gap_words),
        ],
        caption=(
            "Rows found against published totals,"
            f" {year_span(row['financial_year'] for row in rows)}"
        ),
    )


def _year(row: Row) -> str:
    return f"{row['financial_year']} (part year)" if row["part_year"] else row["financial_year"]


def _definition(row: Row) -> str | None:
    return f"{row['definition']}, {basis_name(row['basis'])}" if row["total_id"] else None


def _records(row: Row, family: str) -> str | None:
    if not row["lines"]:
        return None
    return f"{count(row['lines'], 'row')} of {count(row['records'], RECORDS[family])}"


def _explained(row: Row) -> str | None:
    return None if row["coverage_percent"] is None else explained_percent(row)
