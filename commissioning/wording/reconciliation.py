"""Rows found against published totals in words: what is explained, what is not, and why not.

All of it is made from rows of ``reconciliation``. Unlike bases are named, never smoothed over.
"""

from collections.abc import Sequence
from decimal import Decimal

from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count,
    count_in_words,
    listed,
    percent,
    pounds_published,
    pounds_short,
    start_year,
    uncapitalised,
    year_span,
)
from commissioning.wording.sentences import SPENT, nothing_found

FOUND = {
    "decisions": "decisions found",
    "contracts": "contracts found",
    "paid": "payments found",
}
RECORDS = {"decisions": "decision", "contracts": "contract", "paid": "payment"}
MEASURES = {
    "decisions": "Approved in decisions found",
    "contracts": "Priced in contracts found",
    "paid": "Paid, in payments found",
}
NOT_THE_SAME = {
    "decisions": "approvals are not spending",
    "contracts": "a contract’s price is not what was paid",
}
LEFT_OUT = {
    "not_new": "already in another decision",
    "unknown": "not known to be new money",
    "police": "operated by the police",
    "open_ended": "with a start and no end",
    "undated": "with no date, so in no year",
}
OWED_AND_PAID = "Outturns count what is owed, payments what was paid by the year’s end."
# A rate that would round to 100% while something is missing is given its decimal place.
NEARLY = (99, 101)


def explained_percent(row: Row) -> str:
    """The share of a total that rows found explain; 100% only where nothing is missing."""
    share = row["coverage_percent"]
    near = NEARLY[0] < share < NEARLY[1] and row["gap_gbp"] != 0
    return percent(share, 1 if near else 0)


def published_words(row: Row) -> str:
    """A control total as its source gives it: £59.9m, around £70m."""
    return pounds_published(row["total_gbp"], row["precision"])


def leading_row(rows: Rows) -> Row | None:
    """The total to lead with: the latest expenditure, else the latest, narrowest definition first.

    None where no row has a total.
    """
    totals = [row for row in rows if row["total_gbp"] is not None]
    if not totals:
        return None
    return max(
        [row for row in totals if row["basis"] in SPENT] or totals,
        key=lambda row: (start_year(row["financial_year"]), -row["total_gbp"]),
    )


def coverage_words(row: Row, family: str) -> str:
    """How much of one total the rows found explain, as a clause that opens a sentence."""
    found, when = FOUND[family], row["financial_year"]
    total = pounds_short(row["total_gbp"], row["precision"])
    if row["found_gbp"] is None:
        return f"No {found.removesuffix(' found')} were found for {when}: {total} is published"
    if row["gap_gbp"] == 0:
        return f"{capitalised(found)} add up to the {total} published for {when}, to the penny"
    if row["gap_gbp"] < 0:
        return (
            f"{capitalised(found)} for {when} come to {pounds_short(-row['gap_gbp'])} more than"
            f" the {total} published"
        )
    if row["coverage_percent"] is None:
        return (
            f"{capitalised(found)} for {when} come to {pounds_short(row['gap_gbp'])} less than the"
            f" {total} published"
        )
    return (
        f"{capitalised(found)} explain {explained_percent(row)} of the {total} published for {when}"
    )


def reconciliation_sentence(rows: Rows, family: str) -> str:
    """What the leading total is explained by, how many years have none, and the largest gap."""
    found = {row["financial_year"] for row in rows if row["lines"]}
    lead = leading_row(rows)
    if lead is None:
        if not found:
            return nothing_found("published totals and rows", ["the years"])
        return (
            f"{capitalised(FOUND[family])} for {year_span(found)} have no published total to set"
            " them against."
        )
    said = [coverage_words(lead, family)]
    without = found - {row["financial_year"] for row in rows if row["total_gbp"] is not None}
    if without:
        said.append(
            f"for {len(without)} of {count(len(found), 'year')} there is no published total to set"
            " them against"
        )
    sentence = f"{'; '.join(said)}."
    gaps = [row for row in rows if row["gap_gbp"] is not None and row["basis"] in SPENT]
    if family == "paid" and len(gaps) > 1:
        widest = max(gaps, key=lambda row: abs(row["gap_gbp"]))
        if widest["gap_gbp"]:
            sentence += (
                f" Of {count_in_words(len(gaps), 'year')} with a total, {widest['financial_year']}"
                f" has the largest gap: {pounds_short(abs(widest['gap_gbp']))}."
            )
    return sentence


def left_out_words(row: Row) -> list[str]:
    """Which rows a year's figure leaves out and why, most money first."""
    reasons = sorted(
        (name for name in LEFT_OUT if row[f"{name}_lines"]),
        key=lambda name: -(row[f"{name}_gbp"] or Decimal(0)),
    )
    said = [f"{_rows(row, name)} {LEFT_OUT[name]}" for name in reasons]
    if row["rejected_lines"]:
        said.append(f"{count(row['rejected_lines'], 'row')} that could not be read")
    return said


def _rows(row: Row, name: str) -> str:
    return f"{pounds_short(row[f'{name}_gbp'])} in {count(row[f'{name}_lines'], 'row')}"


def gap_words(row: Row) -> str:
    """What may explain a row's gap: what is left out, what is only a ceiling, unlike bases."""
    said = []
    left_out = left_out_words(row)
    if left_out:
        said.append(f"Left out: {'; '.join(left_out)}.")
    if row["ceiling_lines"]:
        said.append(
            f"{pounds_short(row['ceiling_gbp'])} of what was found is a maximum (“up to”), in"
            f" {count(row['ceiling_lines'], 'row')}."
        )
    if row["part_year"]:
        said.append("Part of the year only.")
    if row["basis"] == "actual" and row["found_basis"] == "paid" and row["gap_gbp"]:
        said.append(OWED_AND_PAID)
    return " ".join(said)


def reconciled_words(rows: Rows, family: str, when: str = "the years shown") -> str:
    """What any page says by its total: the control total, its definition, the gap and why.

    ``when`` names the years of ``rows`` where none of them has a control total. Nothing is
    published to check grants accepted as a whole against.
    """
    if family not in FOUND:
        return "No published total of all grants received was found to check grants found against."
    lead = leading_row(rows)
    if lead is None:
        return f"No published total was found for {when} to check {FOUND[family]} against."
    found = FOUND[family]
    total = pounds_short(lead["total_gbp"], lead["precision"])
    said = (
        f"Checked against the {total} published for {lead['financial_year']}"
        f" ({uncapitalised(lead['definition'])}):"
    )
    if lead["found_gbp"] is None:
        return f"{said} no {found.removesuffix(' found')} were found for that year."
    if lead["gap_gbp"] == 0:
        return f"{said} {found} agree to the penny.{_widest_gap(rows, lead)}"
    gap = pounds_short(abs(lead["gap_gbp"]))
    side = "less" if lead["gap_gbp"] > 0 else "more"
    share = lead["coverage_percent"]
    of_it = "" if share is None else f" ({explained_percent(lead)} of it)"
    said += f" {found} come to {gap} {side}{of_it}"
    apart = NOT_THE_SAME.get(family)
    said += f"; {apart}." if apart else "."
    reasons = left_out_words(lead)
    if reasons:
        said += f" Not counted: {listed(reasons)}."
    if lead["basis"] == "actual" and lead["found_basis"] == "paid":
        said += f" {OWED_AND_PAID}"
    return said + _widest_gap(rows, lead)


def only_the_whole(family: str) -> str:
    """What is said first by a total that its reader narrowed down."""
    return f"No total is published for the part chosen here, so all {FOUND[family]} are checked."


def _widest_gap(rows: Rows, lead: Row) -> str:
    """The year shown, besides the one led with, that is furthest from its total; or nothing."""
    others = [
        row
        for row in rows
        if row["gap_gbp"]
        and row["financial_year"] != lead["financial_year"]
        and (row["basis"], row["definition"]) == (lead["basis"], lead["definition"])
    ]
    if not others:
        return ""
    widest = max(others, key=lambda row: abs(row["gap_gbp"]))
    return (
        f" Among the other years shown {widest['financial_year']} is furthest from its total, by"
        f" {pounds_short(abs(widest['gap_gbp']))}."
    )


def reconciliation_alternative(rows: Rows, family: str) -> str:
    """Each year's amount found and totals, year by year."""
    by_year: dict[str, list[Row]] = {}
    for row in rows:
        by_year.setdefault(row["financial_year"], []).append(row)
    told = "; ".join(_year_words(year, of) for year, of in by_year.items())
    return f"Column chart of {FOUND[family]} by year, with published totals as marks: {told}."


def _year_words(year: str, rows: Sequence[Row]) -> str:
    first = rows[0]
    found = (
        "none found" if first["found_gbp"] is None else f"{pounds_short(first['found_gbp'])} found"
    )
    part = " (part year)" if first["part_year"] else ""
    totals = [
        f"{published_words(row)} published"
        + ("" if row["coverage_percent"] is None else f", {explained_percent(row)} explained")
        for row in rows
        if row["total_gbp"] is not None
    ]
    return f"{year}{part} {found}, {listed(totals) if totals else 'no total published'}"
