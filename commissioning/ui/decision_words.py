"""Rows and sums of decisions in words: what is counted, over which years, and what is left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from commissioning import wording

Row = Mapping[str, Any]
APPROVED = {"out": "of new money is approved", "in": "of grants is accepted"}


def plain(identifier: str) -> str:
    """An identifier of the data as words: approved_maximum is "approved maximum"."""
    return identifier.replace("_", " ")


def span_words(first_year: str | None, last_year: str | None) -> str:
    """The years a sum covers: one year, a range, or any year."""
    if first_year is None or last_year is None:
        return "all years together"
    return wording.year_span((first_year, last_year))


def sum_words(row: Row, span: str) -> str:
    """What one direction of ``decision_summary`` adds up to, and how many rows say so."""
    decisions = f"{wording.count(row['decisions'], 'decision')} found"
    lines = wording.count(row["lines"], "row")
    if not row["counted_lines"]:
        return f"{lines} of {decisions}; none counts in a sum for {span}."
    said = f"{wording.pounds_short(row['amount_in_years'])} {APPROVED[row['direction']]} for {span}"
    if row["counted_lines"] == row["lines"]:
        said += f", in {lines} of {decisions}."
    else:
        said += (
            f", in {wording.count(row['counted_lines'], 'row')}; {lines} of {decisions} are listed."
        )
    if row["ceiling_lines"]:
        said += (
            f" {wording.pounds_short(row['ceiling_gbp'])} of it is a maximum (“up to”), in "
            f"{wording.count(row['ceiling_lines'], 'row')}."
        )
    return said


def left_out_words(
    same_years: Sequence[Row], any_year: Sequence[Row], *, placed: bool, listed: bool
) -> list[str]:
    """What the sums leave out and why, a sentence each.

    ``same_years`` is ``decision_summary`` of all rows in the years shown, counted or not;
    ``any_year`` that of counted rows whatever their year. ``placed`` says that awards with no end
    date stand whole in their first year and so are in the sums; ``listed`` that rows which do not
    count are among those listed.
    """
    said = [
        f"Not in the sum{_way(row, same_years)}: {_rows(row, 'not_counted')} of awards operated by "
        "the police, or not known to be new money"
        + (", listed all the same." if listed else ". Choose “All rows” to see them.")
        for row in same_years
        if row["not_counted_lines"]
    ]
    said += [
        f"Not in any year{_way(row, any_year)}: {_rows(row, 'undated')} with no date."
        for row in any_year
        if row["undated_lines"]
    ]
    if not placed:
        said += [
            f"Not in any year{_way(row, any_year)}: {_rows(row, 'open_ended')} with a start but "
            "no end. They can be placed whole in their first year under “More filters and order”."
            for row in any_year
            if row["open_ended_lines"]
        ]
    if len(same_years) > 1:
        said.append("Money in and money out are never added: the same grant is often in both.")
    return said


def left_out_in_all_words(row: Row) -> str:
    """What the sums of one direction leave out whatever the year, in one sentence."""
    reasons = {
        "not_counted": "operated by the police or not known to be new money",
        "undated": "with no date",
        "open_ended": "with a start but no end",
    }
    parts = [f"{_rows(row, what)} {why}" for what, why in reasons.items() if row[f"{what}_lines"]]
    if not parts:
        return ""
    subject = "approvals" if row["direction"] == "out" else "grants accepted"
    return f"Sums of {subject} leave out {wording.listed(parts)}."


def counted_words(row: Row) -> str:
    """Whether a row counts in sums by year, and if not, why."""
    if row["reason_left_out"]:
        return f"No. {row['reason_left_out']}"
    return "Yes" if row["amount_in_years"] is not None else "No. Not placed in a year"


def years_words(row: Row) -> str:
    """The years a decision's money is for, as far as they are stated."""
    if row["financial_year"]:
        return str(row["financial_year"])
    if row["start_year"] and row["end_year"]:
        return f"April {row['start_year']} to March {row['end_year']}"
    if row["start_year"]:
        return f"from April {row['start_year']}, no end stated"
    return "no date stated"


def page_words(rows: int, page: int, pages: int) -> str:
    """Which part of the rows is on screen."""
    listed = wording.count(rows, "row of decisions", "rows of decisions")
    return listed if pages == 1 else f"{listed}, page {page} of {pages}"


def _rows(row: Row, what: str) -> str:
    amount = wording.pounds_short(row[f"{what}_gbp"])
    return f"{wording.count(row[f'{what}_lines'], 'row')} ({amount})"


def _way(row: Row, rows: Sequence[Row]) -> str:
    if len(rows) < 2:
        return ""
    return ", money out" if row["direction"] == "out" else ", money in"
