"""How commissioning itself is being improved: facts, recommendations and the cycle."""

import datetime

from commissioning.store import Answer, Store


def improvement_items(store: Store, *, package: str) -> Answer:
    """Facts of a paper on improving commissioning, each with its paragraph; dates may be partial.

    ``not_printed`` is what the paper leaves out of a fact.
    """
    return store.ask("improvement_items", package=package)


def recommendations(store: Store, *, package: str) -> Answer:
    """Recommendations on commissioning, by whom, and what is known to have come of each.

    ``response_found`` is None for what recommends nothing, such as an opinion.
    """
    return store.ask("recommendations", package=package)


def service_stages(store: Store, *, package: str, as_at: datetime.date) -> Answer:
    """Each service with its stage of the commissioning cycle on a day, inferred from dates.

    ``stage`` is 1 planning, 2 securing or 3 monitoring, None where dates do not tell; ``state``
    says which dates decided.
    """
    return store.ask("service_stages", package=package, as_at=as_at)
