"""What is known of a service: its own targets, its approach as rated, and its own evaluation."""

from typing import Any

from commissioning.evidence import columns, verdicts
from commissioning.evidence.answers import with_added
from commissioning.query_files import header
from commissioning.questions.parameters import Values, ask, choice
from commissioning.store import Answer, Store


def service_results(store: Store, *, package: str, services: Values = None) -> Answer:
    """A service's own indicators at their latest period, each with its interval and verdict.

    A published result belongs to its programme or contract, a contract return to its service, each
    under the name that counts. Figures are in the unit of the result.
    """
    answer = store.ask("service_results", package=package, services=choice(services))
    names = [entry.split()[0] for entry in header(answer.sql, "adds").split(", ")]
    standing = store.ask(
        "indicator_standing",
        package=package,
        reported_by="own",
        programmes=None,
        services=None,
        kinds=None,
        text=None,
    )
    shown: dict[str, dict[str, Any]] = {}
    for row in standing.rows:
        full = {
            "kind_group": columns.kind_group(row["indicator_kind"]),
            **row,
            **verdicts.judged(row),
        }
        shown[row["series_id"]] = {name: full.get(name) for name in names}
    return with_added(answer, [shown[row["series_id"]] for row in answer.rows])


def evidence_columns(store: Store, *, package: str, services: Values = None) -> Answer:
    """Three columns for each service, and what the first and the others together suggest.

    Services with a target of their own, an approach or an evaluation. Counts are of indicators.
    """
    answer = ask("evidence_columns", locals())
    results: dict[str, list[verdicts.Row]] = {}
    for row in service_results(store, package=package, services=services).rows:
        results.setdefault(row["service"], []).append(row)
    return with_added(
        answer,
        [columns.columns(row, results.get(row["service"], [])) for row in answer.rows],
    )


def approach_ratings(
    store: Store, *, package: str, sources: Values = None, services: Values = None
) -> Answer:
    """Ratings of approaches in the words of each source; scales of two sources do not compare.

    ``sources`` are those who published a rating, ``services`` those that use the approach.
    """
    return ask("approach_ratings", locals())


def service_evaluations(store: Store, *, package: str, services: Values = None) -> Answer:
    """Evaluations of services themselves: design, level on the Maryland scale and finding.

    A service without a row has no evaluation that was found, which is not a low level.
    """
    return ask("service_evaluations", locals())
