"""Questions about decisions found: what was approved, what was received, and their lines."""

from commissioning.questions.parameters import Counting, OpenEnded, Order, Values, ask
from commissioning.store import Answer, Store


def decisions_by_year(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    open_ended: OpenEnded = "leave_out",
) -> Answer:
    """New money approved in decisions found, Decimal pounds by year and programme.

    ``open_ended`` is ``leave_out``, or ``start_year`` to place an award with no end date whole in
    the year it starts. ``ceiling_gbp`` is the part of the amount that is only a maximum.
    """
    return ask("decisions_by_year", locals())


def grants_received(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    funders: Values = None,
    open_ended: OpenEnded = "leave_out",
) -> Answer:
    """Grants accepted in decisions found, Decimal pounds by year and funder."""
    return ask("grants_received", locals())


def decision_rows(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    services: Values = None,
    providers: Values = None,
    funders: Values = None,
    instruments: Values = None,
    directions: Values = None,
    amount_bases: Values = None,
    datings: Values = None,
    counting: Counting = "counted",
    open_ended: OpenEnded = "leave_out",
    text: str | None = None,
    order: Order = "largest",
    limit: int = 50,
    offset: int = 0,
) -> Answer:
    """Decision lines under a reader's filters, each with its amount in the years asked for.

    'Not stated' selects what has no provider or funder. Services and providers are under the
    names they count under, whatever the decision calls them. ``datings`` are 'Year stated', 'Period
    stated', 'Start only' and 'No date'.
    """
    return ask("decision_rows", locals())


def decision_summary(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    services: Values = None,
    providers: Values = None,
    funders: Values = None,
    instruments: Values = None,
    directions: Values = None,
    amount_bases: Values = None,
    datings: Values = None,
    counting: Counting = "counted",
    open_ended: OpenEnded = "leave_out",
    text: str | None = None,
) -> Answer:
    """What the lines of ``decision_rows`` add up to, a row a direction, and what is left out."""
    return ask("decision_summary", locals())


def decision_choices(store: Store, *, package: str) -> Answer:
    """The values by which decisions can be filtered, with how many lines have each."""
    return store.ask("decision_choices", package=package)
