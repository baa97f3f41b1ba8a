"""Questions about money beside evidence: what services that are paid for have to show for it."""

from commissioning.evidence import costs
from commissioning.evidence.answers import with_added
from commissioning.questions.parameters import Family, Values, ask
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

    Seven amounts add up to the whole: every, some or none of the targets met that the last results
    of the year were held to; returned but held to none; not returned; not yet due; no evidence.
    The money of services with a target, and with a return, stands beside them. The kinds of
    evidence are those of the view ``service_evidence``.
    """
    return ask("evidence_spend", locals())


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
    return ask("evidence_services", locals())


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
    answer = ask("unit_costs", locals())
    return with_added(answer, [costs.unit_cost_of(row) for row in answer.rows])
