"""What holds of every funnel, plain Python and scipy's distributions being the other way."""

import math
import random
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from commissioning.statistics.funnel import EXACT, FEW_UNITS, OVERDISPERSED, exact_limits, funnel
from tests.statistics.known import frame

CONFIDENCES = (0.95, 0.998)
TRIALS = st.integers(1, 4000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
UNITS = st.lists(TRIALS, min_size=1, max_size=30).filter(
    lambda units: 0 < sum(x for x, _ in units) < sum(n for _, n in units)
)


def plainly(pairs: list[tuple[int, int]], target: float) -> tuple[float, float]:
    """Phi and tau squared of proportions, a unit at a time; quantiles by the standard library."""
    z = [
        2 * math.sqrt(n) * (math.asin(math.sqrt(x / n)) - math.asin(math.sqrt(target)))
        for x, n in pairs
    ]
    deciles = statistics.quantiles(z, n=10, method="inclusive")
    count = len(z)
    phi = sum(min(max(each, deciles[0]), deciles[-1]) ** 2 for each in z) / count
    weights = [4 * n for _, n in pairs]
    spread = sum(weights) - sum(w * w for w in weights) / sum(weights)
    return phi, (count * phi - (count - 1)) / spread


@given(UNITS.filter(lambda units: len(units) > 1))
def test_overdispersion_plainly(pairs: list[tuple[int, int]]) -> None:
    found = funnel(frame(pairs), "proportion")
    phi, tau_squared = plainly(pairs, found.target)
    assert found.overdispersion.phi == pytest.approx(phi, rel=1e-9, abs=1e-9)
    adjusted = found.overdispersion.phi > 1
    assert found.overdispersion.tau_squared == pytest.approx(tau_squared if adjusted else 0.0)
    assert found.method == (OVERDISPERSED if adjusted else EXACT)["proportion"]
    kind = "overdispersed" if adjusted else "exact"
    for column in ("lower_95", "upper_95", "lower_998", "upper_998"):
        assert list(found.units[column]) == list(found.units[f"{kind}_{column}"])
    assert found.caution == (FEW_UNITS if len(pairs) < 10 else "")


@given(st.integers(1, 3000), st.floats(0.001, 0.999), st.sampled_from(CONFIDENCES))
def test_exact_limits_as_scipys_distributions_have_them(
    size: int, target: float, confidence: float
) -> None:
    for kind, distribution, most in (
        ("proportion", stats.binom(size, target), 1.0),
        ("rate", stats.poisson(size * target), math.inf),
    ):
        lower, upper = exact_limits(np.array([float(size)]), target, kind, confidence)
        for limit, p, least, top in (
            (lower[0], (1 - confidence) / 2, 0.0, target),
            (upper[0], (1 + confidence) / 2, target, most),
        ):
            r = distribution.ppf(p)
            part = (distribution.cdf(r) - p) / (distribution.cdf(r) - distribution.cdf(r - 1))
            expected = min(max((r - part) / size, least), top)
            assert limit == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(UNITS, st.sampled_from(["proportion", "rate"]))
def test_limits_hold_the_target_and_each_other(pairs: list[tuple[int, int]], kind: str) -> None:
    drawn = funnel(frame(pairs), kind)
    for prefix in ("", "exact_", "overdispersed_"):
        columns = [f"{prefix}{name}" for name in ("lower_998", "lower_95", "upper_95", "upper_998")]
        outer_low, low, high, outer_high = (drawn.units[column] for column in columns)
        slack = 1e-12
        assert (outer_low <= low + slack).all()
        assert (low <= drawn.target + slack).all()
        assert (high >= drawn.target - slack).all()
        assert (outer_high >= high - slack).all()
        assert (outer_low >= 0).all()
        assert kind == "rate" or (outer_high <= 1).all()


@given(UNITS, st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(
    pairs: list[tuple[int, int]], chance: random.Random
) -> None:
    one = funnel(frame(pairs), "proportion").units
    shuffled = frame(pairs).sample(frac=1, random_state=chance.randrange(2**32))
    other = funnel(shuffled, "proportion").units
    assert list(other["unit"]) == list(shuffled["unit"])
    pd.testing.assert_frame_equal(one, other.sort_index(), check_exact=False, rtol=1e-9, atol=1e-9)


@given(UNITS, st.sampled_from([0.01, 12.0, 1000.0]))
def test_a_rate_does_not_depend_on_the_unit_of_exposure(
    pairs: list[tuple[int, int]], factor: float
) -> None:
    one = funnel(frame(pairs), "rate")
    other = funnel(frame([(events, size * factor) for events, size in pairs]), "rate")
    for column in ("value", "exact_lower_95", "exact_upper_998", "overdispersed_upper_95"):
        assert list(other.units[column] * factor) == pytest.approx(
            list(one.units[column]), rel=1e-7, abs=1e-9
        )
