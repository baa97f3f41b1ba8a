"""Questions about size: against the body's total, its residents and other areas."""

from typing import Literal

from commissioning.store import Answer, Store


def share_of_total(store: Store, *, package: str) -> Answer:
    """Pairs of published totals, in Decimal pounds, with a share in per cent where they match.

    ``share_percent`` is None unless the pair is judged compatible and years and basis agree; the
    low and high end are what the rounding of the two figures allows.
    """
    return store.ask("share_of_total", package=package)


def per_resident(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    direction: Literal["out", "in"] | None = None,
) -> Answer:
    """Commissioning totals, grants and payments in Decimal pounds a resident, by year.

    ``per_resident_gbp`` is None where the year has no trusted population or is a part year.
    """
    return store.ask(
        "per_resident",
        package=package,
        first_year=first_year,
        last_year=last_year,
        direction=direction,
    )


def peer_funds(store: Store, *, package: str) -> Answer:
    """Funds and years with published grants to areas, the one with most areas first."""
    return store.ask("peer_funds", package=package)


def peer_grants(store: Store, *, package: str, fund: str, financial_year: str) -> Answer:
    """What one fund gave each area in one year, in Decimal pounds and pounds a head, by name."""
    return store.ask("peer_grants", package=package, fund=fund, financial_year=financial_year)
