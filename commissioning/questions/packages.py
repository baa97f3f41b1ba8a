"""Questions about the packages: what they hold, what was rejected and what checks found."""

from commissioning.store import Answer, Store


def package_list(store: Store) -> Answer:
    """The packages built, the default one first, with the body each is about."""
    return store.ask("package_list")


def package_statement(store: Store, *, package: str) -> Answer:
    """What a package says of itself, as keys with one or more values in order."""
    return store.ask("package_statement", package=package)


def package_contents(store: Store, *, package: str | None = None) -> Answer:
    """Each extract with rows read, loaded and rejected, its publisher and licence."""
    return store.ask("package_contents", package=package)


def rejected_rows(store: Store, *, package: str | None = None) -> Answer:
    """Rejected rows with file, line, field, value and reason."""
    return store.ask("rejected_rows", package=package)


def data_dictionary(store: Store, *, package: str | None = None) -> Answer:
    """Every field of every extract: kind, unit, allowed values, marking and meaning."""
    return store.ask("data_dictionary", package=package)


def check_results(store: Store, *, package: str) -> Answer:
    """Every check with the number of rows it found and the first three of them."""
    return store.ask("check_results", package=package)


def check_findings(store: Store, *, package: str, check_name: str) -> Answer:
    """The rows that one check found."""
    return store.ask("check_findings", package=package, check_name=check_name)
