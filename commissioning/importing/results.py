"""The steps from staged rows to what becomes of each, and the plan of a sheet made from them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from commissioning.importing import sheets
from commissioning.importing.accounting import (
    OUTCOMES,
    Account,
    Decision,
    Excluded,
    Loads,
    Reject,
    SheetPlan,
    Summary,
    Unmapped,
)
from commissioning.importing.headings import Match
from commissioning.importing.mapping import Mapping, Options
from commissioning.importing.staged import Staged
from commissioning.importing.targets import TARGETS
from commissioning.importing.workspace import Workspace

if TYPE_CHECKING:
    from commissioning.importing.planning import Plan

# Of the rows that have a reference, how few distinct rows may share one for it to name a payment.
SHARED_REFERENCES = 0.01
# Equal rows that nothing tells apart are asked about when so many, and so much of the money.
MANY, LARGE = 10, Decimal("0.2")
EVERY_ROW = 2**62
EXTRACTS = ("spend_lines", "contracts", "decisions")


def work_out(work: Workspace, every: list[Staged], progress: Callable[[str], None]) -> None:
    """Run the steps that say what becomes of every row, and check that they account for all."""
    for step, words in (
        ("date_values", "reading dates"),
        ("typed", "reading amounts"),
        ("set_aside", "finding totals and notes"),
        ("problems", "finding what cannot be read"),
        ("fingerprints", "comparing rows"),
        ("candidates", "finding equal rows"),
    ):
        progress(words)
        work.step(step)
    _repeat_rules(work, every)
    for step, words in (
        ("twice", "finding rows that are there twice"),
        ("outcomes", "accounting"),
        ("places", "numbering equal rows"),
        ("loaded", "assigning services"),
    ):
        progress(words)
        work.step(step)


def _repeat_rules(work: Workspace, every: list[Staged]) -> None:
    """Whether equal rows of a sheet are one payment or several, with the evidence."""
    found = {row["sheet"]: row for row in work.ask("repeats")}
    for entry in every:
        counted = found.get(entry.number)
        if counted is None:
            continue
        distinct, referenced = counted["contents"], counted["referenced"]
        names = bool(referenced) and distinct - referenced <= SHARED_REFERENCES * distinct
        stated = entry.options.identical_rows
        excluded = stated == "exclude" or (stated == "" and names and not counted["unreferenced"])
        work.fill("repeat_rule", [[entry.number, excluded]])
        if not counted["repeated"]:
            continue
        money = f"£{counted['repeated_gbp']:,.2f}"
        if stated:
            why = "the mapping says so"
        elif excluded:
            why = "references name payments here: one that comes twice is the same payment twice"
        elif referenced:
            why = (
                f"{referenced:,} references stand with {distinct:,} different rows, so a reference "
                "does not name a payment and equal rows may be several payments. "
                'identical_rows: "exclude" in a mapping leaves them out'
            )
        else:
            why = (
                "nothing in the file names a payment, so equal rows may be several payments. "
                'identical_rows: "exclude" in a mapping leaves them out'
            )
        share = abs(counted["repeated_gbp"]) / (counted["all_gbp"] or 1)
        if not stated and not excluded and counted["repeated"] >= MANY and share >= LARGE:
            entry.questions.append(
                f"{counted['repeated']:,} rows ({money} of £{counted['all_gbp']:,.2f}) are equal "
                "to another row of their sheet: too much to be left as it is. Say identical_rows: "
                "exclude if they are the same payments twice, keep if they are several payments."
            )
            for table in ("raw", "above", "typed", "set_aside", "problem", "candidate"):
                work.connection.execute(f"DELETE FROM {table} WHERE sheet = {entry.number}")
            continue
        entry.decisions.append(
            Decision(
                f"{counted['repeated']:,} rows equal to another of their sheet ({money})",
                "left out" if excluded else "kept",
                why,
            )
        )


def sheet_plan(work: Workspace, entry: Staged) -> SheetPlan:
    """The plan of one sheet. Raises AssertionError when its account does not close."""
    plan = SheetPlan(
        number=entry.number,
        file=entry.reading.name,
        sheet=entry.sheet.name,
        label=entry.label,
        match=entry.match,
        rows=entry.sheet.rows,
        decisions=tuple(entry.decisions),
        questions=tuple(entry.questions),
        mapping=to_be_saved(entry),
        sample=tuple(row for _, row in entry.first_rows),
        notes=entry.sheet.notes,
    )
    if entry.passed_over:
        rows = entry.sheet.rows
        return replace(
            plan,
            account=Account(rows_in=rows, excluded=rows),
            excluded=(Excluded(entry.passed_over, rows, Decimal(0), 1),),
        )
    if not entry.loadable or entry.match is None:
        return plan
    account = _account(work, entry, entry.match)
    excluded = work.ask("exclusions", {"sheet": entry.number})
    return replace(
        plan,
        account=account,
        excluded=tuple(Excluded(**row) for row in excluded),
        decisions=(*plan.decisions, *_remarks(work, entry, account)),
    )


def _account(work: Workspace, entry: Staged, match: Match) -> Account:
    found = {row["outcome"]: row for row in work.ask("accounts", {"sheet": entry.number})}
    nothing = {"rows": 0, "pounds": Decimal(0), "unread": 0}
    loaded, rejected, excluded = (found.get(name, nothing) for name in OUTCOMES)
    rows, pounds = sheets.counted_apart(work, entry.sheet, match)
    account = Account(
        rows_in=rows,
        loaded=loaded["rows"],
        rejected=rejected["rows"],
        excluded=excluded["rows"],
        pounds_in=pounds,
        pounds_loaded=loaded["pounds"],
        pounds_rejected=rejected["pounds"],
        pounds_excluded=excluded["pounds"],
        unreadable_amounts=rejected["unread"] if match.has_money else 0,
    )
    if not account.closes:
        raise AssertionError(f"{entry.label}: rows or pounds do not add up: {account}")
    return account


def _remarks(work: Workspace, entry: Staged, account: Account) -> Iterator[Decision]:
    counted = work.ask("remarks", {"sheet": entry.number})[0]
    if counted["redacted"]:
        yield Decision(
            f"rows with a redacted supplier: {counted['redacted']:,} "
            f"(£{counted['redacted_gbp']:,.2f})",
            "kept as they are written",
            "their words say that a name was left out",
        )
    if counted["unnamed"]:
        yield Decision(
            f"rows that name nobody: {counted['unnamed']:,}", "“Not stated”", "the cell is blank"
        )
    if counted["parts"]:
        yield Decision(
            f"amounts with parts of a penny: {counted['parts']:,}",
            "rounded to the nearest penny",
            f"together this moves the sum by £{counted['moved']:,.4f}",
        )
    for total in work.ask("own_totals", {"sheet": entry.number}):
        rows = account.pounds_loaded + account.pounds_rejected
        yield Decision(
            f"The file's own total, line {total['line']:,}",
            "agrees with its rows" if total["amount_gbp"] == rows else "does not agree",
            f"it is £{total['amount_gbp']:,.2f}, and its rows add up to £{rows:,.2f}",
        )


def to_be_saved(entry: Staged) -> Mapping | None:
    """The mapping of a sheet as the package would keep it."""
    match = entry.match
    if match is None or match.target not in TARGETS:
        return None
    if entry.mapping is not None:
        shape = "" if match.headings else sheets.shape(entry.first_rows, entry.sheet.width)
        return replace(entry.mapping, headings=match.headings, shape=shape)
    return Mapping(
        name=match.target,
        target=match.target,
        headings=match.headings,
        columns={name: match.headings[place] for name, place in match.columns.items()},
        options=Options(),
    )


def rejects(plan: "Plan", limit: int | None = None) -> Iterator[Reject]:
    """Every value a row was rejected for, in order of file and line; at most ``limit`` of them."""
    by_number = {sheet.number: sheet for sheet in plan.sheets}
    for row in plan.workspace.ask("rejects", {"limit": limit or EVERY_ROW}):
        sheet = by_number[row["sheet"]]
        heading = sheet.match.heading(row["field"]) if sheet.match else row["field"]
        yield Reject(sheet.file, sheet.sheet, row["line"], heading, row["value"], row["reason"])


def left_out(plan: "Plan", limit: int | None = None) -> list[dict[str, Any]]:
    """Every row that is excluded: its sheet's number, its line, why, and its amount."""
    return plan.workspace.ask("left_out", {"limit": limit or EVERY_ROW})


def unmapped(plan: "Plan", limit: int = 50) -> tuple[Unmapped, ...]:
    """What no row of the table of services names, with most money first."""
    return tuple(Unmapped(**row) for row in plan.workspace.ask("unmapped", {"limit": limit}))


def summary(work: Workspace) -> Summary:
    """What would be loaded, by extract and by financial year."""
    return Summary(
        loads=tuple(Loads(**row) for row in work.ask("loads")),
        years={
            (row["resource"], row["financial_year"]): (row["rows"], row["pounds"])
            for row in work.ask("years")
        },
        not_assigned=tuple(Loads(**row) for row in work.ask("unassigned")),
    )
