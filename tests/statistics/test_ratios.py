"""Differences and ratios of rates against answers made in R, Newcombe's example and statsmodels."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from commissioning.statistics.intervals import clopper_pearson_interval
from commissioning.statistics.ratios import (
    difference_of_proportions,
    person_time_rate_ratio,
    relative_rate_index,
)
from tests.statistics.known import close, known

PROPORTIONS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
SOME = st.integers(2, 5000).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))
LEVELS = st.sampled_from([0.5, 0.95, 0.998])

BROKEN = {
    "zero_num": "The group had none: a ratio of 0 has no interval of this kind.",
    "zero_ref": "The reference group had none: nothing can be divided by its rate.",
}


@pytest.mark.parametrize("row", known("rri", "rri"), ids=lambda row: row["case"])
def test_relative_rates(row: dict[str, str]) -> None:
    a, n1, b, n0 = (int(row[name]) for name in ("a", "n1", "b", "n0"))
    found = relative_rate_index(a, n1, b, n0)
    assert found.group.estimate == close(row["rate1"])
    assert found.reference.estimate == close(row["rate0"])
    assert found.difference.estimate == close(row["diff"])
    # The oracle's difference has Wald limits, which are not Newcombe's.
    assert found.difference.lower != pytest.approx(float(row["diff_wald_lo"]), rel=1e-5)
    if row["case"] in BROKEN:
        # The formula breaks down: a log standard error, or a ratio, without end.
        assert "Inf" in {row["rri"], row["log_se"]}
        assert found.ratio.interval is None
        assert found.ratio.why_not == BROKEN[row["case"]]
        return
    ratio = found.ratio.interval
    assert ratio is not None
    assert found.ratio.why_not == ""
    for name in ("rri", "epitools_rr", "epiR_wald"):
        assert ratio.estimate == close(row[name])
    for name in ("katz", "epitools", "epiR_wald"):
        assert (ratio.lower, ratio.upper) == (close(row[f"{name}_lo"]), close(row[f"{name}_hi"]))
    assert math.log(ratio.upper / ratio.lower) == close(
        2 * 1.959963984540054 * float(row["log_se"])
    )


def test_the_score_columns_of_the_known_answers_are_not_to_be_held_to() -> None:
    """They are named at fault: where they differ from the ratio of the rates, they are no ratio."""
    faulty = {
        row["case"]
        for row in known("rri", "rri")
        if row["epiR_score"] and row["epiR_score"] != row["rri"]
    }
    assert faulty == {"higher", "lower", "small", "zero_ref", "big"}


@pytest.mark.parametrize("row", known("rri", "rate_ratios"), ids=lambda row: row["case"])
def test_person_time_rate_ratios(row: dict[str, str]) -> None:
    x1, t1, x0, t0 = (int(row[name]) for name in ("x1", "t1", "x0", "t0"))
    ratio = person_time_rate_ratio(x1, t1, x0, t0).interval
    assert ratio is not None
    assert ratio.estimate == close(row["rate_ratio"])
    assert (ratio.lower, ratio.upper) == (close(row["wald_lo"]), close(row["wald_hi"]))
    # Given their sum, the events of the group are binomial: exact limits come from its share.
    share = clopper_pearson_interval(x1, x1 + x0)
    exact = [limit / (1 - limit) * t0 / t1 for limit in (share.lower, share.upper)]
    assert exact == [close(row["exact_cond_lo"]), close(row["exact_cond_hi"])]


def test_few_events_make_log_limits_rough() -> None:
    """Five events: the log limits leave out 1, the exact ones hold it."""
    row = next(row for row in known("rri", "rate_ratios") if row["case"] == "r2")
    ratio = person_time_rate_ratio(5, 900, 40, 21000).interval
    assert ratio is not None
    assert float(row["exact_cond_lo"]) < 1 < ratio.lower


def test_newcombe_published() -> None:
    """Statistics in Medicine 17 (1998), 873: 56 of 70 less 48 of 80."""
    found = difference_of_proportions(56, 70, 48, 80)
    assert (round(found.lower, 4), round(found.upper, 4)) == (0.0524, 0.3339)


@given(PROPORTIONS, PROPORTIONS, LEVELS)
def test_differences_as_statsmodels_has_them(
    one: tuple[int, int], other: tuple[int, int], level: float
) -> None:
    found = difference_of_proportions(*one, *other, level)
    lower, upper = confint_proportions_2indep(
        *one, *other, method="newcomb", compare="diff", alpha=1 - level
    )
    # A limit near 0 is a difference of two numbers near 1.
    assert found.lower == pytest.approx(lower, rel=1e-9, abs=1e-11)
    assert found.upper == pytest.approx(upper, rel=1e-9, abs=1e-11)
    turned = difference_of_proportions(*other, *one, level)
    assert (turned.lower, turned.upper) == pytest.approx((-found.upper, -found.lower), abs=1e-12)


@given(SOME, SOME, LEVELS)
def test_ratios_as_statsmodels_has_them(
    one: tuple[int, int], other: tuple[int, int], level: float
) -> None:
    found = relative_rate_index(*one, *other, level).ratio.interval
    lower, upper = confint_proportions_2indep(
        *one, *other, method="log", compare="ratio", alpha=1 - level
    )
    assert found is not None
    assert (found.lower, found.upper) == (close(lower), close(upper))
    turned = relative_rate_index(*other, *one, level).ratio.interval
    assert turned is not None
    assert turned.lower == close(1 / found.upper)


@given(SOME, SOME, st.floats(0.001, 1000))
def test_a_rate_ratio_does_not_depend_on_the_unit_of_time(
    one: tuple[int, int], other: tuple[int, int], factor: float
) -> None:
    (a, t1), (b, t0) = one, other
    days = person_time_rate_ratio(a, t1, b, t0).interval
    years = person_time_rate_ratio(a, t1 * factor, b, t0 * factor).interval
    assert days is not None
    assert years is not None
    assert (years.lower, years.upper) == (close(days.lower), close(days.upper))


@given(PROPORTIONS, PROPORTIONS)
def test_there_is_a_ratio_or_a_reason(one: tuple[int, int], other: tuple[int, int]) -> None:
    (a, n1), (b, n0) = one, other
    whole = (a, b) == (n1, n0)
    shares = relative_rate_index(a, n1, b, n0)
    rates = person_time_rate_ratio(a, n1, b, n0)
    for ratio, expected in ((shares.ratio, a and b and not whole), (rates, a and b)):
        assert bool(ratio.interval) == bool(expected) == (not ratio.why_not)
    assert shares.difference.lower <= a / n1 - b / n0 <= shares.difference.upper


def test_the_reasons_are_told_apart() -> None:
    assert relative_rate_index(0, 9, 0, 8).ratio.why_not.startswith("Neither group had any")
    assert relative_rate_index(9, 9, 8, 8).ratio.why_not.startswith("Everyone in both groups")
    assert person_time_rate_ratio(0, 9.5, 3, 8).why_not.startswith("The group had none")
    assert person_time_rate_ratio(3, 9.5, 0, 8).why_not.startswith("The reference group had none")


@pytest.mark.parametrize("sizes", [(0, 8), (8, 0)])
def test_a_group_of_nobody_is_an_error(sizes: tuple[int, int]) -> None:
    for compare in (relative_rate_index, person_time_rate_ratio, difference_of_proportions):
        with pytest.raises(ValueError, match="Not above zero"):
            compare(0, sizes[0], 0, sizes[1])
