"""Questions about what changed between two versions of the data, and what was restated.

A store compares its build with the earlier one it was opened with; see Store.
"""

from commissioning.questions.parameters import Values, choice
from commissioning.store import Answer, Store

ROWS_SHOWN = 200


def data_versions(store: Store) -> Answer:
    """The versions of the data that are kept, newest first, the current one marked."""
    return store.ask("data_versions")


def figure_changes(store: Store, *, package: str) -> Answer:
    """Every published total and series value that is new, gone or different, in Decimal pounds."""
    return store.ask("figure_changes", package=package)


def row_changes(
    store: Store, *, package: str, extract: str | None = None, limit: int = ROWS_SHOWN
) -> Answer:
    """Rows added, removed or changed by primary key, a line for each field that differs."""
    return store.ask("row_changes", package=package, extract=extract, limit=limit)


def row_change_counts(store: Store, *, package: str, extract: str | None = None) -> Answer:
    """How many rows of each extract were added, removed or changed, and in how many lines."""
    return store.ask("row_change_counts", package=package, extract=extract)


def restatements(store: Store, *, package: str, figure_ids: Values = None) -> Answer:
    """Figures that their publisher replaced: old and new Decimal pounds, when and why."""
    return store.ask("restatements", package=package, figure_ids=choice(figure_ids))
