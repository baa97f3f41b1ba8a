"""The columns that every table of a split result has."""

from commissioning.tables.answers import Link
from commissioning.tables.markup import Column
from commissioning.wording.results import extract_words, interval_words
from commissioning.wording.splits import counts_shown, rate_or_status


def rate_columns() -> list[Column]:
    """What was counted, the rate and its interval, or why a part has none."""
    return [
        Column("numerator", "Counted", missing="not shown", text=counts_shown),
        Column("rate", "Rate", missing="numbers not returned", text=rate_or_status),
        Column(
            "interval_low",
            "95% interval of the rate",
            missing="none",
            text=interval_words,
            below=lambda row: row["interval_method"],
        ),
    ]


def extract_column(link: Link) -> Column:
    """Where the row of a part stands; ``link`` leads to its extract."""
    return Column("line", "Extract", text=extract_words, link=link)
