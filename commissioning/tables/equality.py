"""Groups of people: rates, ratios and differences, each with its interval or why it has none."""

from commissioning.tables.answers import Link
from commissioning.tables.markup import Column, table
from commissioning.tables.splits import extract_column, rate_columns
from commissioning.wording.equality import (
    difference_in_words,
    group_words,
    ratio_in_words,
)
from commissioning.wording.figures import Row, Rows
from commissioning.wording.results import extract_words, period_of, stated

REPORTERS = {"own": "The body's own services", "comparator": "Comparators"}


def groups_table(rows: Rows, *, link: Link) -> str:
    """A row a group of ``equality_rates``; ``link`` leads to the extract of a row."""
    first = rows[0]
    return table(
        rows,
        [
            Column("cohort", "Group", text=group_words),
            *rate_columns(),
            Column(
                "difference_points",
                "Difference from the reference group",
                missing="not worked out",
                text=lambda row: (
                    None if row["difference_points"] is None else difference_in_words(row)
                ),
            ),
            Column(
                "relative_rate",
                "Ratio to the reference group",
                missing="not worked out",
                text=lambda row: None if row["relative_rate"] is None else ratio_in_words(row),
            ),
            Column("why_no_ratio", "Why there is no ratio", "long", missing="", text=_why),
            extract_column(link),
        ],
        caption=f"{first['indicator']} by {first['dimension']}, {period_of(first)}",
    )


def published_results_table(rows: Rows, caption: str) -> str:
    """Published results (``indicator_results``) that cannot be compared, each with its page."""
    return table(
        rows,
        [
            Column(
                "indicator", "Result", "long", link="source_url", below=lambda row: row["service"]
            ),
            Column("actual", "Figure", missing="target only", text=stated),
            Column(
                "cohort",
                "Of whom",
                text=lambda row: "everyone" if row["cohort"] == "All" else row["cohort"],
            ),
            Column("period_end", "Period", missing="not stated", text=_period),
            Column(
                "organisation",
                "Published by or about",
                below=lambda row: REPORTERS[row["reported_by"]],
            ),
            Column("line", "Extract", text=extract_words),
        ],
        caption=caption,
    )


def _why(row: Row) -> str | None:
    if row["status"] == "suppressed":
        return "Suppressed: its figures are of few people, or would give such a figure away."
    return str(row["why_no_ratio"]) if row["why_no_ratio"] else None


def _period(row: Row) -> str | None:
    if row["period_start"] is None or row["period_end"] is None:
        return None
    words = period_of(row)
    return words if row["date_basis"] == "published" else f"{words} ({row['date_basis']})"
