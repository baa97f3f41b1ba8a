"""What holds of every comparison: order, scale and what is suppressed change nothing else."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.evidence import comparing, equality
from commissioning.evidence.comparing import LIMITS, compared, limit_lines
from commissioning.evidence.equality import set_against_reference
from tests.drawing.compared_rows import VISITED, group, hidden, unit

Row = dict[str, Any]
COUNTS = st.integers(1, 400).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))
UNITS = st.lists(COUNTS, min_size=2, max_size=14).map(
    lambda counts: [unit(f"U{number}", *count) for number, count in enumerate(counts)]
)
AGAINST = st.sampled_from(["units", "target"])


def alike(one: Row, other: Row, factor: float = 1.0) -> bool:
    """Whether two additions are one but for rounding, figures of the second times ``factor``."""
    free = {"phi", "tau_squared"}
    return one.keys() == other.keys() and all(
        math.isclose(other[name], value * (1 if name in free else factor), abs_tol=1e-9)
        if isinstance(value, float)
        else other[name] == value
        for name, value in one.items()
    )


@given(rows=UNITS, against=AGAINST, order=st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(
    rows: list[Row], against: comparing.HeldAgainst, order: Any
) -> None:
    shuffled = list(rows)
    order.shuffle(shuffled)
    found = {
        row["cohort"]: added
        for row, added in zip(shuffled, compared(shuffled, against), strict=True)
    }
    for row, added in zip(rows, compared(rows, against), strict=True):
        assert alike(added, found[row["cohort"]])


@given(rows=UNITS, against=AGAINST)
def test_a_suppressed_unit_has_nothing_and_changes_nothing(
    rows: list[Row], against: comparing.HeldAgainst
) -> None:
    *added, nothing = compared([*rows, hidden(unit("Hidden", 1, 3))], against)
    assert nothing == {}
    assert added == compared(rows, against)


@given(rows=UNITS)
def test_the_unit_of_a_rate_changes_no_flag(rows: list[Row]) -> None:
    a_hundred = [{**row, "unit": "rate", "per": 100} for row in rows]
    a_thousand = [{**row, "per": 1000} for row in a_hundred]
    for one, other in zip(compared(a_hundred, "units"), compared(a_thousand, "units"), strict=True):
        assert alike(one, other, 10.0)


@given(rows=UNITS, against=AGAINST)
def test_limits_nest_around_the_middle(rows: list[Row], against: comparing.HeldAgainst) -> None:
    for added in compared(rows, against):
        if "centre" in added:
            low, high, lowest, highest = (added[name] for name in LIMITS)
            assert 0 <= lowest <= low <= added["centre"] <= high <= highest <= 100
            assert (added["side"] is None) == (added["flag"] == "within")


@given(rows=UNITS)
def test_curves_run_from_the_smallest_unit_to_the_largest(rows: list[Row]) -> None:
    made = compared(rows, "target")
    curve = limit_lines([{**row, **added} for row, added in zip(rows, made, strict=True)])
    sizes = [line["denominator"] for line in curve]
    assert sizes == sorted(set(sizes))
    assert {row["denominator"] for row in rows} <= set(sizes)
    assert (sizes[0], sizes[-1]) == (
        min(row["denominator"] for row in rows),
        max(row["denominator"] for row in rows),
    )


@pytest.mark.parametrize(
    ("rows", "against", "why"),
    [
        ([unit("A", 5, 10)], "units", comparing.TOO_FEW),
        ([unit("A", 5, 10), hidden(unit("B", 1, 3))], "target", comparing.TOO_FEW),
        ([{**unit(name, 5, 10), "target": None} for name in "AB"], "target", comparing.NO_TARGET),
        ([{**unit(name, 5, 10), "target": 100.0} for name in "AB"], "target", comparing.NO_CHANCE),
        ([unit("A", 0, 10), unit("B", 0, 20)], "units", comparing.NO_CHANCE),
        ([unit("A", 10, 10), unit("B", 20, 20)], "units", comparing.NO_CHANCE),
    ],
)
def test_what_cannot_be_held_against_anything_says_why(
    rows: list[Row], against: comparing.HeldAgainst, why: str
) -> None:
    added = [found for found in compared(rows, against) if found]
    assert {found["why_no_limits"] for found in added} == {why}
    assert all("centre" not in found and "rate" in found for found in added)


def test_a_unit_without_both_its_numbers_is_not_compared() -> None:
    rows = [unit("A", 5, 10), unit("B", 6, 10), {**unit("C", 7, 10), "numerator": None}]
    added = compared(rows, "units")
    assert added[2] == {}
    assert added[0]["centre"] == pytest.approx(55.0)


def test_few_units_are_cautioned_of() -> None:
    assert compared(VISITED, "units")[0]["caution"].startswith("Fewer than 10 units")
    many = [unit(f"U{number}", 5 + number, 20) for number in range(10)]
    assert compared(many, "units")[0]["caution"] is None


@given(one=COUNTS, other=COUNTS)
def test_two_groups_the_other_way_round_are_the_inverse(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    there = against("White", ("White", one), ("Black", other))
    back = against("Black", ("White", one), ("Black", other))
    assert there["difference_points"] == pytest.approx(-back["difference_points"], abs=1e-9)
    assert there["difference_low_points"] == pytest.approx(
        -back["difference_high_points"], abs=1e-9
    )
    assert ("relative_rate" in there) == ("relative_rate" in back)
    if "relative_rate" in there:
        assert there["relative_rate"] == pytest.approx(1 / back["relative_rate"])
        assert there["relative_rate_low"] == pytest.approx(1 / back["relative_rate_high"])


def against(reference: str, *groups: tuple[str, tuple[int, int]]) -> Row:
    """What is added to the group that is not the reference."""
    rows = [{**group(name, *count), "is_reference": name == reference} for name, count in groups]
    added = set_against_reference(rows)
    return next(found for row, found in zip(rows, added, strict=True) if row["cohort"] != reference)


@given(counts=st.lists(COUNTS, min_size=1, max_size=6), order=st.randoms(use_true_random=False))
def test_the_order_of_groups_does_not_matter(counts: list[tuple[int, int]], order: Any) -> None:
    rows = [group("White", 50, 90), hidden(group("Other", 2, 9))]
    rows += [group(f"Group {number}", *count) for number, count in enumerate(counts)]
    shuffled = list(rows)
    order.shuffle(shuffled)
    found = {
        row["cohort"]: added
        for row, added in zip(shuffled, set_against_reference(shuffled), strict=True)
    }
    assert found["Other"] == {}
    for row, added in zip(rows, set_against_reference(rows), strict=True):
        assert found[row["cohort"]] == added


@pytest.mark.parametrize(
    ("exact", "most", "why"),
    [
        (20.0, 20.0, None),
        (20.1, 20.1, equality.TOO_MANY_MISSING),
        (None, 20.0, None),
        (None, 20.1, equality.MISSING_NOT_KNOWN),
        (None, None, equality.MISSING_NOT_KNOWN),
    ],
)
def test_more_than_a_fifth_missing_is_too_much(
    exact: float | None, most: float | None, why: str | None
) -> None:
    known = {"missing_percent": exact, "missing_most_percent": most}
    rows = [{**row, **known} for row in (group("White", 50, 90), group("Black", 20, 50))]
    added = set_against_reference(rows)[1]
    assert added.get("why_no_ratio") == why
    assert ("relative_rate" in added) == ("difference_points" in added) == (why is None)


def test_without_figures_for_the_reference_nothing_is_set_against_it() -> None:
    added = set_against_reference([hidden(group("White", 2, 5)), group("Black", 20, 50)])
    assert added[0] == {}
    assert added[1]["why_no_ratio"] == equality.REFERENCE_HIDDEN
    assert "difference_points" not in added[1]


def test_a_group_with_none_has_a_difference_and_no_ratio() -> None:
    added = set_against_reference([group("White", 45, 90), group("Black", 0, 50)])[1]
    assert "had none" in added["why_no_ratio"]
    assert added["difference_points"] == pytest.approx(-50.0)
    assert "relative_rate" not in added
