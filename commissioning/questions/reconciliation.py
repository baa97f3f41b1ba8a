"""Questions about how far the rows found explain the totals that were published."""

from commissioning.questions.parameters import ReconciledFamily
from commissioning.store import Answer, Store


def reconciliation(
    store: Store,
    *,
    package: str,
    family: ReconciledFamily,
    first_year: str | None = None,
    last_year: str | None = None,
) -> Answer:
    """Each year's published totals against the rows found: gap, coverage and what was left out.

    Years with rows and no total, and totals with no rows, have a row too. What is found and the
    total may be on unlike bases (``found_basis``, ``basis``); then coverage is no check of spend.
    """
    return store.ask(
        "reconciliation",
        package=package,
        family=family,
        first_year=first_year,
        last_year=last_year,
    )
