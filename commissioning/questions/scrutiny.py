"""Rules that find what is worth asking about: a file each in ``queries/scrutiny/``."""

import datetime
from typing import Literal

from commissioning.store import Answer, Store

Rule = Literal[
    "growth_without_results",
    "provider_share",
    "cliff_edge",
    "money_without_target",
    "paid_without_decision",
    "paid_over_contract",
]
# The level above which, or the time within which, each rule asks; a rule without one asks of all.
THRESHOLDS: dict[Rule, str | None] = {
    "growth_without_results": "growth_percent",
    "provider_share": "share_percent",
    "cliff_edge": "within_months",
    "money_without_target": None,
    "paid_without_decision": None,
    "paid_over_contract": "contract_percent",
}


def scrutiny(
    store: Store,
    *,
    rule: Rule,
    package: str,
    as_at: datetime.date,
    growth_percent: int = 20,
    share_percent: int = 25,
    within_months: int = 6,
    contract_percent: int = 10,
) -> Answer:
    """What one rule finds worth asking, a row a question, largest or soonest first.

    ``as_at`` decides which years had ended and what ends soon. A rule uses its own threshold
    only. What a package must hold for a rule to be asked is the file's ``-- needs:`` line.
    """
    levels = {
        "growth_percent": growth_percent,
        "share_percent": share_percent,
        "within_months": within_months,
        "contract_percent": contract_percent,
    }
    own = THRESHOLDS[rule]
    threshold = {own: levels[own]} if own else {}
    return store.ask(f"scrutiny/{rule}", package=package, as_at=as_at, **threshold)


def scrutiny_scope(store: Store, *, package: str) -> Answer:
    """Which kinds of record, that rules need, a package holds and how many of each."""
    return store.ask("scrutiny_scope", package=package)
