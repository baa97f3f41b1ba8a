"""Questions about money beside evidence: what services that are paid for have to show for it."""

from commissioning.evidence import costs
from commissioning.evidence.answers import with_added
from commissioning.questions.parameters import Family, Values, choice
from commissioning.store import Answer, Store


def evidence_spend(
    store: Store,
    *,
    package: str,
    family: Family,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
) -> Answer:
    """Decimal pounds by programme and year, divided by what the services have to show.

    Seven amounts add up to the whole: every, some or none of the targets met that results were
    held to; returned but held to none; not returned; not yet due; no evidence. The money of
    services with a target, and with a return, stands beside them. The kinds of evidence are those
    of the view ``service_evidence``.
    """
    return store.ask(
        "evidence_spend",
        package=package,
        family=family,
        first_year=first_year,
        last_year=last_year,
        programmes=choice(programmes),
    )


def evidence_services(
    store: Store,
    *,
    package: str,
    family: Family,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    evidence: Values = None,
) -> Answer:
    """The services behind ``evidence_spend``: a year's Decimal pounds and counts of indicators."""
    return store.ask(
        "evidence_services",
        package=package,
        family=family,
        first_year=first_year,
        last_year=last_year,
        programmes=choice(programmes),
        evidence=choice(evidence),
    )


def unit_costs(
    store: Store,
    *,
    package: str,
    series_id: str | None = None,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    price_base: str | None = None,
) -> Answer:
    """Pounds paid for each outcome that an indicator counted in a year, with a 95% interval.

    In cash, or in the prices of ``price_base``. ``not_shown`` is a code for why a row has none.
    Without outcomes there is a lower limit only.
    """
    answer = store.ask(
        "unit_costs",
        package=package,
        series_id=series_id,
        first_year=first_year,
        last_year=last_year,
        programmes=choice(programmes),
        price_base=price_base,
    )
    return with_added(answer, [costs.unit_cost_of(row) for row in answer.rows])
