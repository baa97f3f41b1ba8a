"""Results against their targets: statsmodels and scipy for intervals, fractions for XmR.

Byar's limits are those of a chi-square whose cube root is taken as normal (Wilson and Hilferty,
https://doi.org/10.1073/pnas.17.12.684), which is how they are found here.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from commissioning.evidence.control import NO_DATES
from commissioning.statistics.spc_refusal import CUMULATIVE, REPEATED, ROLLING
from tests.reference import plain, published

Row = dict[str, Any]
Rows = list[Row]

OF_A_RESULT = (
    "outcome_id", "series_id", "reported_by", "organisation", "provider", "service", "programme",
    "indicator", "indicator_kind", "unit", "per", "better", "accumulation", "definition_version",
    "period_start", "period_end", "dimension", "cohort", "numerator", "denominator", "actual",
    "target", "target_set_on", "target_set_by", "gap", "status", "returned_on", "date_basis",
    "source_title", "source_url", "note", "file", "line",
)  # fmt: skip
OF_A_STANDING = (
    "series_id", "reported_by", "organisation", "provider", "service", "programme", "indicator",
    "indicator_kind", "unit", "per", "better", "accumulation", "definition", "definition_version",
    "cohort", "period_start", "period_end", "numerator", "denominator", "actual", "target",
    "target_set_on", "target_set_by", "gap", "status", "returned_on", "date_basis", "periods",
    "returned", "last_actual", "last_period_start", "last_period_end", "source_title",
    "source_url", "note", "file", "line",
)  # fmt: skip
BLANKED = ("numerator", "denominator", "actual", "returned_on")
NEVER = datetime.date.max
BEFORE = datetime.date.min


def results(data: Path, package: str, withheld: Collection[str] = ()) -> Rows:
    """Every result with its gap, those whose ids are ``withheld`` without their figures."""
    found = []
    for row in published.outcome_results(data, package):
        if row["outcome_id"] in withheld:
            row |= dict.fromkeys(BLANKED) | {"status": "suppressed"}
        held = None not in (row["actual"], row["target"]) and row["accumulation"] != "cumulative"
        found.append(row | {"gap": row["actual"] - row["target"] if held else None})
    return found


def poisson_limits(count: int) -> tuple[str, float, float]:
    """The method and the 95% limits of a count: exact below ten, Byar's from ten."""
    if count < 10:
        low, high = confint_poisson(count, 1, method="exact-c", alpha=0.05)
        return "exact Poisson", 0.0 if count == 0 else float(low), float(high)

    def chi_square_half(tail: float, freedom: int) -> float:
        spread = 2 / (9 * freedom)
        return freedom / 2 * float(stats.norm.ppf(tail, 1 - spread, math.sqrt(spread))) ** 3

    return "Byar", chi_square_half(0.025, 2 * count), chi_square_half(0.975, 2 * count + 2)


def limits(row: Row) -> tuple[str, float, float] | None:
    """The method and the 95% limits of a result; None where what they need was not returned."""
    value, above, below = row["actual"], row["numerator"], row["denominator"]
    parts = None not in (above, below) and below > 0
    whole = parts and above == int(above) and below == int(below)
    if row["unit"] == "count" and value >= 0 and value == int(value):
        if row["accumulation"] == "snapshot":
            return None
        return poisson_limits(int(value))
    if row["unit"] == "rate" and parts and row["per"] and above == int(above):
        method, *both = poisson_limits(int(above))
        return method, both[0] * row["per"] / below, both[1] * row["per"] / below
    if row["unit"] != "percent" or not whole or above > below:
        return None
    if abs(Fraction(str(value)) - 100 * Fraction(above) / Fraction(below)) > Fraction(1, 2):
        return None
    low, high = proportion_confint(above, below, alpha=0.05, method="wilson")
    return "Wilson", 100 * float(low), 100 * float(high)


def judged(row: Row) -> Row:
    """What the statistics add to one result."""
    added: Row = dict.fromkeys(("interval_low", "interval_high", "interval_method"))
    added |= {"verdict": None, "point_met": None}
    if row["actual"] is None:
        return added | {"verdict": row["status"] or "not_returned"}
    found = limits(row)
    if found:
        added |= dict(zip(("interval_method", "interval_low", "interval_high"), found, strict=True))
    if row["target"] is None or row["better"] == "neutral":
        return added | {"verdict": "no_target"}
    if row["accumulation"] == "cumulative":
        return added | {"verdict": "cannot_tell"}

    def reaches(value: float) -> bool:
        lower = row["better"] == "lower"
        return bool(value <= row["target"] if lower else value >= row["target"])

    ends = {reaches(end) for end in found[1:]} if found else {True, False}
    both = {(True,): "met_clearly", (False,): "missed_clearly", (False, True): "cannot_tell"}
    return added | {"verdict": both[tuple(sorted(ends))], "point_met": reaches(row["actual"])}


def refused(rows: Rows) -> str | None:
    """Why results of one series cannot be charted: each pair of periods is looked at."""
    periods = [(row["period_start"], row["period_end"]) for row in rows]
    if any(None in period for period in periods):
        return NO_DATES
    by_word = {"cumulative": CUMULATIVE, "rolling": ROLLING}
    if rows[0]["accumulation"] in by_word:
        return by_word[rows[0]["accumulation"]]
    pairs = list(combinations(periods, 2))
    if any(one == other for one, other in pairs):
        return REPEATED
    if any(one[0] == other[0] for one, other in pairs):
        return CUMULATIVE
    if any(max(one[0], other[0]) <= min(one[1], other[1]) for one, other in pairs):
        return ROLLING
    return None


def last_signal(values: Sequence[Fraction], mean: Fraction, width: Fraction) -> int:
    """1, -1 or 0: whether the last of values in a row is unusually high, low or neither.

    The rules in their order: outside a limit, seven that rise or fall, two far away of three on
    one side, seven on one side.
    """

    def side(value: Fraction, share: Fraction = Fraction(0)) -> int:
        return (value - mean > share * width) - (value - mean < -share * width)

    def agreed(signs: Sequence[int], number: int) -> int:
        return signs[0] if len(signs) == number and len(set(signs)) == 1 else 0

    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(values[-7:])]
    three = values[-3:]
    far = [side(value, Fraction(2, 3)) for value in three]
    near = agreed([side(value) for value in three], 3)
    return (
        side(values[-1], Fraction(1))
        or agreed(steps, 6)
        or (near if far[-1] and sum(map(bool, far)) >= 2 else 0)
        or agreed([side(value) for value in values[-7:]], 7)
    )


def marks(rows: Rows) -> Row:
    """The amount of data and the two marks of one series, its rows in order of time."""
    found: Row = dict.fromkeys(("amount", "variation", "assurance", "not_charted"))
    reason = refused(rows)
    returned = [row for row in rows if row["actual"] is not None]
    if reason or not returned:
        return found | {"not_charted": reason}
    last = returned[-1]
    group = [row for row in rows if row["definition_version"] == last["definition_version"]]
    figures = [None if r["actual"] is None else Fraction(str(r["actual"])) for r in group]
    known = [figure for figure in figures if figure is not None]
    moves = [abs(b - a) for a, b in pairwise(figures) if a is not None and b is not None]
    alike = len(known) > 1 and len(set(known)) == 1
    if len(known) < 7 or not (moves or alike):
        return found | {"amount": "dots"}
    if len(known) < 13:
        return found | {"amount": "trial"}
    mean = sum(known, Fraction(0)) / len(known)
    width = Fraction(0) if alike else Fraction("2.66") * sum(moves, Fraction(0)) / len(moves)
    unbroken: list[Fraction] = []
    for figure in figures[: group.index(last) + 1]:
        unbroken = [] if figure is None else [*unbroken, figure]
    return {
        "amount": "full",
        "variation": variation(last_signal(unbroken, mean, width), last["better"]),
        "assurance": assurance(mean - width, mean + width, last),
        "not_charted": None,
    }


def variation(signal: int, better: str) -> str:
    """The mark of change for a signal and the way that is better."""
    if signal == 0:
        return "common_cause"
    way = "high" if signal > 0 else "low"
    if better == "neutral":
        return f"neutral_{way}"
    good = (better == "higher") == (signal > 0)
    return f"{'improvement' if good else 'concern'}_{way}"


def assurance(lower: Fraction, upper: Fraction, last: Row) -> str:
    """The mark of the target against the limits."""
    if last["target"] is None or last["better"] == "neutral":
        return "none"
    target = Fraction(str(last["target"]))
    if lower <= target <= upper:
        return "hit_or_miss"
    return "pass" if (last["better"] == "higher") == (target < lower) else "fail"


def in_time(row: Row) -> tuple[Any, ...]:
    """What the results of a series are put in order by; what has no date comes last."""
    return (row["period_end"] or NEVER, row["period_start"] or NEVER, row["outcome_id"])


def indicator_results(
    data: Path,
    withheld: Collection[str] = (),
    *,
    package: str,
    series_id: str | None = None,
    dimension: str = "all",
    reported_by: str | None = None,
) -> Rows:
    """See questions.indicator_results; ``withheld`` are the ids of results that are suppressed."""
    chosen = [
        row
        for row in results(data, package, withheld)
        if row["dimension"] == dimension
        and series_id in (None, row["series_id"])
        and reported_by in (None, row["reported_by"])
    ]
    chosen.sort(key=lambda r: (r["series_id"], *in_time(r)[:2], r["cohort"], r["outcome_id"]))
    return [{name: row[name] for name in OF_A_RESULT} | judged(row) for row in chosen]


def indicator_trends(data: Path, *, package: str, series_id: str | None = None) -> Rows:
    """See questions.indicator_trends."""
    lines: dict[str, Rows] = defaultdict(list)
    for row in results(data, package):
        if row["dimension"] == "all" and series_id in (None, row["series_id"]):
            lines[row["series_id"]].append(row)
    listed = ("period_start", "period_end", "definition_version", "actual", "target")
    return [
        {"series_id": one}
        | {f"{name}s": [row[name] for row in sorted(lines[one], key=in_time)] for name in listed}
        for one in sorted(lines)
    ]


def indicator_standing(
    data: Path,
    *,
    package: str,
    reported_by: str | None = None,
    programmes: Sequence[str] | None = None,
    services: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    text: str | None = None,
    statuses: Sequence[str] | None = None,
    order: str = "service",
) -> Rows:
    """See questions.indicator_standing."""
    lines: dict[str, Rows] = defaultdict(list)
    for row in results(data, package):
        if row["dimension"] == "all":
            lines[row["series_id"]].append(row)
    found = []
    for rows in lines.values():
        rows.sort(key=in_time)
        latest = standing(rows)
        looked_in = [
            " ".join(filter(None, (r["indicator"], r["service"], r["service_as_filed"],
                                   r["provider"])))
            for r in rows
        ]  # fmt: skip
        if (
            reported_by in (None, latest["reported_by"])
            and (not programmes or latest["programme"] in programmes)
            and (not services or latest["service"] in services)
            and (not kinds or latest["indicator_kind"] in kinds)
            and (not text or any(text.lower() in words.lower() for words in looked_in))
            and (not statuses or latest["verdict"] in statuses)
        ):
            found.append(latest)
    found.sort(key=lambda row: (row["service"], row["indicator"], row["cohort"], row["series_id"]))
    found.sort(key=lambda row: row["reported_by"], reverse=True)
    return in_order(found, order)


def standing(rows: Rows) -> Row:
    """The latest result of one series that is due, with what is counted and judged of it."""
    due = [row for row in rows if row["status"] not in ("not_yet_due", "not_applicable")] or rows
    dated = [row for row in due if row["period_end"]] or due
    latest = max(dated, key=lambda row: (row["period_end"] or BEFORE, row["outcome_id"]))
    came = [row for row in rows if row["actual"] is not None]
    last = max(came, key=lambda r: (r["period_end"] or BEFORE, r["outcome_id"]), default=None)
    latest = latest | {
        "periods": len(rows),
        "returned": len(came),
        "last_actual": last and last["actual"],
        "last_period_start": last and last["period_start"],
        "last_period_end": last and last["period_end"],
    }
    return {name: latest[name] for name in OF_A_STANDING} | judged(latest) | marks(rows)


STATUSES = [
    "met_clearly", "missed_clearly", "cannot_tell", "no_target", "not_returned", "not_yet_due",
    "not_applicable", "suppressed",
]  # fmt: skip


def in_order(rows: Rows, order: str) -> Rows:
    """Rows that stand by service in another order, those alike as they stood."""
    if order == "service":
        return rows
    if order == "indicator":
        return sorted(rows, key=lambda row: row["indicator"].lower())
    if order == "status":
        return sorted(rows, key=lambda row: STATUSES.index(row["verdict"]))
    dated = [row for row in rows if row["period_end"]]
    undated = [row for row in rows if not row["period_end"]]
    return sorted(dated, key=lambda row: row["period_end"], reverse=order == "newest") + undated


def indicator_versions(data: Path, *, package: str, series_id: str | None = None) -> Rows:
    """See questions.indicator_versions."""
    return [
        {
            "series_id": row["indicator_id"],
            "definition_version": int(row["definition_version"]),
            "definition": row["definition"],
            "valid_from": plain.day(row["valid_from"]),
            "rebase_reason": row["rebase_reason"] or None,
            "rebase_author": row["rebase_author"] or None,
            "file": row["file"],
            "line": int(row["line"]),
        }
        for row in sorted(
            plain.rows(data, package, "indicators"),
            key=lambda row: (row["indicator_id"], int(row["definition_version"])),
        )
        if series_id in (None, row["indicator_id"])
    ]


def target_history(data: Path, *, package: str, series_id: str | None = None) -> Rows:
    """See questions.target_history; dates of one form are compared as they are written."""
    return [
        {
            "series_id": row["indicator_id"],
            "valid_from": plain.day(row["valid_from"]),
            "target": plain.number(row["target"]),
            "set_on": plain.day(row["set_on"]),
            "set_by": row["set_by"] or None,
            "set_after_start": row["set_on"] > row["valid_from"] if row["set_on"] else None,
            "file": row["file"],
            "line": int(row["line"]),
        }
        for row in sorted(
            plain.rows(data, package, "indicator_targets"),
            key=lambda row: (row["indicator_id"], row["valid_from"]),
        )
        if series_id in (None, row["indicator_id"])
    ]
