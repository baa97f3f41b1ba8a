"""Questions about how whole, how punctual and how consistent the extracts are."""

from commissioning.store import Answer, Store


def extract_quality(store: Store, *, package: str) -> Answer:
    """Each extract's rows in, loaded and rejected, its period, how whole it is, and its checks.

    ``complete`` of ``expected`` is counted for ledgers, returns, published results and totals and
    decisions alone; elsewhere both are None, and never 0.
    """
    return store.ask("extract_quality", package=package)


def extract_checks(store: Store, *, package: str) -> Answer:
    """The checks that found rows in an extract, with how many; the most first within each."""
    return store.ask("extract_checks", package=package)


def ledger_completeness(store: Store, *, package: str) -> Answer:
    """The lines of a ledger by month of payment, and how many can be followed to an invoice.

    A month between the first and the last without a line is there, and its percentage is None.
    """
    return store.ask("ledger_completeness", package=package)


def return_completeness(store: Store, *, package: str) -> Answer:
    """Returns by the month their period ended in: how many were expected, came, and came late."""
    return store.ask("return_completeness", package=package)


def provider_names(store: Store, *, package: str, together: bool = False) -> Answer:
    """Names of providers as filed, the provider each counts as and the rule that says so.

    ``may_be`` is a suggestion that nobody has accepted: another provider that this one may be. Then
    ``alike`` is the one it is like, ``likeness`` how alike their letters are, 0 to 100, and
    ``reason`` why; all are None where nothing is suggested. With ``together`` only the names that
    count as one with another by number or by spelling, and nothing is suggested.
    """
    return store.ask("provider_names", package=package, together=together)
