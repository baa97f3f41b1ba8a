"""The invented indicators: their definitions, targets, rating bands and what providers returned."""

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from invented_ledger import (
    AS_AT,
    FIRST_MONTH,
    LAST_MONTH,
    SERVICES,
    Described,
    Draws,
    Month,
    Row,
    first_and_last,
    invented,
    months_between,
    phase_on,
)

DAYS_TO_RETURN = 45
INDICATORS: list[Described] = invented("indicators")["indicators"]
BOARD = {"set_by": "Commissioning Board"}


def level_on(indicator: Described, first: datetime.date, draws: Draws) -> float:
    """The level about which the figure for the period that begins on a day is drawn."""
    years = (first - datetime.date(*FIRST_MONTH, 1)).days / 365.25
    level: float = indicator["level"] + indicator.get("yearly_drift", 0.0) * years
    level *= 1 + indicator.get("season", 0.0) * math.sin(math.pi * (first.month - 1) / 6)
    if "step" in indicator and first.isoformat() >= indicator["step"]["from"]:
        level += indicator["step"]["by"]
    if "noise" in indicator:
        level += indicator["noise"] * about_normal(draws)
    return level


def about_normal(draws: Draws) -> float:
    """A number that strays about nought as a normal one does, within three either side."""
    return 1.2 * (sum(draws.uniform() for _ in range(6)) - 3)


def periods(indicator: Described) -> Iterator[tuple[Month, datetime.date, datetime.date]]:
    """The first month, the first day and the last day of every period that is measured."""
    every = indicator.get("months", 3)
    months = list(months_between(FIRST_MONTH, LAST_MONTH))
    ended = first_and_last(SERVICES[indicator["service_id"]]["phases"][-1])[1]
    for position in range(0, len(months) - every + 1, every):
        month, final = months[position], months[position + every - 1]
        first = datetime.date(*month, 1)
        following = datetime.date(final[0] + final[1] // 12, final[1] % 12 + 1, 1)
        if month <= ended and first.isoformat() >= indicator.get("from", ""):
            yield month, first, following - datetime.timedelta(days=1)


def indicator_returns(indicator: Described) -> Iterator[Row]:
    """The returns of an indicator, a row for each period and cohort whether it came or not."""
    service = SERVICES[indicator["service_id"]]
    so_far = 0
    for month, first, last in periods(indicator):
        start = first.isoformat()
        phase = phase_on(service, month)
        row: Row = {
            "indicator_id": indicator["indicator_id"],
            "period_start": reported_from(indicator, first),
            "period_end": last.isoformat(),
            "dimension": "all",
            "cohort": "All",
            "definition_version": sum(v["valid_from"] <= start for v in indicator["versions"]),
            "provider": (phase or service["phases"][0])["provider"],
            "note": indicator.get("notes", {}).get(start, ""),
        }
        draws = Draws(f"{indicator['indicator_id']}/{start}")
        due = last + datetime.timedelta(days=DAYS_TO_RETURN + indicator.get("follow_up_days", 0))
        if phase is not None:
            row["due_on"] = due.isoformat()
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
            returned = list(figures(indicator, level_on(indicator, first, draws), came, draws))
            if indicator.get("accumulation") == "cumulative":
                # A year to date begins again with each financial year.
                so_far = int(str(returned[0]["actual"])) + (0 if month[1] == 4 else so_far)
                returned[0]["actual"] = so_far
            yield from returned


def reported_from(indicator: Described, first: datetime.date) -> str:
    """The first day a figure covers: of its period, its financial year or its twelve months."""
    match indicator.get("accumulation"):
        case "cumulative":
            first = datetime.date(first.year - (first.month < 4), 4, 1)
        case "rolling":
            # Of quarters, the one that ends a twelve-month window begins nine months into it.
            first = datetime.date(first.year - (first.month < 10), (first.month + 2) % 12 + 1, 1)
    return first.isoformat()


def figures(indicator: Described, level: float, came: Row, draws: Draws) -> Iterator[Row]:
    """The figures of a return that came: a mean, a count, or a ratio with its parts."""
    if indicator["unit"] == "days":
        spread = about_normal(draws)
        yield came | {"actual": f"{level + spread + (5 if came['note'] else 0):.1f}"}
    elif indicator["unit"] == "count":
        yield came | {"actual": draws.poisson(level)}
    else:
        yield from ratios(indicator, level, came, draws)


def ratios(indicator: Described, level: float, came: Row, draws: Draws) -> Iterator[Row]:
    """A ratio for everyone, and for each cohort of each split of them."""
    splits: list[Described] = indicator.get("splits", [])
    per = indicator.get("per", 100)
    counted: dict[tuple[str, ...], tuple[int, int]] = {}
    for group in product(*(split["cohorts"].items() for split in splits)):
        share = math.prod(values["share"] for _, values in group)
        own = level + sum(values.get("from_level", 0.0) for _, values in group)
        seen = max(not splits, draws.poisson(indicator["cases"] * share))
        if indicator["unit"] == "rate":
            met = draws.poisson(seen * own / per)
        else:
            met = draws.binomial(seen, min(max(own, 0), 100) / 100)
        counted[tuple(name for name, _ in group)] = met, seen
    yield came | ratio(list(counted.values()), per)
    for position, split in enumerate(splits):
        for cohort in split["cohorts"]:
            parts = [both for group, both in counted.items() if group[position] == cohort]
            named: Row = {"dimension": split["dimension"], "cohort": cohort, "note": ""}
            yield came | named | ratio(parts, per)


def ratio(parts: Sequence[tuple[int, int]], per: int) -> Row:
    """The numerator and denominator of some parts, and the ratio to one decimal if there is one."""
    met, seen = sum(part[0] for part in parts), sum(part[1] for part in parts)
    actual = f"{per * met / seen:.1f}" if seen else ""
    status: Mapping[str, object] = {} if seen else {"status": "not_applicable", "returned_on": ""}
    return {"numerator": met, "denominator": seen, "actual": actual, **status}


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
                "per": indicator.get("per", ""),
                "better": indicator["better"],
                "accumulation": indicator.get("accumulation", "period"),
                "counted_of": indicator.get("counted_of", ""),
                "reference_cohort": indicator.get("reference_cohort", ""),
            }


def target_rows() -> Iterator[Row]:
    """Every target with the days it holds from and was set on."""
    for indicator in INDICATORS:
        for target in indicator.get("targets", []):
            yield target | BOARD | {"indicator_id": indicator["indicator_id"]}


def band_rows() -> Iterator[Row]:
    """The least result that earns each rating, with the days it holds from and was set on."""
    for indicator in INDICATORS:
        for band in indicator.get("bands", []):
            yield band | BOARD | {"indicator_id": indicator["indicator_id"]}
