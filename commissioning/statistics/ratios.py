"""Two rates set against each other: their difference, and the ratio of one to the other."""

import math
from dataclasses import dataclass

from commissioning.statistics.intervals import (
    Interval,
    check_above_zero,
    check_count,
    normal_quantile,
    wilson_interval,
)


def difference_of_proportions(
    events: int, trials: int, other_events: int, other_trials: int, confidence: float = 0.95
) -> Interval:
    """The first proportion less the other, between -1 and 1, with Newcombe's hybrid score limits.

    R. G. Newcombe, Statistics in Medicine 17 (1998), 873, method 10. Whether two figures differ is
    judged by this, not by whether their own intervals overlap. Raises ValueError for no trials.
    """
    one = wilson_interval(events, trials, confidence)
    other = wilson_interval(other_events, other_trials, confidence)
    first, second = events / trials, other_events / other_trials
    difference = first - second
    return Interval(
        estimate=difference,
        lower=difference - math.hypot(first - one.lower, other.upper - second),
        upper=difference + math.hypot(one.upper - first, second - other.lower),
        confidence=confidence,
        method="Newcombe",
    )


@dataclass(frozen=True)
class Ratio:
    """A ratio of two rates, 1 being alike; ``interval`` is None where there is no ratio.

    ``why_not`` is then a sentence for the reader, and empty otherwise.
    """

    interval: Interval | None
    why_not: str = ""


@dataclass(frozen=True)
class RelativeRate:
    """The proportions of a group and of its reference, their ratio and their difference."""

    group: Interval
    reference: Interval
    ratio: Ratio
    difference: Interval


def relative_rate_index(
    events: int,
    people: int,
    reference_events: int,
    reference_people: int,
    confidence: float = 0.95,
) -> RelativeRate:
    """The rate of a group over that of its reference group, with Katz's log limits.

    D. Katz and others, Biometrics 34 (1978), 469, https://doi.org/10.2307/2530610. ``people`` are
    those who could have had the event, such as those referred. It describes; it does not prove
    bias. Raises ValueError for a group of nobody.
    """
    group = wilson_interval(events, people, confidence)
    reference = wilson_interval(reference_events, reference_people, confidence)
    if events == people and reference_events == reference_people:
        ratio = Ratio(None, "Everyone in both groups is counted: a ratio would claim no doubt.")
    else:
        ratio = _log_ratio(
            (events, people),
            (reference_events, reference_people),
            -1 / people - 1 / reference_people,
            confidence,
            "Katz",
        )
    return RelativeRate(
        group,
        reference,
        ratio,
        difference_of_proportions(events, people, reference_events, reference_people, confidence),
    )


def person_time_rate_ratio(
    events: int,
    time: float,
    reference_events: int,
    reference_time: float,
    confidence: float = 0.95,
) -> Ratio:
    """The rate of events over person-time over that of a reference, with log limits.

    K. J. Rothman, Epidemiology: An Introduction (Oxford, 2nd edition 2012), chapter 9. With fewer
    than about ten events the limits are rough. Raises ValueError for no person-time.
    """
    check_above_zero(time)
    check_above_zero(reference_time)
    check_count(events)
    check_count(reference_events)
    return _log_ratio(
        (events, time), (reference_events, reference_time), 0.0, confidence, "log rate ratio"
    )


def _log_ratio(
    group: tuple[int, float],
    reference: tuple[int, float],
    less_variance: float,
    confidence: float,
    method: str,
) -> Ratio:
    """The ratio of two rates; the log's variance is 1/a + 1/b and ``less_variance``, 0 or below."""
    (events, size), (reference_events, reference_size) = group, reference
    if not events and not reference_events:
        return Ratio(None, "Neither group had any: there is nothing to compare.")
    if not reference_events:
        return Ratio(None, "The reference group had none: nothing can be divided by its rate.")
    if not events:
        return Ratio(None, "The group had none: a ratio of 0 has no interval of this kind.")
    ratio = (events / size) / (reference_events / reference_size)
    error = math.sqrt(1 / events + 1 / reference_events + less_variance)
    spread = math.exp(normal_quantile(confidence) * error)
    return Ratio(Interval(ratio, ratio / spread, ratio * spread, confidence, method))
