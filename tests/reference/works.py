"""What is known of each service, recomputed: its own results, ratings of its approach, studies."""

import datetime
import math
from collections import Counter
from pathlib import Path
from typing import Any

from scipy.optimize import brentq
from scipy.stats import norm, poisson
from statsmodels.stats.proportion import proportion_confint

from tests.reference import plain, published

Rows = list[dict[str, Any]]
SHOWN = (
    "indicator", "kind_group", "indicator_kind", "organisation", "period_start", "period_end",
    "unit", "per", "better", "accumulation", "actual", "target", "gap", "interval_low",
    "interval_high", "verdict", "point_met", "source_title", "source_url", "file", "line",
)  # fmt: skip
VERDICTS = (
    "met_clearly", "missed_clearly", "cannot_tell", "no_target", "not_returned", "not_yet_due",
    "not_applicable", "suppressed",
)  # fmt: skip
ACTIONS = {
    ("met", "for"): "scale",
    ("met", "not_for"): "evaluate",
    ("missed", "for"): "fix_delivery",
    ("missed", "not_for"): "reconsider",
}


def poisson_limits(count: int) -> tuple[float, float]:
    """95% limits of a count: below ten by solving for the tail, from ten on Byar's."""
    if count < 10:
        least = (
            brentq(lambda mean: poisson.sf(count - 1, mean) - 0.025, 1e-9, 100, xtol=1e-13)
            if count
            else 0.0
        )
        return least, brentq(lambda mean: poisson.cdf(count, mean) - 0.025, 1e-9, 100, xtol=1e-13)
    z = norm.isf(0.025)

    def cubed(about: int, side: float) -> float:
        return about * float(1 - 1 / (9 * about) + side * z / (3 * math.sqrt(about))) ** 3

    return cubed(count, -1), cubed(count + 1, 1)


def limits(row: dict[str, Any]) -> tuple[float, float] | None:
    """The 95% interval of a result in its unit, where what it needs was returned."""
    actual, above, below = row["actual"], row["numerator"], row["denominator"]
    whole = above is not None and below is not None and float(above).is_integer()
    on_one_day = row["accumulation"] == "snapshot"
    match row["unit"]:
        case "percent" if whole and float(below).is_integer() and 0 <= above <= below and below:
            if abs(100 * above / below - actual) > 0.5:
                return None
            low, high = proportion_confint(int(above), int(below), 0.05, "wilson")
            return 100 * low, 100 * high
        case "rate" if whole and below and row["per"]:
            low, high = poisson_limits(int(above))
            return low * row["per"] / below, high * row["per"] / below
        case "count" if actual >= 0 and float(actual).is_integer() and not on_one_day:
            return poisson_limits(int(actual))
    return None


def judged(row: dict[str, Any]) -> dict[str, Any]:
    """The interval and verdict of one result."""
    said: dict[str, Any] = dict.fromkeys(("interval_low", "interval_high", "point_met"))
    if row["actual"] is None:
        return {**said, "verdict": row["status"]}
    interval = limits(row)
    if interval:
        said["interval_low"], said["interval_high"] = interval
    if row["target"] is None or row["better"] == "neutral":
        return {**said, "verdict": "no_target"}
    if row["accumulation"] == "cumulative":
        # It is not done adding up, so it is not held to a target.
        return {**said, "verdict": "cannot_tell"}
    good = {"higher": lambda figure: figure >= row["target"],
            "lower": lambda figure: figure <= row["target"]}[row["better"]]  # fmt: skip
    said["point_met"] = good(row["actual"])
    ends = {good(end) for end in interval} if interval else {True, False}
    if len(ends) == 2:
        return {**said, "verdict": "cannot_tell"}
    return {**said, "verdict": "met_clearly" if True in ends else "missed_clearly"}


def latest(results: Rows) -> dict[str, Any]:
    """The latest result that is due; one that is not, where none is."""
    due = [row for row in results if row["status"] not in ("not_yet_due", "not_applicable")]
    early = datetime.date.min
    return max(due or results, key=lambda row: (row["period_end"] or early, row["outcome_id"]))


def service_results(data: Path, *, package: str, services: list[str] | None = None) -> Rows:
    """See questions.service_results."""
    counted = {
        row["name"]: row["counts_under"]
        for row in plain.rows(data, package, "mappings")
        if row["kind"] == "outcome_programme"
    }
    series: dict[str, Rows] = {}
    for row in published.outcome_results(data, package):
        if row["reported_by"] == "own" and row["dimension"] == "all":
            series.setdefault(row["series_id"], []).append(row)
    answer: Rows = []
    for series_id, results in series.items():
        row = latest(results)
        service = row["service"]
        if row["service_id"] is None:
            service = counted.get(row["programme"], row["programme"])
        row |= judged(row)
        group = "outcomes" if row["indicator_kind"] in ("outcome", "experience") else "outputs"
        known = row["actual"] is not None and row["target"] is not None
        both = known and row["accumulation"] != "cumulative"
        row |= {"kind_group": group, "gap": row["actual"] - row["target"] if both else None}
        answer.append(
            {"service": service, "series_id": series_id} | {name: row[name] for name in SHOWN}
        )
    chosen = [row for row in answer if services is None or row["service"] in services]
    return sorted(chosen, key=lambda row: (row["service"], row["series_id"]))


def service_evaluations(data: Path, *, package: str, services: list[str] | None = None) -> Rows:
    """See questions.service_evaluations."""
    answer = [
        {name: value or None for name, value in row.items()}
        | {name: plain.whole_number(row[name]) for name in ("maryland_level", "participants")}
        | {"line": int(row["line"])}
        for row in plain.rows(data, package, "evaluations")
        if services is None or row["service"] in services
    ]
    return sorted(answer, key=lambda row: (row["service"], row["evaluation_id"]))


def approach_ratings(
    data: Path,
    *,
    package: str,
    sources: list[str] | None = None,
    services: list[str] | None = None,
) -> Rows:
    """See questions.approach_ratings."""
    used: dict[str, list[str]] = {}
    for row in plain.rows(data, package, "service_approaches"):
        used.setdefault(row["intervention"], []).append(row["service"])
    studies = {
        row["what_works_id"]: row["evaluation_id"]
        for row in plain.rows(data, package, "evaluations")
    }
    order = (
        "what_works_id", "intervention", "outcome", "impact_rating", "finding_direction",
        "evidence_rating", "cost_rating", "evidence_source", "source_date", "source_url",
    )  # fmt: skip
    answer: Rows = []
    for row in plain.rows(data, package, "what_works"):
        by = used.get(row["intervention"], [])
        if sources is not None and row["evidence_source"] not in sources:
            continue
        if services is not None and not set(by) & set(services):
            continue
        answer.append(
            {name: row[name] or None for name in order}
            | {
                "services": "; ".join(sorted(by)) or None,
                "mapped_service": row["mapped_service"] or None,
                "evaluation_id": studies.get(row["what_works_id"]),
                "note": row["note"] or None,
                "file": row["file"],
                "line": int(row["line"]),
            }
        )
    keys = ("intervention", "evidence_source", "what_works_id")
    return sorted(answer, key=lambda row: tuple(row[key] for key in keys))


def pointing(directions: list[str]) -> str | None:
    """Which way findings that state it point together."""
    stated = {direction for direction in directions if direction != "not_stated"}
    if not stated:
        return None
    if stated == {"positive"}:
        return "for"
    return "not_for" if stated <= {"none_found", "negative"} else "differs"


def evidence_of(ratings: Rows, studies: Rows) -> tuple[str | None, str | None]:
    """What studies with a comparison found; otherwise what ratings say, unless a study differs."""
    compared = [row["finding_direction"] for row in studies if (row["maryland_level"] or 0) >= 3]
    if found := pointing(compared):
        return found, "evaluation"
    found = pointing([row["finding_direction"] for row in ratings])
    if not found:
        return None, None
    weaker = [row["finding_direction"] for row in studies]
    stated = {each == "positive" for each in weaker if each != "not_stated"}
    against = {"for": False, "not_for": True}.get(found)
    return ("differs" if against in stated else found), "ratings"


def evidence_columns(data: Path, *, package: str, services: list[str] | None = None) -> Rows:
    """See questions.evidence_columns."""
    matched = plain.rows(data, package, "service_approaches")
    every = published.outcome_results(data, package)
    with_target = {
        row["series_id"]
        for row in every
        if row["reported_by"] == "own" and row["target"] is not None
    }
    own = service_results(data, package=package)
    studies = service_evaluations(data, package=package)
    rated = approach_ratings(data, package=package)
    listed = (
        {row["service"] for row in own if row["series_id"] in with_target}
        | {row["service"] for row in matched}
        | {row["service"] for row in studies}
    )
    answer: Rows = []
    for service in sorted(listed if services is None else listed & set(services)):
        approaches = sorted(row["intervention"] for row in matched if row["service"] == service)
        ratings = [row for row in rated if row["intervention"] in approaches]
        found = [row for row in studies if row["service"] == service]
        evidence, basis = evidence_of(ratings, found)
        directions = [row["finding_direction"] for row in found]
        levels = [row["maryland_level"] for row in found if row["maryland_level"] is not None]
        others = sum(each not in ("positive", "not_stated") for each in directions)
        results = [row for row in own if row["service"] == service]
        answer.append(
            {
                "service": service,
                "approaches": "; ".join(approaches) or None,
                "ratings": len(ratings) if approaches else None,
                "evaluations": len(found),
                "highest_level": max(levels, default=None),
                "evaluations_positive": directions.count("positive"),
                "evaluations_other": others,
                "evidence": evidence,
                "evidence_basis": basis,
                **attained(results, evidence, directions.count("positive"), others),
            }
        )
    return answer


def attained(results: Rows, evidence: str | None, positive: int, others: int) -> dict[str, Any]:
    """Counts of indicators by group and verdict, and what follows."""
    numbers = Counter((row["kind_group"], row["verdict"]) for row in results)
    added: dict[str, Any] = {}
    for group in ("outcomes", "outputs"):
        added[group] = sum(1 for row in results if row["kind_group"] == group)
        added |= {f"{group}_{verdict}": numbers[group, verdict] for verdict in VERDICTS}
    outcomes = [row for row in results if row["kind_group"] == "outcomes"]
    held = [
        row for row in outcomes
        if row["point_met"] is not None and row["accumulation"] != "cumulative"
    ]  # fmt: skip
    met = sum(row["point_met"] for row in held)
    said = None
    if held:
        said = {0: "missed", len(held): "met"}.get(met, "differs")
    reported = any(row["actual"] is not None for row in outcomes)
    return added | {
        "attainment": said,
        "attainment_clear": all(row["verdict"] != "cannot_tell" for row in held) if held else None,
        "quadrant": ACTIONS.get((str(said), str(evidence))),
        "disagree": reported and (positive if said == "missed" else others) > 0,
    }
