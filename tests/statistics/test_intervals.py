"""Intervals against answers made in R, published figures, statsmodels and what must always hold."""

import dataclasses
import itertools
import math
import random
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from commissioning.statistics.intervals import (
    Interval,
    TargetResult,
    Verdict,
    byar_interval,
    clopper_pearson_interval,
    count_interval,
    directly_standardised_rate,
    exact_count_interval,
    mean_interval,
    normal_quantile,
    observed_over_expected,
    rate_interval,
    unit_cost,
    verdict,
    wilson_interval,
)
from tests.statistics.known import close, known

COUNTS = st.integers(0, 5000)
LEVELS = st.sampled_from([0.5, 0.8, 0.95, 0.99, 0.998])
PROPORTIONS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
BANDS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(50, 9000), st.integers(100, 7000)), min_size=1
)


@pytest.mark.parametrize(
    "row", known("ci", "proportions"), ids=lambda row: f"{row['x']}/{row['n']}"
)
def test_proportions(row: dict[str, str]) -> None:
    events, trials = int(row["x"]), int(row["n"])
    narrow, wide = (wilson_interval(events, trials, level) for level in (0.95, 0.998))
    exact = clopper_pearson_interval(events, trials)
    assert narrow.estimate == close(row["value"])
    assert (narrow.lower, narrow.upper) == (close(row["wilson_lo_95"]), close(row["wilson_hi_95"]))
    assert (wide.lower, wide.upper) == (close(row["wilson_lo_99.8"]), close(row["wilson_hi_99.8"]))
    assert narrow.lower == close(row["prop_test_lo_95"])
    assert narrow.upper == close(row["prop_test_hi_95"])
    assert exact.lower == close(row["clopper_pearson_lo_95"])
    assert exact.upper == close(row["clopper_pearson_hi_95"])


PUBLISHED_PROPORTIONS = [
    (65, 100, 0.95, 0.55254443296888, 0.736357517569025),
    (65, 100, 0.998, 0.495494657407043, 0.77835406140897),
    (1045, 5000, 0.95, 0.197955498800133, 0.22049130373189),
]


@pytest.mark.parametrize(("events", "trials", "level", "lower", "upper"), PUBLISHED_PROPORTIONS)
def test_published_wilson(
    events: int, trials: int, level: float, lower: float, upper: float
) -> None:
    """PHEindicatormethods, tests/testthat/testdata_Byars_Wilson.xlsx."""
    found = wilson_interval(events, trials, level)
    assert (found.lower, found.upper) == (close(lower), close(upper))


def test_published_byar_and_chi_square() -> None:
    """The same workbook, and FunnelPlotR, tests/testthat/test-poisson_limits.R, to 7 digits."""
    found = count_interval(65)
    assert (found.lower, found.upper) == (close(50.1631877104595), close(82.849138545939837))
    found = count_interval(1045)
    assert (found.lower, found.upper) == (close(982.593201807333), close(1110.33121298565))
    for expected, lower, upper in (
        (15, 0.5596924, 1.649348), (20, 0.6108260, 1.544419), (30, 0.6746958, 1.427562),
    ):  # fmt: skip
        exact = exact_count_interval(expected).scaled(1 / expected)
        assert exact.lower == pytest.approx(lower, abs=5e-8)
        assert exact.upper == pytest.approx(upper, abs=5e-7)


@pytest.mark.parametrize("row", known("ci", "rates"), ids=lambda row: f"{row['x']} in {row['n']}")
def test_rates(row: dict[str, str]) -> None:
    count, people = int(row["x"]), int(row["n"])
    narrow, wide = (rate_interval(count, people, confidence=level) for level in (0.95, 0.998))
    assert narrow.estimate == close(row["value_per_1000"])
    assert (narrow.lower, narrow.upper) == (close(row["lo_95"]), close(row["hi_95"]))
    assert (wide.lower, wide.upper) == (close(row["lo_99.8"]), close(row["hi_99.8"]))
    assert narrow.method == {"Exact": "exact Poisson", "Byars": "Byar"}[row["method"]]
    exact = exact_count_interval(count)
    assert exact.lower == close(row["exact_lo_count_95"])
    assert exact.upper == close(row["exact_hi_count_95"])
    if count:
        byar = byar_interval(count)
        assert byar.lower == close(row["byar_lo_count_95"])
        assert byar.upper == close(row["byar_hi_count_95"])
        # The oracle's other "byar" adds a half to the count: another interval.
        assert narrow.lower != pytest.approx(float(row["epitools_byar_lo"]), rel=1e-5)
    # The oracle's other "exact" is iterated to about 0.1%; from 10 on, Byar is within 0.2% of it.
    if count < 10:
        assert narrow.lower == pytest.approx(float(row["epitools_exact_lo"]), rel=0.002)
        assert narrow.upper == pytest.approx(float(row["epitools_exact_hi"]), rel=0.002)
    else:
        assert byar.lower == pytest.approx(exact.lower, rel=0.002)
        assert byar.upper == pytest.approx(exact.upper, rel=0.002)


def columns(row: dict[str, str]) -> tuple[list[float], list[float]]:
    return (
        [float(row["lower95_0cl"]), float(row["upper95_0cl"])],
        [float(row["lower99_8cl"]), float(row["upper99_8cl"])],
    )


@pytest.mark.parametrize("row", known("ci", "isr_outputs"), ids=lambda row: row["area"])
def test_observed_over_expected(row: dict[str, str]) -> None:
    bands = [band for band in known("ci", "isr_inputs") if band["area"] == row["area"]]
    observed = sum(int(band["x"]) for band in bands)
    expected = sum(int(band["n"]) * int(band["x_ref"]) / int(band["n_ref"]) for band in bands)
    assert (observed, expected) == (int(row["observed"]), close(row["expected"]))
    for level, limits in zip((0.95, 0.998), columns(row), strict=True):
        found = observed_over_expected(observed, expected, level)
        assert found.estimate == close(row["value"])
        assert [found.lower, found.upper] == [close(limit) for limit in limits]


@pytest.mark.parametrize("row", known("ci", "dsr_outputs"), ids=lambda row: row["area"])
def test_directly_standardised_rates(row: dict[str, str]) -> None:
    bands = [band for band in known("ci", "dsr_inputs") if band["area"] == row["area"]]
    inputs = [[int(band[name]) for band in bands] for name in ("x", "n", "stdpop")]
    assert sum(inputs[0]) == int(row["total_count"])
    if row["statistic"] == "dsr NA for total count < 10":
        assert (row["area"], row["value"]) == ("Micro", "")
        assert directly_standardised_rate(*inputs) is None
        return
    for level, limits in zip((0.95, 0.998), columns(row), strict=True):
        found = directly_standardised_rate(*inputs, confidence=level)
        assert found is not None
        assert found.estimate == close(row["value"])
        assert [found.lower, found.upper] == [close(limit) for limit in limits]


@pytest.mark.parametrize("row", known("ci", "mean_outputs"), ids=lambda row: row["g"])
def test_means(row: dict[str, str]) -> None:
    values = [float(each["v"]) for each in known("ci", "mean_inputs") if each["g"] == row["g"]]
    assert len(values) == int(row["value_count"])
    for level, limits in zip((0.95, 0.998), columns(row), strict=True):
        found = mean_interval(values, level)
        assert found.estimate == close(row["value"])
        assert [found.lower, found.upper] == [close(limit) for limit in limits]


@pytest.mark.parametrize("row", known("money", "unit_cost"), ids=lambda row: row["case"])
def test_unit_costs(row: dict[str, str]) -> None:
    cost, outcomes = Decimal(row["cost"]), int(row["outcomes"])
    found = unit_cost(cost, outcomes)
    assert found.lower == close(row["lo"])
    if not outcomes:
        assert (row["unit_cost"], row["hi"]) == ("", "Inf")
        assert found.estimate is None
        assert found.upper == math.inf
        return
    assert (found.estimate, found.upper) == (close(row["unit_cost"]), close(row["hi"]))
    by_exact = exact_count_interval(outcomes)
    assert float(cost) / by_exact.upper == close(row["exact_lo"])
    assert float(cost) / by_exact.lower == close(row["exact_hi"])


@given(PROPORTIONS, LEVELS)
def test_proportions_as_statsmodels_has_them(proportion: tuple[int, int], level: float) -> None:
    for method, ours in (("wilson", wilson_interval), ("beta", clopper_pearson_interval)):
        found = ours(*proportion, level)
        lower, upper = proportion_confint(*proportion, alpha=1 - level, method=method)
        assert (found.lower, found.upper) == (close(lower), close(upper))


@given(COUNTS, LEVELS)
def test_exact_limits_leave_half_the_doubt_on_each_side(count: int, level: float) -> None:
    found = exact_count_interval(count, level)
    assert stats.poisson.cdf(count, found.upper) == close((1 - level) / 2)
    if count:
        assert stats.poisson.sf(count - 1, found.lower) == close((1 - level) / 2)


@given(PROPORTIONS, LEVELS)
def test_counting_failures_mirrors_a_proportion(proportion: tuple[int, int], level: float) -> None:
    events, trials = proportion
    for method in (wilson_interval, clopper_pearson_interval):
        found, mirrored = method(events, trials, level), method(trials - events, trials, level)
        assert found.lower == pytest.approx(1 - mirrored.upper, abs=1e-12)
        assert found.upper == pytest.approx(1 - mirrored.lower, abs=1e-12)


@given(PROPORTIONS, COUNTS, st.lists(st.integers(-900, 900), min_size=2, max_size=9), BANDS)
def test_intervals_hold_the_estimate_and_grow_with_confidence(
    proportion: tuple[int, int], count: int, values: list[int], bands: list[tuple[int, int, int]]
) -> None:
    rows: dict[str, list[Interval]] = defaultdict(list)
    for level in (0.5, 0.8, 0.95, 0.998):
        rows["wilson"].append(wilson_interval(*proportion, level))
        rows["clopper_pearson"].append(clopper_pearson_interval(*proportion, level))
        rows["count"].append(count_interval(count, level))
        rows["cost"].append(unit_cost(Decimal("1250.50"), count + 1, level))
        rows["mean"].append(mean_interval(values, level))
        standardised = directly_standardised_rate(*zip(*bands, strict=True), confidence=level)
        if standardised:
            rows["standardised"].append(standardised)
    for found in rows.values():
        for each in found:
            assert each.estimate is not None
            assert each.lower <= each.estimate <= each.upper
        for narrow, wide in itertools.pairwise(found):
            assert wide.lower <= narrow.lower
            assert narrow.upper <= wide.upper


@given(COUNTS, st.integers(1, 10**6), st.sampled_from([10, 12, 1000]), LEVELS)
def test_a_rate_does_not_depend_on_its_units(
    count: int, people: int, factor: int, level: float
) -> None:
    one = rate_interval(count, people, per=1, confidence=level)
    other = rate_interval(count, people * factor, per=factor, confidence=level)
    assert (other.lower, other.upper) == (close(one.lower), close(one.upper))
    scaled = rate_interval(count, people, per=factor, confidence=level)
    assert scaled.upper == close(one.upper * factor)


@given(BANDS, st.randoms())
def test_the_order_of_bands_does_not_matter(
    bands: list[tuple[int, int, int]], chance: random.Random
) -> None:
    shuffled = list(bands)
    chance.shuffle(shuffled)
    one, other = (
        directly_standardised_rate(*zip(*each, strict=True)) for each in (bands, shuffled)
    )
    if sum(events for events, *_ in bands) < 10:
        assert one is other is None
    else:
        assert one is not None
        assert other is not None
        assert (other.estimate, other.lower, other.upper) == (
            close(one.estimate or 0), close(one.lower), close(one.upper),
        )  # fmt: skip


IMPOSSIBLE = {
    "no trials": lambda: wilson_interval(0, 0),
    "no trials, exactly": lambda: clopper_pearson_interval(0, 0),
    "more events than trials": lambda: wilson_interval(6, 5),
    "a count below 0": lambda: count_interval(-1),
    "part of an event": lambda: exact_count_interval(2.5),
    "a missing count": lambda: count_interval(math.nan),
    "Byar of nothing": lambda: byar_interval(0),
    "no one at risk": lambda: rate_interval(3, 0),
    "nothing expected": lambda: observed_over_expected(3, 0.0),
    "a band without people": lambda: directly_standardised_rate([20], [0], [100]),
    "a band too few": lambda: directly_standardised_rate([20, 3], [90], [100]),
    "one value": lambda: mean_interval([3.0]),
    "a missing value": lambda: mean_interval([3.0, math.nan]),
    "a cost below 0": lambda: unit_cost(Decimal(-1), 5),
    "certainty": lambda: normal_quantile(1.0),
    "a percentage for a share": lambda: clopper_pearson_interval(1, 2, 95),
    "no scale": lambda: count_interval(4).scaled(0),
    "a direction that is none": lambda: verdict(wilson_interval(1, 2), 0.5, "up"),
    "no target": lambda: verdict(wilson_interval(1, 2), math.nan, "higher"),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_impossible_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match=r"Not |interval from two|shorter|argument"):
        IMPOSSIBLE[name]()


MET, MISSED, UNSURE = Verdict.MET_CLEARLY, Verdict.MISSED_CLEARLY, Verdict.CANNOT_TELL
BETWEEN = Interval(0.6, 0.5, 0.7, 0.95, "made")


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (0.4, (True, MET), (False, MISSED)),
        (0.5, (True, MET), (False, UNSURE)),
        (0.55, (True, UNSURE), (False, UNSURE)),
        (0.6, (True, UNSURE), (True, UNSURE)),
        (0.7, (False, UNSURE), (True, MET)),
        (0.8, (False, MISSED), (True, MET)),
    ],
)
def test_verdicts(target: float, higher: tuple[bool, Verdict], lower: tuple[bool, Verdict]) -> None:
    assert verdict(BETWEEN, target, "higher") == TargetResult(*higher)
    assert verdict(BETWEEN, target, "lower") == TargetResult(*lower)
    assert verdict(BETWEEN, target, "neutral") is None


def test_a_unit_cost_without_outcomes_can_only_miss_its_target() -> None:
    # 40,000 over an upper limit of 3.69 outcomes: at least 10,843 pounds each.
    without = unit_cost(40_000, 0)
    assert verdict(without, 10_000, "lower") == TargetResult(None, MISSED)
    assert verdict(without, 11_000, "lower") == TargetResult(None, UNSURE)


@given(PROPORTIONS, st.floats(0, 1))
def test_turning_a_measure_round_keeps_the_verdict(
    proportion: tuple[int, int], target: float
) -> None:
    found = wilson_interval(*proportion)
    turned = dataclasses.replace(
        found, estimate=-(found.estimate or 0.0), lower=-found.upper, upper=-found.lower
    )
    assert verdict(found, target, "higher") == verdict(turned, -target, "lower")
