"""How far a figure may be from what it measures, and whether it clearly met its target.

A complete count has an interval only in the sense that it is one draw from an underlying rate.
Quantiles come from ``scipy.special``, which a start-up hardly feels; ``scipy.stats`` takes half a
second to import.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

import numpy as np
from scipy import special

# Byar's approximation is within 0.2% of the exact limits from here on.
BYAR_FROM = 10
# Below this many events a directly standardised rate means too little to be worked out.
STANDARDISE_FROM = 10


@dataclass(frozen=True)
class Interval:
    """An estimate and its two limits, all in one unit, and the name of the method.

    ``estimate`` is None where it is not defined; ``upper`` is ``math.inf`` where there is no
    upper limit. ``confidence`` is a share of one: 0.95, 0.998.
    """

    estimate: float | None
    lower: float
    upper: float
    confidence: float
    method: str

    def scaled(self, factor: float) -> "Interval":
        """The same interval with its estimate and limits times ``factor``, which is above 0."""
        if not 0 < factor < math.inf:
            raise ValueError(f"Not a factor to scale by: {factor}")
        estimate = None if self.estimate is None else self.estimate * factor
        return Interval(
            estimate, self.lower * factor, self.upper * factor, self.confidence, self.method
        )


def normal_quantile(confidence: float) -> float:
    """How many standard deviations hold ``confidence`` of a normal curve: 1.96 for 0.95.

    Raises ValueError unless ``confidence`` is between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"Not a level of confidence: {confidence}")
    return float(special.ndtri((1 + confidence) / 2))


def check_count(count: int, most: float = math.inf) -> None:
    """Raise ValueError unless ``count`` is a whole number from 0 to ``most``."""
    if not (0 <= count <= most and count % 1 == 0):
        raise ValueError(f"Not a count between 0 and {most}: {count}")


def check_above_zero(value: float) -> None:
    """Raise ValueError unless ``value`` is a finite number above 0."""
    if not 0 < value < math.inf:
        raise ValueError(f"Not above zero: {value}")


def wilson_interval(events: int, trials: int, confidence: float = 0.95) -> Interval:
    """The proportion ``events / trials``, between 0 and 1, with Wilson's score limits.

    E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209,
    https://doi.org/10.1080/01621459.1927.10502953. Raises ValueError for no trials: that is no
    proportion, not 0%.
    """
    check_above_zero(trials)
    check_count(events, trials)
    z = normal_quantile(confidence)
    middle = 2 * events + z**2
    half = z * math.sqrt(z**2 + 4 * events * (1 - events / trials))
    whole = 2 * (trials + z**2)
    return Interval(
        estimate=events / trials,
        lower=(middle - half) / whole if events else 0.0,
        upper=(middle + half) / whole if events < trials else 1.0,
        confidence=confidence,
        method="Wilson",
    )


def clopper_pearson_interval(events: int, trials: int, confidence: float = 0.95) -> Interval:
    """The proportion ``events / trials``, between 0 and 1, with exact binomial limits.

    C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404,
    https://doi.org/10.1093/biomet/26.4.404. Raises ValueError for no trials.
    """
    check_above_zero(trials)
    check_count(events, trials)
    normal_quantile(confidence)  # raises for what is no level of confidence
    tail = (1 - confidence) / 2
    rest = trials - events
    return Interval(
        estimate=events / trials,
        lower=float(special.betaincinv(events, rest + 1, tail)) if events else 0.0,
        upper=float(special.betainccinv(events + 1, rest, tail)) if rest else 1.0,
        confidence=confidence,
        method="Clopper–Pearson",
    )


def exact_count_interval(count: int, confidence: float = 0.95) -> Interval:
    """A count of events with exact Poisson limits, by way of chi-square.

    F. Garwood, Biometrika 28 (1936), 437, https://doi.org/10.1093/biomet/28.3-4.437.
    """
    check_count(count)
    normal_quantile(confidence)  # raises for what is no level of confidence
    tail = (1 - confidence) / 2
    return Interval(
        estimate=float(count),
        lower=float(special.gammaincinv(count, tail)) if count else 0.0,
        upper=float(special.gammainccinv(count + 1, tail)),
        confidence=confidence,
        method="exact Poisson",
    )


def byar_interval(count: int, confidence: float = 0.95) -> Interval:
    """A count of events, at least 1, with Byar's approximate Poisson limits.

    N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research, volume II (IARC, 1987),
    page 69. Raises ValueError for a count of 0.
    """
    check_count(count)
    check_above_zero(count)
    z = normal_quantile(confidence)
    above = count + 1
    return Interval(
        estimate=float(count),
        lower=count * max(1 - 1 / (9 * count) - z / (3 * math.sqrt(count)), 0.0) ** 3,
        upper=above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3,
        confidence=confidence,
        method="Byar",
    )


def count_interval(count: int, confidence: float = 0.95) -> Interval:
    """A count of events with its Poisson limits: exact below 10, Byar's from 10."""
    if count < BYAR_FROM:
        return exact_count_interval(count, confidence)
    return byar_interval(count, confidence)


def rate_interval(
    count: int, exposure: float, per: float = 1000, confidence: float = 0.95
) -> Interval:
    """Events for each ``per`` of ``exposure`` (people, person-years), with ``count_interval``."""
    check_above_zero(exposure)
    return count_interval(count, confidence).scaled(per / exposure)


def observed_over_expected(observed: int, expected: float, confidence: float = 0.95) -> Interval:
    """The ratio of a count to what was expected, 1 being as expected, with ``count_interval``."""
    return rate_interval(observed, expected, per=1, confidence=confidence)


def directly_standardised_rate(
    events: Sequence[int],
    population: Sequence[float],
    standard_population: Sequence[float],
    per: float = 100_000,
    confidence: float = 0.95,
) -> Interval | None:
    """The rate there would be in a standard population, an entry of each sequence for each band.

    Limits are Dobson's: A. J. Dobson and others, Statistics in Medicine 10 (1991), 457,
    https://doi.org/10.1002/sim.4780100317. None, not calculated, below 10 events in all. Raises
    ValueError for sequences of different lengths and for a band without people.
    """
    count = sum(events)
    variance = rate = 0.0
    for found, people, standard in zip(events, population, standard_population, strict=True):
        check_count(found)
        check_above_zero(people)
        rate += standard * found / people
        variance += (standard / people) ** 2 * found
    if count < STANDARDISE_FROM:
        return None
    standard_people = float(sum(standard_population))
    check_above_zero(standard_people)
    byar = byar_interval(count, confidence)
    stretch = math.sqrt(variance / count)
    return Interval(
        estimate=rate,
        lower=rate + stretch * (byar.lower - count),
        upper=rate + stretch * (byar.upper - count),
        confidence=confidence,
        method="Dobson",
    ).scaled(per / standard_people)


def mean_interval(values: Sequence[float], confidence: float = 0.95) -> Interval:
    """The mean of ``values``, in their unit, with Student's t limits.

    "Student", Biometrika 6 (1908), 1, https://doi.org/10.1093/biomet/6.1.1. Raises ValueError
    below two values and for values that are missing.
    """
    found = np.asarray(values, dtype=np.float64)
    if found.size < 2 or not np.isfinite(found).all():
        raise ValueError("A mean has an interval from two values on, none of them missing")
    normal_quantile(confidence)  # raises for what is no level of confidence
    mean = float(found.mean())
    error = float(found.std(ddof=1)) / math.sqrt(found.size)
    half = float(special.stdtrit(found.size - 1, (1 + confidence) / 2)) * error
    return Interval(mean, mean - half, mean + half, confidence, "Student's t")


def unit_cost(cost: Decimal | float, outcomes: int, confidence: float = 0.95) -> Interval:
    """Pounds for each outcome, the cost taken as known and the outcomes as a Poisson count.

    The limits are the cost over those of ``count_interval``. Without outcomes the unit cost is
    not defined and has a lower limit only. Raises ValueError for a cost below zero.
    """
    pounds = float(cost)
    if not 0 <= pounds < math.inf:
        raise ValueError(f"Not a cost: {cost}")
    count = count_interval(outcomes, confidence)
    return Interval(
        estimate=pounds / outcomes if outcomes else None,
        lower=pounds / count.upper,
        upper=pounds / count.lower if outcomes else math.inf,
        confidence=confidence,
        method=f"cost over {count.method}",
    )


class Verdict(Enum):
    """What an interval says of a target."""

    MET_CLEARLY = "met clearly"
    MISSED_CLEARLY = "missed clearly"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class TargetResult:
    """A figure against its target: by its point alone, as contracts ask, and by its interval.

    ``point_met`` is None where the figure is not defined.
    """

    point_met: bool | None
    verdict: Verdict


def verdict(interval: Interval, target: float, better: str) -> TargetResult | None:
    """Whether a target is met, ``better`` being the direction of good: ``higher`` or ``lower``.

    Reaching the target meets it. None where the direction is ``neutral``: neither side is good.
    Raises ValueError for another direction and for a target that is missing.
    """
    if better not in {"higher", "lower", "neutral"}:
        raise ValueError(f"Not a direction of good: {better}")
    if not math.isfinite(target):
        raise ValueError(f"Not a target: {target}")
    if better == "neutral":
        return None
    sign = 1 if better == "higher" else -1
    worst, best = sorted((sign * interval.lower, sign * interval.upper))
    point_met = None if interval.estimate is None else sign * interval.estimate >= sign * target
    if worst >= sign * target:
        return TargetResult(point_met, Verdict.MET_CLEARLY)
    if best < sign * target:
        return TargetResult(point_met, Verdict.MISSED_CLEARLY)
    return TargetResult(point_met, Verdict.CANNOT_TELL)
