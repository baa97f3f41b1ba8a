"""Questions that set areas, providers and groups of people beside each other."""

import datetime

from commissioning.evidence import comparing, equality
from commissioning.evidence.answers import with_added
from commissioning.questions.evidence import Split
from commissioning.questions.parameters import Values, ask
from commissioning.store import Answer, Store


def split_choices(
    store: Store,
    *,
    package: str,
    dimensions: Values = None,
    first_year: str | None = None,
    last_year: str | None = None,
) -> Answer:
    """Which percentages and rates are split, by what, and the periods, latest first.

    The indicator with most parts comes first.
    ``cohorts`` are the parts of a split, of which ``shown`` have a figure and ``suppressed`` do
    not because it is of few people. A period belongs to the financial year it ends in.
    """
    return ask("split_choices", locals())


def comparison_units(
    store: Store,
    *,
    package: str,
    series_id: str,
    dimension: Split,
    period_start: datetime.date,
    period_end: datetime.date,
    held_against: comparing.HeldAgainst = "units",
) -> Answer:
    """Areas or providers for one period, by name, with the limits of a funnel.

    Rates, intervals (95%) and limits (95% and 99.8%) are in the unit of the indicator; ``centre``
    is the target, or all the units together. ``flag`` is ``alert``, ``look`` or ``within``.
    """
    answer = store.ask(
        "comparison_units",
        package=package,
        series_id=series_id,
        dimension=dimension,
        period_start=period_start,
        period_end=period_end,
    )
    return with_added(answer, comparing.compared(answer.rows, held_against))


def equality_rates(
    store: Store,
    *,
    package: str,
    series_id: str,
    dimension: Split,
    period_start: datetime.date,
    period_end: datetime.date,
) -> Answer:
    """Groups of people for one period: rates in per cent, and each set against a reference group.

    ``relative_rate`` is a ratio of rates (1 is alike) and ``difference_points`` their difference,
    each with 95% limits; where there is none ``why_no_ratio`` is a sentence that says why.
    """
    answer = ask("equality_rates", locals())
    return with_added(answer, equality.set_against_reference(answer.rows))
