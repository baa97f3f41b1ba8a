"""Questions about commitments: what is running, what it is still to cost, when it ends."""

import datetime

from commissioning.questions.parameters import Committed, Values, ask
from commissioning.store import Answer, Store


def commitment_choices(store: Store, *, package: str) -> Answer:
    """The families commitments are known in, and the values they can be filtered by."""
    return store.ask("commitment_choices", package=package)


def commitment_rows(
    store: Store,
    *,
    package: str,
    family: Committed,
    as_at: datetime.date,
    programmes: Values = None,
    providers: Values = None,
    funders: Values = None,
    states: Values = None,
    text: str | None = None,
    ends_from: datetime.date | None = None,
    ends_to: datetime.date | None = None,
    limit: int = 25,
    offset: int = 0,
) -> Answer:
    """Commitments with their days, their state on the as-at day and what is still to run.

    ``states`` are running, not_begun, ended, no_end (a start only) and no_date. ``final_year_gbp``
    is what falls in the twelve months up to the last day.
    """
    return ask("commitment_rows", locals())


def commitment_summary(
    store: Store,
    *,
    package: str,
    family: Committed,
    as_at: datetime.date,
    programmes: Values = None,
    providers: Values = None,
    funders: Values = None,
    text: str | None = None,
) -> Answer:
    """Number, services and Decimal pounds of commitments by their state on the as-at day."""
    return ask("commitment_summary", locals())


def commitment_years(
    store: Store,
    *,
    package: str,
    family: Committed,
    as_at: datetime.date,
    first_year: str | None = None,
    programmes: Values = None,
    providers: Values = None,
    funders: Values = None,
) -> Answer:
    """What is committed in each financial year, split by day at the end of the as-at day."""
    return ask("commitment_years", locals())


def commitment_ends(
    store: Store,
    *,
    package: str,
    family: Committed,
    as_at: datetime.date,
    programmes: Values = None,
    providers: Values = None,
    funders: Values = None,
) -> Answer:
    """What ends in each calendar quarter from the as-at day on; quarters without an end too."""
    return ask("commitment_ends", locals())


def funder_exposure(
    store: Store,
    *,
    package: str,
    family: Committed,
    as_at: datetime.date,
    programmes: Values = None,
    providers: Values = None,
    funders: Values = None,
) -> Answer:
    """What each funder pays for on the as-at day, and the services that have no other funder."""
    return ask("funder_exposure", locals())
