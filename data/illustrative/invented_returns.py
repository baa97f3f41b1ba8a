"""The invented indicators: their definitions, targets and what providers returned."""

import datetime
import math
from collections.abc import Iterator, Sequence

from invented_ledger import (
    AS_AT,
    FIRST_MONTH,
    LAST_MONTH,
    SERVICES,
    Described,
    Draws,
    Row,
    first_and_last,
    invented,
    months_between,
    phase_on,
)

DAYS_TO_RETURN = 45
SUPPRESSED_BELOW = 5
INDICATORS: list[Described] = invented("indicators")["indicators"]


def level_on(indicator: Described, first: datetime.date) -> float:
    """The level about which the figure for the period that begins on a day is drawn."""
    years = (first - datetime.date(*FIRST_MONTH, 1)).days / 365.25
    level: float = indicator["level"] + indicator.get("yearly_drift", 0.0) * years
    level *= 1 + indicator.get("season", 0.0) * math.sin(math.pi * (first.month - 1) / 6)
    if "step" in indicator and first.isoformat() >= indicator["step"]["from"]:
        level += indicator["step"]["by"]
    return level


def indicator_returns(indicator: Described) -> Iterator[Row]:
    """The returns of an indicator, a row for each period and cohort whether it came or not."""
    service, every = SERVICES[indicator["service_id"]], indicator.get("months", 3)
    ended = first_and_last(service["phases"][-1])[1]
    periods = list(months_between(FIRST_MONTH, LAST_MONTH))
    for position in range(0, len(periods), every):
        month, final = periods[position], periods[position + every - 1]
        if month > ended:
            return
        first = datetime.date(*month, 1)
        last = datetime.date(final[0] + final[1] // 12, final[1] % 12 + 1, 1)
        last -= datetime.timedelta(days=1)
        start = first.isoformat()
        phase = phase_on(service, month)
        row: Row = {
            "indicator_id": indicator["indicator_id"],
            "period_start": start,
            "period_end": last.isoformat(),
            "cohort": "All",
            "definition_version": sum(v["valid_from"] <= start for v in indicator["versions"]),
            "provider": (phase or service["phases"][0])["provider"],
            "note": indicator.get("notes", {}).get(start, ""),
        }
        draws = Draws(f"{indicator['indicator_id']}/{start}")
        due = last + datetime.timedelta(days=DAYS_TO_RETURN + indicator.get("follow_up_days", 0))
        returned_on = due - datetime.timedelta(days=draws.whole(1, 30))
        if start in indicator.get("late", []):
            returned_on = due + datetime.timedelta(days=draws.whole(12, 70))
        if phase is None:
            yield row | {"status": "not_applicable", "note": "The service had not begun"}
        elif start in indicator.get("unanswered", []):
            yield row | {"status": "not_returned"}
        elif returned_on > AS_AT:
            yield row | {"status": "not_yet_due" if due > AS_AT else "not_returned"}
        else:
            came = row | {"status": "returned", "returned_on": returned_on.isoformat()}
            yield from figures(indicator, level_on(indicator, first), came, draws)


def figures(indicator: Described, level: float, came: Row, draws: Draws) -> Iterator[Row]:
    """The figures of a return that came: a mean, a count, or a ratio with its parts."""
    if indicator["unit"] == "days":
        spread = 1.2 * (sum(draws.uniform() for _ in range(6)) - 3)
        yield came | {"actual": f"{level + spread + (5 if came['note'] else 0):.1f}"}
    elif indicator["unit"] == "count":
        yield came | {"actual": draws.poisson(level)}
    else:
        shares = indicator.get("cohorts", {"All": 1.0})
        parts = []
        for cohort, share in shares.items():
            seen = max(1, draws.poisson(indicator["cases"] * share))
            parts.append((cohort, draws.binomial(seen, min(max(level, 0), 100) / 100), seen))
        everyone = ("All", sum(met for _, met, _ in parts), sum(seen for _, _, seen in parts))
        yield came | ratio(*everyone)
        if len(parts) > 1:
            yield from without_small_counts([came | ratio(*part) for part in parts])


def ratio(cohort: str, met: int, seen: int) -> Row:
    """A numerator, a denominator and their percentage to one decimal."""
    percent = f"{100 * met / seen:.1f}"
    return {"cohort": cohort, "numerator": met, "denominator": seen, "actual": percent}


def without_small_counts(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of a split with small counts suppressed, and beside a lone one the next smallest.

    A count of those met or of those not met is small below SUPPRESSED_BELOW. A single suppressed
    cohort could be worked out from the figure for all.
    """
    by_size = sorted(rows, key=smaller_count)
    small = sum(smaller_count(row) < SUPPRESSED_BELOW for row in rows)
    hidden = by_size[: max(small, 2) if small else 0]
    for row in rows:
        if any(row is one for one in hidden):
            blank = {"numerator": "", "denominator": "", "actual": "", "note": ""}
            yield row | blank | {"status": "suppressed"}
        else:
            yield row


def smaller_count(row: Row) -> int:
    """How many people met the measure of a ratio or how many did not, whichever is fewer."""
    met, seen = int(str(row["numerator"])), int(str(row["denominator"]))
    return min(met, seen - met)


def indicator_rows() -> Iterator[Row]:
    """Every version of every indicator's definition, under the service's latest name."""
    for indicator in INDICATORS:
        service = SERVICES[indicator["service_id"]]
        for number, version in enumerate(indicator["versions"], 1):
            yield version | {
                "indicator_id": indicator["indicator_id"],
                "definition_version": number,
                "service_id": service["service_id"],
                "service": service["phases"][-1]["name"],
                "programme": service["programme"],
                "indicator": indicator["name"],
                "indicator_kind": indicator["kind"],
                "unit": indicator["unit"],
                "better": indicator["better"],
            }


def target_rows() -> Iterator[Row]:
    """Every target with the days it holds from and was set on."""
    for indicator in INDICATORS:
        for target in indicator.get("targets", []):
            named = {"indicator_id": indicator["indicator_id"], "set_by": "Commissioning Board"}
            yield target | named
