"""Words that every split of a result shares: its period, its parts and the figures of each."""

from collections.abc import Sequence

from commissioning.wording.figures import Row, Rows, listed
from commissioning.wording.results import STATUSES, better_sentence, parts_words, worked_out

# What one part of a split is called, and several of them.
NOUNS = {
    "area": ("area", "areas"),
    "provider": ("provider", "providers"),
    "age": ("age group", "age groups"),
    "disability": ("group by disability", "groups by disability"),
    "ethnicity": ("ethnic group", "ethnic groups"),
    "sex": ("sex", "sexes"),
}
SUPPRESSED = (
    "Suppressed means that a figure is of so few people that it might tell about one of them, or"
    " would give such a figure away. It is not zero. The smallest count of people above 0 that is"
    " shown here, the disclosure threshold, is {threshold}."
)


def counts_shown(row: Row) -> str | None:
    """What the rate of a row was worked out from; None where it has no rate."""
    return None if row["rate"] is None else parts_words(row)


def rate_or_status(row: Row) -> str | None:
    """The rate of a row, or the status it has instead of one; None where it has neither."""
    if row["rate"] is None:
        return STATUSES.get(row["status"])
    return worked_out(row, "rate")


def counted_sentence(row: Row) -> str:
    """What an indicator counts, and which way is better."""
    return f"{row['definition']}. {better_sentence(row)}"


def without_a_rate(rows: Rows) -> list[str]:
    """A sentence for each status of parts that have no rate, with their names."""
    said = []
    for status, words in STATUSES.items():
        names = [row["cohort"] for row in rows if row["status"] == status]
        if names:
            said.append(
                f"{listed(names)}: {words}, so {'it is' if len(names) == 1 else 'they are'} in no"
                " figure here."
            )
    uncounted = [
        row["cohort"] for row in rows if row["status"] == "returned" and row["rate"] is None
    ]
    if uncounted:
        said.append(
            f"{listed(uncounted)}: returned without both of the numbers a rate is made of, so not"
            " compared."
        )
    if any(row["status"] == "suppressed" for row in rows):
        said.append(SUPPRESSED.format(threshold=rows[0]["disclosure_threshold"]))
    return said


def indicator_names(rows: Rows) -> dict[str, str]:
    """The indicators of ``split_choices`` by a name of their own, with their series identifiers.

    Where two indicators share a name, each has that of its service too.
    """
    series = {row["series_id"]: row for row in rows}
    names = [row["indicator"] for row in series.values()]
    return {
        row["indicator"]
        if names.count(row["indicator"]) == 1
        else f"{row['indicator']} ({row['service']})": series_id
        for series_id, row in series.items()
    }


def no_split_sentence(dimensions: Sequence[str], years: tuple[str, str], elsewhere: bool) -> str:
    """That nothing is split by any of two or more dimensions.

    ``elsewhere`` is whether something is in other years than those shown.
    """
    *first, last = dimensions
    by = f"{', '.join(first)} or {last}"
    if elsewhere:
        return (
            f"No result split by {by} is for a period that ends from {years[0]} to {years[1]}."
            " Widen the years at the side."
        )
    return (
        f"No result in this package is split by {by} with the numbers of people it is made of, so"
        " there is nothing to compare. Choose another under Data."
    )


def of_one_group(rows: Rows) -> Rows:
    """Published results (``indicator_results``) that are of one group and not of everyone."""
    return [row for row in rows if row["cohort"] != "All"]


def with_both_numbers(rows: Rows) -> Rows:
    """Published results (``indicator_results``) that state both of the numbers of a rate."""
    return [
        row
        for row in rows
        if row["unit"] in ("percent", "rate") and row["interval_low"] is not None
    ]
