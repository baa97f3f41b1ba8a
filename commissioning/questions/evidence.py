"""Questions about results against targets, with what the statistics add to each answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from commissioning.evidence import control, verdicts
from commissioning.evidence.answers import with_added
from commissioning.questions.parameters import Values, ask, choice
from commissioning.store import Answer, Store

ReportedBy = Literal["own", "comparator"]
StandingOrder = Literal["service", "indicator", "status", "newest", "oldest"]
Split = Literal["all", "area", "provider", "age", "disability", "ethnicity", "sex"]

# What indicators that stand by service are sorted by; a sort leaves what is alike as it was.
PLACES: dict[StandingOrder, Callable[[verdicts.Row], Any]] = {
    "service": lambda row: 0,
    "indicator": lambda row: row["indicator"].lower(),
    "status": lambda row: list(verdicts.Standing).index(row["verdict"]),
    "newest": lambda row: -(row["period_end"] or date.min).toordinal(),
    "oldest": lambda row: row["period_end"] or date.max,
}


def indicator_results(
    store: Store,
    *,
    package: str,
    series_id: str | None = None,
    dimension: Split = "all",
    reported_by: ReportedBy | None = None,
) -> Answer:
    """Results by period with the target that held, a 95% interval and a verdict.

    Verdicts are codes of evidence.verdicts.Standing; intervals are in the unit of the result.
    """
    answer = ask("indicator_results", locals())
    return with_added(answer, [verdicts.judged(row) for row in answer.rows])


def indicator_trends(store: Store, *, package: str, series_id: str | None = None) -> Answer:
    """The results for everyone of each indicator in order of time, a row an indicator.

    Its lists are of one length, an entry a period: days, versions of the definition, results and
    targets, the last two in the unit of the indicator and None where there is none.
    """
    return store.ask("indicator_trends", package=package, series_id=series_id)


def indicator_standing(
    store: Store,
    *,
    package: str,
    reported_by: ReportedBy | None = None,
    programmes: Values = None,
    services: Values = None,
    kinds: Values = None,
    text: str | None = None,
    statuses: Values = None,
    order: StandingOrder = "service",
) -> Answer:
    """Every indicator at its latest period: its verdict, and the marks of its control chart.

    ``amount`` is full, trial or dots; ``variation`` and ``assurance`` are None unless it is full;
    ``not_charted`` says why an indicator has no control chart. ``statuses`` are verdicts to keep.
    ``order`` puts them by service, indicator or status, or by the end of their latest period, what
    has none last; what is alike in that stands by service.
    """
    answer = store.ask(
        "indicator_standing",
        package=package,
        reported_by=reported_by,
        programmes=choice(programmes),
        services=choice(services),
        kinds=choice(kinds),
        text=text,
    )
    judged = with_added(
        answer,
        [verdicts.judged(row) for row in answer.rows],
        statuses=choice(statuses),
        order=order,
    )
    kept = [row for row in judged.rows if not statuses or row["verdict"] in statuses]
    return replace(judged, rows=tuple(sorted(kept, key=PLACES[order])))


def control_points(
    store: Store,
    *,
    package: str,
    series_id: str | None = None,
    kind: control.Kind = "xmr",
    screened: bool = False,
    rebased: bool = True,
) -> Answer:
    """The results of an indicator in order of time with the limits and signal of each point.

    Limits are in the unit of the result and not cut off at 0 or 100%; they are None where the
    indicator has no chart, and ``not_charted`` says why. ``variation`` and ``assurance``, the same
    on every row, are the marks of the whole chart, None unless its last part is full. ``kind`` is
    ``xmr``, or ``p_prime`` for a percentage with both its parts; ``screened`` leaves out extreme
    moving ranges; without ``rebased`` one set of limits is over every version of the definition.
    The answer's parameters name these three choices, so that a download does too.
    """
    answer = store.ask("control_points", package=package, series_id=series_id)
    series: dict[str, list[verdicts.Row]] = {}
    for row in answer.rows:
        series.setdefault(row["series_id"], []).append(row)
    added = [
        {
            **point,
            "variation": chart.variation,
            "assurance": chart.assurance,
            "not_charted": chart.not_charted,
        }
        for rows in series.values()
        for chart in [control.charted(rows, kind=kind, screened=screened, rebased=rebased)]
        for point in chart.points
    ]
    return with_added(answer, added, kind=kind, screened=screened, rebased=rebased)


def indicator_versions(store: Store, *, package: str, series_id: str | None = None) -> Answer:
    """The versions of an indicator's definition: from when, why and by whom it begins anew."""
    return store.ask("indicator_versions", package=package, series_id=series_id)


def target_history(store: Store, *, package: str, series_id: str | None = None) -> Answer:
    """The targets an indicator has had: from when, set when and by whom."""
    return store.ask("target_history", package=package, series_id=series_id)
