"""Groups of people: rates, ratios and differences, each with its interval or why it has none."""

from commissioning.tables.answers import Link
from commissioning.tables.markup import Column, table
from commissioning.wording.equality import (
    difference_in_words,
    group_words,
    ratio_in_words,
)
from commissioning.wording.figures import Row, Rows
from commissioning.wording.splits import (
    counts_shown,
    extract_in_words,
    interval_in_words,
    period_in_words,
    rate_or_status,
)

REPORTERS = {"own": "The body's own services", "comparator": "Comparators"}


def groups_table(rows: Rows, *, link: Link) -> str:
    """A row a group of ``equality_rates``; ``link`` leads to the extract of a row."""
    first = rows[0]
    return table(
        rows,
        [
            Column("cohort", "Group", text=group_words),
            Column("numerator", "Counted", missing="not shown", text=counts_shown),
            Column("rate", "Rate", missing="numbers not returned", text=rate_or_status),
            Column(
                "interval_low",
                "95% interval",
                missing="none",
                text=interval_in_words,
                below=lambda row: row["interval_method"],
            ),
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
            Column("line", "Extract", text=extract_in_words, link=link),
        ],
        caption=f"{first['indicator']} by {first['dimension']},"
        f" {period_in_words(first['period_start'], first['period_end'])}",
    )


def one_group_table(rows: Rows) -> str:
    """Results published of one group of people alone, each with its page."""
    return table(
        rows,
        [
            Column("indicator", "Result", "long", link="source_url"),
            Column("cohort", "Of whom"),
            Column("period_end", "Period", missing="not stated", text=_period),
            Column("organisation", "Published by or about"),
            Column("reported_by", "Reported by", text=lambda row: REPORTERS[row["reported_by"]]),
            Column("actual", "Figure", missing="target only", text=_figure),
            Column("line", "Extract", text=extract_in_words),
        ],
        caption="Results published of one group of people alone",
    )


def _why(row: Row) -> str | None:
    if row["status"] == "suppressed":
        return "Suppressed: its figures are of few people, or would give such a figure away."
    return str(row["why_no_ratio"]) if row["why_no_ratio"] else None


def _period(row: Row) -> str | None:
    if row["period_start"] is None or row["period_end"] is None:
        return None
    words = period_in_words(row["period_start"], row["period_end"])
    return words if row["date_basis"] == "published" else f"{words} ({row['date_basis']})"


def _figure(row: Row) -> str | None:
    if row["actual"] is None:
        return None
    return f"{row['actual']:,.10g}{'%' if row['unit'] == 'percent' else ''}"
