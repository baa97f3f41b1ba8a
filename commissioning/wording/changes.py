"""Sentences about two versions of the data, and about figures that were restated."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from commissioning.wording.figures import (
    MINUS,
    Row,
    Rows,
    capitalised,
    count,
    date_in_words,
    listed,
    percent,
    pounds_exact,
    pounds_short,
)

VERSION_LETTERS = 8
KEPT_BACK = "the figures of a split"
NOT_LISTED = "not listed"
# Under this many pounds a movement is given exactly, and under this rate not as a number.
SMALL = 10_000
LEAST_RATE = 0.05
DERIVED_TABLES = {"series_value": "amounts of series", "series_catalogue": "names of series"}


class Incomparable(Protocol):
    """What only one of two builds has: a table, or a field of one."""

    @property
    def table(self) -> str:
        """The name of the table."""

    @property
    def field(self) -> str | None:
        """The field, None for the whole table."""

    @property
    def missing_from(self) -> str | None:
        """``earlier`` or ``current``; None where the field is of two kinds."""


def version_name(version: str) -> str:
    """A version of the data as readers are shown it."""
    return version[:VERSION_LETTERS]


def version_words(row: Row, *, time: bool = False) -> str:
    """A version with the day of its build, or the day and time (``data_versions``)."""
    name, built = version_name(row["data_version"]), row["built_at"]
    if time:
        return f"{name} (built on {date_in_words(built)} at {built[11:16]} UTC)"
    return f"{name} of {date_in_words(built)}"


def figure_name(row: Row) -> str:
    """A figure by its title and year (``figure_changes``, ``restatements``)."""
    return f"{row['title'] or row['figure_id']}, {row['financial_year'] or 'no year stated'}"


def difference_words(row: Row) -> str:
    """How far a figure moved in pounds, with its sign."""
    difference = row["difference_gbp"]
    size = pounds_short(difference) if abs(difference) >= SMALL else pounds_exact(difference)
    return f"{'+' if difference > 0 else ''}{size}"


def movement_words(row: Row) -> str:
    """Which way and how far a figure moved: in pounds and, where there is a rate, in per cent."""
    way = "up" if row["difference_gbp"] > 0 else "down"
    size = difference_words(row).lstrip(f"+{MINUS}")
    rate = row["difference_percent"]
    if rate is None:
        return f"{way} {size}"
    share = percent(abs(rate)) if abs(rate) >= LEAST_RATE else "less than 0.1%"
    return f"{way} {size}, or {share}"


def before_and_now(row: Row) -> str:
    """A figure before and now, with how far it moved."""
    if row["change"] == "new":
        return f"new, {pounds_exact(row['new_gbp'])}"
    if row["change"] == "gone":
        return f"gone, was {pounds_exact(row['old_gbp'])}"
    return (
        f"{pounds_exact(row['old_gbp'])} to {pounds_exact(row['new_gbp'])}, {movement_words(row)}"
    )


def field_name(field: str) -> str:
    """A field of an extract as words; amounts are in pounds."""
    return field.removesuffix("_gbp").replace("_", " ")


def field_text(field: str | None, text: str | None) -> str | None:
    """The text of a field as readers are shown it: an amount with its pounds and commas."""
    if field is None or text is None or not field.endswith("_gbp"):
        return text
    return pounds_exact(Decimal(text))


def row_words(row: Row) -> str:
    """One line of ``row_changes``."""
    file, line = row["file"] or row["earlier_file"], row["line"] or row["earlier_line"]
    place = f"{'' if row['file'] else 'was '}{file}, row {line}"
    start = f"{row['key']} ({place}) {row['change']}"
    if row["change"] != "changed":
        return f"{start}: {row['new_text'] or row['old_text']}"
    if row["field"] is None:
        return f"{start}: {KEPT_BACK}, which are {NOT_LISTED}"
    old, new = (field_text(row["field"], row[name]) or "blank" for name in ("old_text", "new_text"))
    return f"{start}: {field_name(row['field'])} {old} to {new}"


def changes_sentence(rows: Rows, then: str, now: str) -> str:
    """How many figures moved between two versions, and the largest movement of all.

    ``then`` and ``now`` are the versions in words.
    """
    between = f"between data versions {then} and {now}"
    if not rows:
        return f"No figure moved {between}."
    parts = [
        (number, words)
        for change, words in (("different", "moved"), ("new", "new"), ("gone", "gone"))
        if (number := sum(row["change"] == change for row in rows))
    ]
    first, *rest = (
        f"{count(number, 'figure') if position == 0 else f'{number:,}'} "
        + (words if words == "moved" else f"{'is' if number == 1 else 'are'} {words}")
        for position, (number, words) in enumerate(parts)
    )
    sentence = f"{listed([first, *rest])} {between}."
    moved = [row for row in rows if row["difference_gbp"] is not None]
    if not moved:
        return sentence
    largest = max(moved, key=lambda row: abs(row["difference_gbp"]))
    amounts = [pounds_short(largest[name]) for name in ("old_gbp", "new_gbp")]
    if amounts[0] == amounts[1]:
        amounts = [pounds_exact(largest[name]) for name in ("old_gbp", "new_gbp")]
    return (
        f"{sentence} The largest movement: {figure_name(largest)}, from {amounts[0]} to "
        f"{amounts[1]}, {movement_words(largest)}."
    )


def rows_sentence(counts: Rows) -> str:
    """How many rows of which extracts were added, removed or changed (``row_change_counts``)."""
    by_extract: dict[str, list[str]] = {}
    for row in counts:
        by_extract.setdefault(row["resource"], []).append(f"{row['rows']:,} {row['change']}")
    if not by_extract:
        return "No row of any extract was added, removed or changed."
    return (
        "Rows of the extracts: "
        + "; ".join(f"{name.replace('_', ' ')} {listed(done)}" for name, done in by_extract.items())
        + "."
    )


def changes_alternative(rows: Rows) -> str:
    """The movements that are drawn, in order."""
    figures = "; ".join(f"{figure_name(row)} {movement_words(row)}" for row in rows)
    return f"Bar chart of the difference between two versions of the data, in pounds: {figures}."


def capped_words(entries: int, shown: int, noun: str) -> str:
    """How many entries there are, and how many of them are listed."""
    if entries <= shown:
        return f"{count(entries, noun)}, all listed."
    return f"The first {shown:,} of {count(entries, noun)} are listed; the download has them all."


def incomparable_sentences(entries: Iterable[Incomparable]) -> list[str]:
    """What two builds cannot be compared by, a sentence for each table and reason."""
    grouped: dict[tuple[str, str | None, bool], list[str]] = {}
    for entry in entries:
        fields = grouped.setdefault((entry.table, entry.missing_from, entry.field is None), [])
        if entry.field is not None:
            fields.append(entry.field)
    return [_incomparable(*key, fields) for key, fields in grouped.items()]


def _incomparable(table: str, missing: str | None, whole: bool, fields: Sequence[str]) -> str:
    name = DERIVED_TABLES.get(table, table.replace("_", " "))
    if not whole:
        noun = "field" if len(fields) == 1 else "fields"
        name = f"the {noun} {listed(field.replace('_', ' ') for field in fields)} of {name}"
    one = not whole and len(fields) == 1
    start = f"{capitalised(name)} cannot be compared:"
    if missing == "earlier":
        return f"{start} that version was built before the dashboard had {'it' if one else 'them'}."
    if missing == "current":
        return f"{start} the data shown was built without {'it' if one else 'them'}."
    return f"{start} the two versions hold {'it' if one else 'them'} in different forms."


def restatement_sentence(row: Row, *, named: bool) -> str:
    """When a figure was restated, from what to what and why; ``named`` puts its name in front."""
    start = f"{figure_name(row)}: restated" if named else "Restated"
    return (
        f"{start} on {date_in_words(row['announced_on'].isoformat())} from "
        f"{pounds_exact(row['old_gbp'])} to {pounds_exact(row['new_gbp'])}, because "
        f"{row['reason'].rstrip('.')}."
    )


def no_restatement_sentence(illustrative: bool) -> str:
    """That a package lists no restatement, and what that does and does not mean."""
    if illustrative:
        return "This package lists no restatement."
    return (
        "No restatement has been found on public pages: no page gives another amount for a year "
        "already published, on the same definition and basis, as a correction. Forecasts that "
        "moved and budgets that were revised are figures of their own."
    )
