"""Rows and sums of decisions in words: what is counted, over which years, and what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from commissioning.wording.figures import (
    Row,
    count,
    date_in_words,
    pounds_exact,
    pounds_short,
    year_span,
)

APPROVED = {"out": "of new money is approved", "in": "of grants is accepted"}
SUBJECTS = {"out": "approvals", "in": "grants accepted"}
Reason = Literal["not_counted", "undated", "open_ended"]
REASONS: dict[Reason, str] = {
    "not_counted": "operated by the police, already in another decision or not known to be new",
    "undated": "with no date",
    "open_ended": "with a start but no end",
}

# What stands before a short title in an extract, where a page states no reference.
UNREFERENCED = "n/s"
NO_REFERENCE = "no reference stated"


@dataclass(frozen=True)
class LeftOut:
    """Rows that no sum of one direction takes in, why, and the sentence that says so."""

    reason: Reason
    direction: str
    words: str


def identifier_words(identifier: str) -> str:
    """An identifier of the data as words: approved_maximum is "approved maximum"."""
    return identifier.replace("_", " ")


def span_words(first_year: str | None, last_year: str | None) -> str:
    """The years a sum covers: one year, a range, or any year."""
    if first_year is None or last_year is None:
        return "all years together"
    return year_span((first_year, last_year))


def sum_words(row: Row, span: str) -> str:
    """What one direction of ``decision_summary`` adds up to, and how many rows say so."""
    decisions = f"{count(row['decisions'], 'decision')} found"
    lines = count(row["lines"], "row")
    if not row["counted_lines"]:
        return f"{lines} of {decisions}; none counts in a sum for {span}."
    said = f"{pounds_short(row['amount_in_years'])} {APPROVED[row['direction']]} for {span}"
    if row["counted_lines"] == row["lines"]:
        said += f", in {lines} of {decisions}."
    else:
        said += f", in {count(row['counted_lines'], 'row')}; {lines} of {decisions} are listed."
    if row["ceiling_lines"]:
        said += (
            f" {pounds_short(row['ceiling_gbp'])} of it is a maximum (“up to”), in "
            f"{count(row['ceiling_lines'], 'row')}."
        )
    return said


def left_out_of_sums(
    same_years: Sequence[Row], any_year: Sequence[Row], *, placed: bool
) -> list[LeftOut]:
    """What the sums of a list of decisions leave out and why, an entry a direction and reason.

    ``same_years`` is ``decision_summary`` of all rows in the years shown, counted or not;
    ``any_year`` that of counted rows whatever their year. ``placed`` says that awards with no end
    date stand whole in their first year and so are in the sums.
    """
    found: list[tuple[Row, Reason, str, Sequence[Row]]]
    found = [(row, "not_counted", "the sum", same_years) for row in same_years]
    found += [(row, "undated", "any year", any_year) for row in any_year]
    if not placed:
        found += [(row, "open_ended", "any year", any_year) for row in any_year]
    return [
        LeftOut(
            reason,
            row["direction"],
            f"Not in {place}{_way(row, rows)}: {_rows(row, reason)} {REASONS[reason]}.",
        )
        for row, reason, place, rows in found
        if row[f"{reason}_lines"]
    ]


def left_out_whatever_the_year(row: Row) -> list[LeftOut]:
    """What the sums of one direction leave out in all, an entry a reason."""
    subject = SUBJECTS[row["direction"]]
    return [
        LeftOut(
            reason,
            row["direction"],
            f"Sums of {subject} leave out {_rows(row, reason)} {why}.",
        )
        for reason, why in REASONS.items()
        if row[f"{reason}_lines"]
    ]


def years_words(row: Row) -> str:
    """The years a decision's money is for, as far as they are stated."""
    if row["financial_year"]:
        return str(row["financial_year"])
    if row["start_year"] and row["end_year"]:
        return f"April {row['start_year']} to March {row['end_year']}"
    if row["start_year"]:
        return f"from April {row['start_year']}, no end stated"
    return "no date stated"


def named_reference(reference: str) -> str:
    """A reference as published; in words where the extract has a short title for want of one."""
    return NO_REFERENCE if reference.startswith(f"{UNREFERENCED}:") else reference


def reference_or_title(reference: str) -> str:
    """A reference as published, or the short title that the extract has for want of one."""
    title = reference.removeprefix(f"{UNREFERENCED}: ")
    return reference if title == reference else f"{title} ({NO_REFERENCE})"


def titled(reference: str, title: str) -> str:
    """A decision's reference and title; the reference once where the title opens with it."""
    if title.startswith(reference):
        return title
    if reference.startswith(f"{UNREFERENCED}:"):
        return f"{title} ({NO_REFERENCE})"
    return f"{reference}: {title}"


def reference_words(row: Row) -> str:
    """The reference a decision is known by, and when it was signed if that was found."""
    signed = row["date_signed"]
    when = f", signed {date_in_words(signed.isoformat())}" if signed else ""
    return f"{named_reference(row['decision_ref'])}{when}"


def amount_notes(row: Row) -> str:
    """The whole amount where only part of it falls in the years, and why a row does not count."""
    said = []
    if row["amount_in_years"] != row["amount_gbp"]:
        said.append(f"of {pounds_exact(row['amount_gbp'])} in all")
    if row["reason_left_out"]:
        said.append(
            f"not counted: {row['reason_left_out'][:1].lower()}{row['reason_left_out'][1:]}"
        )
    return "; ".join(said)


def kind_words(row: Row) -> str:
    """Which way the money goes, by which instrument and on which basis of amount."""
    instrument, basis = map(identifier_words, (row["instrument"], row["amount_basis"]))
    known = "instrument not known" if instrument == "unknown" else instrument
    return f"Money {row['direction']}, {known}, {basis}"


def page_words(rows: int, page: int, pages: int) -> str:
    """Which part of the rows is on screen."""
    listed_rows = count(rows, "row of decisions", "rows of decisions")
    return listed_rows if pages == 1 else f"{listed_rows}, page {page} of {pages}"


def _rows(row: Row, reason: str) -> str:
    amount = pounds_short(row[f"{reason}_gbp"])
    return f"{count(row[f'{reason}_lines'], 'row')} ({amount})"


def _way(row: Row, rows: Sequence[Row]) -> str:
    if len(rows) < 2:
        return ""
    return ", money out" if row["direction"] == "out" else ", money in"
