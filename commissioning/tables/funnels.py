"""Areas or providers by name: rate, interval, limits and what they say."""

from commissioning.tables.answers import Link
from commissioning.tables.markup import Column, table
from commissioning.tables.splits import extract_column, rate_columns
from commissioning.wording.figures import Row, Rows
from commissioning.wording.funnels import flag_words
from commissioning.wording.results import period_of, range_words
from commissioning.wording.splits import NOUNS


def units_table(rows: Rows, *, link: Link) -> str:
    """A row a unit of ``comparison_units``, by name; ``link`` leads to the extract of a row."""
    first = rows[0]
    one, _ = NOUNS[first["dimension"]]
    return table(
        rows,
        [
            Column("cohort", one.capitalize()),
            *rate_columns(),
            Column(
                "lower_95",
                "95% limits for its size",
                missing="none",
                text=lambda row: _range(row, "lower_95", "upper_95"),
            ),
            Column(
                "lower_998",
                "99.8% limits for its size",
                missing="none",
                text=lambda row: _range(row, "lower_998", "upper_998"),
            ),
            Column("flag", "What the limits say", missing="not compared", text=flag_words),
            extract_column(link),
        ],
        caption=f"{first['indicator']} by {one}, {period_of(first)}, in the order of names",
    )


def _range(row: Row, low: str, high: str) -> str | None:
    return None if row[low] is None else range_words(row[low], row[high], row)
