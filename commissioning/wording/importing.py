"""An import in words: what was found, what was decided, and the account of rows and pounds."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import replace
from decimal import Decimal
from html import escape

from commissioning.importing.accepting import Accepted
from commissioning.importing.accounting import Account, FilePlan, Loads, SheetPlan
from commissioning.importing.descriptors import title
from commissioning.importing.mapping import Mapping
from commissioning.importing.returns import TARGET as RETURNS
from commissioning.importing.targets import TARGETS
from commissioning.wording.figures import count


def pounds(amount: Decimal) -> str:
    """Pounds to the penny, a minus before the sign."""
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.2f}"


def rows_equation(account: Account) -> str:
    """Rows in and what became of them."""
    return (
        f"{count(account.rows_in, 'row')} in = {account.loaded:,} loaded + "
        f"{account.rejected:,} rejected + {account.excluded:,} excluded"
    )


def pounds_equation(account: Account) -> str:
    """Pounds in and what became of them, and how many amounts could not be read."""
    said = (
        f"{pounds(account.pounds_in)} in = {pounds(account.pounds_loaded)} loaded + "
        f"{pounds(account.pounds_rejected)} rejected + {pounds(account.pounds_excluded)} excluded"
    )
    if account.unreadable_amounts:
        unread = count(account.unreadable_amounts, "amount")
        verb = "is" if account.unreadable_amounts == 1 else "are"
        said += f"; {unread} could not be read and {verb} in no sum"
    return said


def kind(sheet: SheetPlan) -> str:
    """What a sheet was recognised as."""
    if sheet.match is None:
        return "passed over" if sheet.excluded else "not recognised"
    target = TARGETS.get(sheet.match.target)
    if sheet.match.target == RETURNS:
        return f"returns of indicators ({sheet.match.standard})"
    if target is None:
        return f"{title(sheet.match.target)} (our template {sheet.match.target})"
    return f"{target.title.lower()} ({sheet.match.standard})"


def file_state(file: FilePlan) -> str:
    """Whether a file can be loaded, in a word or two."""
    if file.refused:
        return "refused"
    return "ready" if file.ready else "needs an answer"


def has_money(sheet: SheetPlan) -> bool:
    """Whether the rows of a sheet carry pounds at all."""
    return sheet.account.pounds_in != 0 or bool(
        sheet.match and sheet.match.target in TARGETS and TARGETS[sheet.match.target].has_money
    )


def sheet_lines(sheet: SheetPlan) -> Iterator[str]:
    """What is said of one sheet, line by line: account, exclusions, decisions, questions."""
    if sheet.ready or sheet.excluded:
        yield rows_equation(sheet.account)
        if has_money(sheet):
            yield pounds_equation(sheet.account)
    for left in sheet.excluded:
        money = f", {pounds(left.pounds)}" if left.pounds else ""
        first = f", first at line {left.first_line:,}" if left.first_line else ""
        yield f"excluded: {left.reason} ({count(left.rows, 'row')}{money}{first})"
    for decision in sheet.decisions:
        yield f"{decision.about}: {decision.decided} ({decision.evidence})"
    for note in sheet.notes:
        yield f"reading: {note}"
    for question in sheet.questions:
        yield f"to be answered: {question}"


NEW_PACKAGE = "A new package"
HOW_TO_ASSIGN = (
    "These count as “Not assigned”. To assign them, put a table mappings/services.csv in the "
    "package with the columns field, value, service and programme, and read the files again."
)
ROWS_SHOWN = 7
WHAT_IS_READ = (
    "CSV, TSV, Excel, OpenDocument and JSON files of spending, contracts, grants, open contracting "
    "records and this dashboard's own templates, or a zip of one. They are known by their "
    "headings, never by their names. Nothing changes until you accept."
)
NOT_ALLOWED = (
    "Only a publisher or an administrator may import extracts. Ask whoever looks after this "
    "dashboard for the role, or import from the command line of its machine."
)
KINDS = {name: target.title for name, target in TARGETS.items()}
COLUMN_LABELS = {
    "amount": "Amount",
    "date": "Date",
    "supplier": "Supplier or recipient",
    "reference": "Reference of the payment, grant or contract",
    "title": "Title",
    "description": "Description or purpose",
    "category": "Category of expenditure",
    "department": "Department or directorate",
    "service": "Service",
    "cost_centre": "Cost centre",
    "start": "Start",
    "end": "End",
}
OPTION_WORDS = {
    "": "as the file shows",
    "day_first": "day first, 15/07/2024",
    "month_first": "month first, 07/15/2024",
    "keep": "are several payments: keep them",
    "exclude": "are the same payment twice: leave them out",
}


def option_words(option: str) -> str:
    """A choice of a mapping in words."""
    return OPTION_WORDS.get(option, option)


def account_row(name: str, account: Account) -> dict[str, object]:
    """An account as a row of a table."""
    return {"name": name, **vars(account)}


def listed(lines: Iterable[str]) -> str:
    """Lines as a list, in HTML with every word escaped."""
    return '<ul class="cs-list">' + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def heading_place(sheet: SheetPlan) -> int:
    """Where among the rows shown the headings stand, as far as can be told: the fullest row."""
    if sheet.match is not None or not sheet.sample:
        return 0
    filled = [sum(bool(cell.strip()) for cell in row) for row in sheet.sample]
    return filled.index(max(filled))


def heading_names(sheet: SheetPlan) -> list[str]:
    """The columns of a sheet as they are chosen from: their headings, or their numbers."""
    row = sheet.match.headings if sheet.match and sheet.match.headings else ()
    row = row or (sheet.sample[heading_place(sheet)] if sheet.sample else ())
    names: list[str] = []
    for number, heading in enumerate(row, start=1):
        text = heading.strip()
        names.append(text if text and text not in names else f"#{number}")
    return names


def answered(
    sheet: SheetPlan,
    name: str,
    target: str,
    chosen: Map[str, str | None],
    options: Map[str, str],
    *,
    bare: bool,
) -> Mapping:
    """The mapping that a form's answers make, on top of what a sheet was recognised as.

    A ``bare`` sheet has no headings: its columns are known by their numbers.
    """
    before = sheet.mapping or Mapping(name=name, target=target)
    names = heading_names(sheet)
    headings = before.headings or (sheet.sample[heading_place(sheet)] if sheet.sample else ())
    if bare:
        headings = ()
        chosen = {
            column: f"#{names.index(heading) + 1}" if heading in names else None
            for column, heading in chosen.items()
        }
    return replace(
        before,
        name="-".join(re.findall(r"[a-z0-9]+", name.lower())) or "mapping",
        target=target,
        headings=headings,
        columns={
            **{
                column: heading
                for column, heading in before.columns.items()
                if column not in chosen
            },
            **{column: heading for column, heading in chosen.items() if heading},
        },
        options=replace(
            before.options,
            **{name: value.strip() for name, value in options.items() if value.strip()},
            heading_row=0 if bare else before.options.heading_row,
        ),
    )


def unassigned_lines(loads: Iterable[Loads]) -> list[str]:
    """How much of each extract counts under no service."""
    return [
        f"{load.resource}: {count(load.rows, 'row')}, {pounds(load.pounds)}, without a service"
        for load in loads
    ]


def acceptance_sentence(account: Account, *, ready: bool) -> str:
    """What accepting would do, or why it cannot be done yet."""
    if not ready:
        return "Not everything is ready: answer what is open, or leave the file out."
    return (
        f"{count(account.loaded, 'row')}, {pounds(account.pounds_loaded)}, would be added to the "
        "package, and the dashboard built again."
    )


def accepted_lines(done: Accepted) -> list[str]:
    """What was accepted, and the build that followed."""
    said = [f"{count(done.rows, 'row')} went into {done.package}: {', '.join(done.added)}"]
    if done.build is None:
        return [*said, f"The build that followed failed: {done.failure}"]
    return [*said, f"The dashboard shows data version {done.build.data_version[:8]}"]


def sample_rows(sheet: SheetPlan) -> list[dict[str, str]]:
    """The first rows of a sheet under the numbers of their columns; its headings are left out."""
    headed = sheet.match is None or bool(sheet.match.headings)
    first = heading_place(sheet) + 1 if headed else 0
    rows = sheet.sample[first : first + ROWS_SHOWN]
    return [{str(place): cell for place, cell in enumerate(row)} for row in rows]
