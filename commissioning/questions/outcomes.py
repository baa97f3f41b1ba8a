"""Questions about results, targets and dated events."""

from commissioning.store import Answer, Store


def outcome_coverage(store: Store, *, package: str) -> Answer:
    """How many results have a target, an actual or both, a row each for own and comparator."""
    return store.ask("outcome_coverage", package=package)


def events(
    store: Store, *, package: str, first_year: str | None = None, last_year: str | None = None
) -> Answer:
    """Dated events; ``date`` is as precise as its source and ``financial_year`` None if unsure."""
    return store.ask("events", package=package, first_year=first_year, last_year=last_year)
