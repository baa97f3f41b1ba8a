"""What holds of indicators and of verdicts whatever the choices and the figures."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning import questions
from commissioning.evidence.verdicts import Standing, judged
from commissioning.store import Store

PACKAGES = ("london", "illustrative")
WITHOUT_FIGURE = list(Standing)[4:]


def results() -> st.SearchStrategy[dict[str, Any]]:
    """A percentage of some people against a target, either way being better."""
    return (
        st.integers(1, 400)
        .flatmap(
            lambda people: st.fixed_dictionaries(
                {
                    "numerator": st.integers(0, people).map(float),
                    "denominator": st.just(float(people)),
                    "target": st.integers(0, 100).map(float),
                    "better": st.sampled_from(["higher", "lower"]),
                    "unit": st.just("percent"),
                    "per": st.none(),
                    "accumulation": st.just("period"),
                    "status": st.just("returned"),
                }
            )
        )
        .map(lambda row: row | {"actual": 100 * row["numerator"] / row["denominator"]})
    )


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("chosen", ["programme", "service", "indicator_kind", "verdict"])
def test_a_choice_never_changes_what_is_said_of_an_indicator(
    store: Store, package: str, chosen: str
) -> None:
    parameters = {"programme": "programmes", "service": "services", "indicator_kind": "kinds"}
    every = questions.indicator_standing(store, package=package).rows
    values = sorted({row[chosen] for row in every})
    parts = [
        row
        for value in values
        for row in questions.indicator_standing(
            store, package=package, **{parameters.get(chosen, "statuses"): [value]}
        ).rows
    ]
    assert sorted(parts, key=lambda row: row["series_id"]) == sorted(
        every, key=lambda row: row["series_id"]
    )


def test_a_text_of_one_period_finds_the_indicator_as_it_stands(store: Store) -> None:
    """The first provider of a service finds what stands under its latest provider."""
    every = {
        row["series_id"]: row
        for row in questions.indicator_standing(store, package="illustrative").rows
    }
    earlier = {
        (row["provider"], row["series_id"])
        for row in questions.indicator_results(store, package="illustrative").rows
        if row["provider"] != every[row["series_id"]]["provider"]
    }
    assert earlier
    for provider, series_id in earlier:
        found = questions.indicator_standing(store, package="illustrative", text=provider).rows
        assert every[series_id] in found


@pytest.mark.parametrize("package", PACKAGES)
def test_an_order_only_orders(store: Store, package: str) -> None:
    every = questions.indicator_standing(store, package=package).rows
    for order in ("indicator", "status", "newest", "oldest"):
        rows = questions.indicator_standing(store, package=package, order=order).rows
        assert sorted(map(repr, rows)) == sorted(map(repr, every))


@given(results())
def test_what_is_clear_is_so_by_the_figure_as_reported_too(row: dict[str, Any]) -> None:
    found = judged(row)
    assert found["interval_low"] <= row["actual"] + 1e-9
    assert found["interval_high"] >= row["actual"] - 1e-9
    if found["verdict"] != Standing.CANNOT_TELL:
        assert found["point_met"] is (found["verdict"] == Standing.MET_CLEARLY)


@given(results())
def test_the_same_result_from_the_other_side_is_the_same_verdict(row: dict[str, Any]) -> None:
    """That 70% stayed, where more is better, is that 30% left, where fewer is."""
    other = row | {
        "numerator": row["denominator"] - row["numerator"],
        "actual": 100 - row["actual"],
        "target": 100 - row["target"],
        "better": "lower" if row["better"] == "higher" else "higher",
    }
    # A figure that is its target but for the last digit of its arithmetic may fall on either side.
    if abs(row["actual"] - row["target"]) > 1e-9:
        assert judged(other)["point_met"] is judged(row)["point_met"]
    ends = [judged(row)[name] for name in ("interval_low", "interval_high")]
    if all(abs(end - row["target"]) > 1e-9 for end in ends):
        assert judged(other)["verdict"] == judged(row)["verdict"]


@given(results(), st.sampled_from(WITHOUT_FIGURE))
def test_what_did_not_come_is_no_miss_whatever_the_target(
    row: dict[str, Any], status: Standing
) -> None:
    assert judged(row | {"actual": None, "status": status.value}) == {"verdict": status.value}


@given(results())
def test_a_figure_that_adds_up_is_held_to_no_target(row: dict[str, Any]) -> None:
    found = judged(row | {"accumulation": "cumulative"})
    assert found["verdict"] == Standing.CANNOT_TELL
    assert "point_met" not in found
