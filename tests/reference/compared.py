"""Splits of results the slow way: limits from scipy's distributions, ratios from statsmodels."""

import datetime
import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from commissioning.statistics.disclosure import Rule
from tests.reference import plain, published

Rows = list[dict[str, Any]]
FACTS = (
    "cohort", "indicator", "service", "unit", "per", "better", "accumulation", "definition",
    "dimension", "period_start", "period_end", "numerator", "denominator", "actual",
)  # fmt: skip
AS_RETURNED = ("numerator", "denominator", "actual")
TAILS = {"lower_95": 0.025, "upper_95": 0.975, "lower_998": 0.001, "upper_998": 0.999}
METHODS = {
    ("percent", False): "Exact binomial limits: outliers apart, the units vary no more than by"
    " chance.",
    ("rate", False): "Exact Poisson limits: outliers apart, the units vary no more than by chance.",
    ("percent", True): "Limits widened for variation between units beyond chance (additive,"
    " arcsine).",
    ("rate", True): "Limits widened for variation between units beyond chance (additive, square"
    " root).",
}


def results(data: Path, package: str, withheld: Collection[str]) -> Rows:
    """Results of splits and of everyone; those ``withheld`` have no figures."""
    found = published.outcome_results(data, package)
    return [
        {**row, **dict.fromkeys(AS_RETURNED), "status": "suppressed"}
        if row["outcome_id"] in withheld
        else row
        for row in found
    ]


def split_choices(
    data: Path,
    withheld: Collection[str] = (),
    *,
    package: str,
    dimensions: Sequence[str] | None = None,
    first_year: str | None = None,
    last_year: str | None = None,
) -> Rows:
    groups: dict[tuple[Any, ...], Rows] = defaultdict(list)
    for row in results(data, package, withheld):
        named = not dimensions or row["dimension"] in dimensions
        if row["dimension"] != "all" and row["unit"] in ("percent", "rate") and named:
            key = ("series_id", "dimension", "period_start", "period_end")
            groups[tuple(row[name] for name in key)].append(row)
    answer = []
    for (series_id, dimension, start, end), rows in groups.items():
        year = plain.label(end.year - (end.month < 4))
        if not plain.within(year, first_year, last_year):
            continue
        latest = max(rows, key=lambda row: int(row["definition_version"]))
        answer.append(
            {
                "series_id": series_id,
                **{name: latest[name] for name in ("indicator", "service", "programme", "unit")},
                "dimension": dimension,
                "period_start": start,
                "period_end": end,
                "financial_year": year,
                "cohorts": len(rows),
                "shown": sum(1 for row in rows if row["actual"] is not None),
                "suppressed": sum(1 for row in rows if row["status"] == "suppressed"),
            }
        )
    answer.sort(key=lambda row: row["period_start"], reverse=True)
    answer.sort(key=lambda row: row["period_end"], reverse=True)
    answer.sort(key=lambda row: (row["series_id"], row["dimension"]))
    most = {
        name: max(row["cohorts"] for row in answer if row["series_id"] == name)
        for name in {row["series_id"] for row in answer}
    }
    answer.sort(key=lambda row: most[row["series_id"]], reverse=True)
    return answer


def _of_period(
    data: Path,
    package: str,
    series_id: str,
    period: tuple[datetime.date, datetime.date],
    withheld: Collection[str],
) -> Rows:
    stated = plain.descriptor(data, package)["commissioning"].get("disclosure", {})
    own = {
        (row["indicator_id"], int(row["definition_version"])): row["disclosure_threshold"]
        for row in plain.rows(data, package, "indicators")
    }
    rows = [
        row
        for row in results(data, package, withheld)
        if row["series_id"] == series_id and (row["period_start"], row["period_end"]) == period
    ]
    of_splits = [int(own[series_id, row["definition_version"]] or 0) for row in rows]
    threshold = max(of_splits, default=0) or stated.get("threshold", Rule().threshold)
    return [{**row, "disclosure_threshold": threshold} for row in rows]


def comparison_units(
    data: Path,
    withheld: Collection[str] = (),
    *,
    package: str,
    series_id: str,
    dimension: str,
    period_start: datetime.date,
    period_end: datetime.date,
    held_against: str = "units",
) -> Rows:
    rows = sorted(
        (
            row
            for row in _of_period(data, package, series_id, (period_start, period_end), withheld)
            if row["dimension"] == dimension
        ),
        key=lambda row: str(row["cohort"]),
    )
    targeted = (
        "target", "target_set_on", "target_set_by", "status", "disclosure_threshold", "file",
        "line",
    )  # fmt: skip
    answer = [{name: row[name] for name in (*FACTS, *targeted)} for row in rows]
    blank = (
        "rate", "interval_low", "interval_high", "interval_method", "centre", *TAILS,
        "phi", "tau_squared", "flag", "side", "limits_method", "caution", "why_no_limits",
    )  # fmt: skip
    for row in answer:
        row |= dict.fromkeys(blank)
    shown = [row for row in answer if row["numerator"] is not None]
    for row in shown:
        row |= _rate_of(row)
    _limit(shown, held_against)
    # The limits of pairs come in the order of the question's columns.
    ends = ("centre", "lower_95", "upper_95", "lower_998", "upper_998")
    order = [*FACTS, *targeted, *blank[:4], *ends, *blank[9:]]
    return [{name: row[name] for name in order} for row in answer]


def _rate_of(row: dict[str, Any]) -> dict[str, Any]:
    """A rate in its own unit with Wilson's limits, or those of a Poisson count."""
    above, below = row["numerator"], row["denominator"]
    if row["unit"] == "percent":
        low, high = proportion_confint(above, below, method="wilson")
        return {
            "rate": 100 * above / below,
            "interval_low": float(100 * low),
            "interval_high": float(100 * high),
            "interval_method": "Wilson",
        }
    scale = row["per"] / below
    if above < 10:
        low, high = (
            stats.gamma.ppf(0.025, above) if above else 0.0,
            stats.gamma.ppf(0.975, above + 1),
        )
        method = "exact Poisson"
    else:
        # The cube root of a gamma variable is nearly normal: Byar's way, around above and above+1.
        z = stats.norm.ppf(0.975)
        low, high = (
            count * (1 - 1 / (9 * count) + sign * z * math.sqrt(1 / (9 * count))) ** 3
            for count, sign in ((above, -1), (above + 1, 1))
        )
        method = "Byar"
    return {
        "rate": above * scale,
        "interval_low": float(low * scale),
        "interval_high": float(high * scale),
        "interval_method": method,
    }


def _limit(rows: Rows, held_against: str) -> None:
    """Fill in the limits of units that have figures, from the distributions themselves."""
    if len(rows) < 2:
        for row in rows:
            row["why_no_limits"] = (
                "Fewer than two have figures that can be shown, so there is nothing to compare."
            )
        return
    proportion = rows[0]["unit"] == "percent"
    scale = 100 if proportion else rows[0]["per"]
    centre = sum(row["numerator"] for row in rows) / sum(row["denominator"] for row in rows)
    if held_against == "target":
        centre = rows[0]["target"] / scale

    def bent(share: float) -> float:
        return math.asin(math.sqrt(share)) if proportion else math.sqrt(share)

    apart = sorted(
        2
        * math.sqrt(row["denominator"])
        * (bent(row["numerator"] / row["denominator"]) - bent(centre))
        for row in rows
    )
    low, high = (_quantile(apart, share) for share in (0.1, 0.9))
    phi = sum(min(max(z, low), high) ** 2 for z in apart) / len(apart)
    weights = [4 * row["denominator"] for row in rows]
    spread = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    number = len(rows)
    between = max(0.0, (number * phi - (number - 1)) / spread) if phi > 1 else 0.0
    for row in rows:
        row |= {
            name: scale * _end(row["denominator"], centre, tail, between, proportion)
            for name, tail in TAILS.items()
        }
        rate = row["numerator"] / row["denominator"] * scale
        row |= {
            "centre": centre * scale,
            "phi": phi,
            "tau_squared": between,
            "flag": "alert"
            if not row["lower_998"] <= rate <= row["upper_998"]
            else "within"
            if row["lower_95"] <= rate <= row["upper_95"]
            else "look",
            "side": "below"
            if rate < row["lower_95"]
            else "above"
            if rate > row["upper_95"]
            else None,
            "limits_method": METHODS[row["unit"], between > 0],
            "caution": "Fewer than 10 units: how much they vary is poorly known, so the limits are"
            " rough."
            if number < 10
            else None,
        }


def _quantile(ordered: list[float], share: float) -> float:
    """Between two ordered values, as far along as ``share`` of the way from first to last."""
    place = share * (len(ordered) - 1)
    before = math.floor(place)
    after = min(before + 1, len(ordered) - 1)
    return ordered[before] + (place - before) * (ordered[after] - ordered[before])


def _end(size: float, centre: float, tail: float, between: float, proportion: bool) -> float:
    """One limit as a share of one."""
    if between:
        z = stats.norm.ppf(tail)
        bent = math.asin(math.sqrt(centre)) if proportion else math.sqrt(centre)
        moved = max(bent + z * math.sqrt(1 / (4 * size) + between), 0.0)
        return float(math.sin(min(moved, math.pi / 2)) ** 2 if proportion else moved**2)
    chance = stats.binom(int(size), centre) if proportion else stats.poisson(size * centre)
    count = int(chance.ppf(tail))
    reached, before = float(chance.cdf(count)), float(chance.cdf(count - 1))
    end = (count - (reached - tail) / (reached - before)) / size
    return (
        max(0.0, min(end, centre))
        if tail < 0.5
        else min(max(end, centre), 1.0 if proportion else math.inf)
    )


def equality_rates(
    data: Path,
    withheld: Collection[str] = (),
    *,
    package: str,
    series_id: str,
    dimension: str,
    period_start: datetime.date,
    period_end: datetime.date,
) -> Rows:
    of_period = _of_period(data, package, series_id, (period_start, period_end), withheld)
    rows = [row for row in of_period if row["dimension"] == dimension]
    rows.sort(key=lambda row: (row["cohort"] == "Not recorded", row["line"]))
    sizes = [row["denominator"] for row in rows]
    whole = [row["denominator"] for row in of_period if row["dimension"] == "all"]
    people = (whole or [None])[0]
    if people is None and None not in sizes:
        people = sum(sizes)
    in_groups = sum(row["denominator"] or 0 for row in rows if row["cohort"] != "Not recorded")
    left = None if people is None or in_groups > people else people - in_groups
    unrecorded = [row for row in rows if row["cohort"] == "Not recorded"]
    known = unrecorded[0]["denominator"] if unrecorded else left if None not in sizes else None
    most = known if known is not None else left
    definitions = {
        (row["indicator_id"], int(row["definition_version"])): row["reference_cohort"]
        for row in plain.rows(data, package, "indicators")
    }
    answer = []
    for row in rows:
        reference = definitions[series_id, row["definition_version"]]
        beside = next((other for other in rows if other["cohort"] == reference), None)
        answer.append(
            {
                **{name: row[name] for name in (*FACTS, "status")},
                "reference_cohort": reference if beside else None,
                "is_reference": row is beside,
                "is_recorded": row["cohort"] != "Not recorded",
                "people": people,
                "missing_percent": None if known is None else 100 * known / people,
                "missing_most_percent": None if most is None else 100 * most / people,
                "disclosure_threshold": row["disclosure_threshold"],
                "file": row["file"],
                "line": row["line"],
                **_beside(row, beside, known, most, people),
            }
        )
    return answer


def _beside(
    row: dict[str, Any],
    reference: dict[str, Any] | None,
    known: float | None,
    most: float | None,
    people: float | None,
) -> dict[str, Any]:
    added: dict[str, Any] = dict.fromkeys(
        (
            "rate",
            "interval_low",
            "interval_high",
            "interval_method",
            "relative_rate",
            "relative_rate_low",
            "relative_rate_high",
            "difference_points",
            "difference_low_points",
            "difference_high_points",
            "why_no_ratio",
        )
    )
    if row["numerator"] is None:
        return added
    added |= _rate_of(row)
    if row["unit"] != "percent":
        why = "A ratio is worked out only for percentages that state both their parts."
    elif row["cohort"] == "Not recorded":
        why = "These people are in no group: theirs is not recorded."
    elif reference is None:
        why = "No reference group is set for this split."
    elif row is reference:
        why = "This is the reference group."
    elif most is None or people is None or (known is None and most / people > 0.2):
        why = "How many people are in no group is not known, and may be more than 20%."
    elif most / people > 0.2:
        why = "More than 20% of people are in no group."
    elif reference["numerator"] is None:
        why = "The reference group has no figures that can be shown."
    else:
        counts = (
            row["numerator"], row["denominator"],
            reference["numerator"], reference["denominator"],
        )  # fmt: skip
        low, high = confint_proportions_2indep(*counts, compare="ratio", method="log")
        apart = confint_proportions_2indep(*counts, compare="diff", method="newcomb")
        return added | {
            "relative_rate": counts[0] * counts[3] / (counts[1] * counts[2]),
            "relative_rate_low": float(low),
            "relative_rate_high": float(high),
            "difference_points": 100 * counts[0] / counts[1] - 100 * counts[2] / counts[3],
            "difference_low_points": float(100 * apart[0]),
            "difference_high_points": float(100 * apart[1]),
        }
    return added | {"why_no_ratio": why}
