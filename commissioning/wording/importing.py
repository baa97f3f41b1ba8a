"""An import in words: what was found, what was decided, and the account of rows and pounds."""

from collections.abc import Iterator
from decimal import Decimal

from commissioning.importing.accounting import Account, FilePlan, SheetPlan
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
    if target is None:
        return f"the extract {sheet.match.target} ({sheet.match.standard})"
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
