"""What must hold of charts over time whatever the data: on packages that Hypothesis makes."""

import datetime
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from commissioning import questions
from commissioning.store import Store
from tests.properties.test_questions import BUILDS, Rows, store_of

ONE = {"package": "made", "series_id": "I1"}
PEOPLE = st.tuples(st.integers(0, 400), st.integers(400, 800))
# None is a return that did not come.
RETURNS = st.lists(st.one_of(PEOPLE, PEOPLE, PEOPLE, st.none()), min_size=2, max_size=24)


def month(number: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day of a month counted from April 2020."""
    first, after = (
        datetime.date(2020 + (3 + n) // 12, (3 + n) % 12 + 1, 1) for n in (number, number + 1)
    )
    return first, after - datetime.timedelta(days=1)


def versions(starts: list[int]) -> Rows:
    return [
        {
            "indicator_id": "I1", "definition_version": number, "service_id": "S1",
            "service": "Service", "programme": "Programme", "indicator": "Indicator",
            "indicator_kind": "outcome", "unit": "percent", "better": "higher",
            "accumulation": "period", "definition": "Definition", "valid_from": month(start)[0],
        }
        for number, start in enumerate(starts, start=1)
    ]  # fmt: skip


def returns(found: list[tuple[int, int] | None], version: int = 1, first: int = 0) -> Rows:
    rows: Rows = []
    for number, people in enumerate(found, start=first):
        start, end = month(number)
        row: dict[str, object] = {
            "indicator_id": "I1", "period_start": start, "period_end": end, "dimension": "all",
            "cohort": "All", "definition_version": version, "provider": "Provider",
            "status": "returned" if people else "not_returned",
        }  # fmt: skip
        if people:
            above, below = people
            row |= {
                "numerator": above,
                "denominator": below,
                "actual": round(100 * above / below, 1),
            }
        rows.append(row)
    return rows


def made(rows: Rows, starts: list[int]) -> dict[str, Rows]:
    target = {
        "indicator_id": "I1", "valid_from": "2020-04-01", "target": 50, "set_on": "2020-03-01",
        "set_by": "Board",
    }  # fmt: skip
    return {
        "indicator_returns": rows,
        "indicators": versions(starts),
        "indicator_targets": [target],
    }


def points(store: Store, **asked: Any) -> list[dict[str, Any]]:
    """What a chart adds to each month, and the marks."""
    return [
        {name: value for name, value in row.items() if name not in ("file", "line")}
        for row in questions.control_points(store, **ONE, **asked).rows
    ]


@BUILDS
@given(earlier=RETURNS, later=RETURNS, more=PEOPLE)
def test_a_later_return_changes_no_limit_of_an_earlier_version(
    earlier: list[tuple[int, int] | None],
    later: list[tuple[int, int] | None],
    more: tuple[int, int],
) -> None:
    # Before anything came there is no chart to keep.
    assume(any(earlier) or any(later))
    starts, second = [0, len(earlier)], len(earlier)
    rows = [*returns(earlier), *returns(later, 2, second)]
    added = [*rows, *returns([more], 2, second + len(later))]
    with store_of(made(rows, starts)) as before, store_of(made(added, starts)) as after:
        for asked in ({}, {"screened": True}, {"kind": "p_prime"}):
            of_version = [
                [
                    {**row, "variation": None, "assurance": None}
                    for row in points(store, **asked)
                    if row["definition_version"] == 1
                ]
                for store in (before, after)
            ]
            assert of_version[0] == of_version[1]


@BUILDS
@given(found=RETURNS, data=st.data())
def test_the_order_of_rows_in_a_file_does_not_matter(
    found: list[tuple[int, int] | None], data: st.DataObject
) -> None:
    rows = returns(found)
    shuffled = data.draw(st.permutations(rows))
    cuts = data.draw(st.lists(st.integers(0, len(rows)), max_size=2))
    with (
        store_of(made(rows, [0])) as one,
        store_of(made(list(shuffled), [0]), parts=cuts) as other,
    ):
        for kind in ("xmr", "p_prime"):
            assert points(one, kind=kind) == points(other, kind=kind)


@BUILDS
@given(found=RETURNS)
def test_limits_lie_on_either_side_of_the_mean_and_gaps_have_no_signal(
    found: list[tuple[int, int] | None],
) -> None:
    with store_of(made(returns(found), [0])) as store:
        for kind in ("xmr", "p_prime"):
            rows = points(store, kind=kind)
            assert len(rows) == len(found)
            for row, people in zip(rows, found, strict=True):
                assert (row["signal"] is None) == (people is None or row["mean"] is None)
                if row["lower_limit"] is not None:
                    assert row["lower_limit"] <= row["lower_near_limit"] <= row["mean"]
                    assert row["mean"] <= row["upper_near_limit"] <= row["upper_limit"]
                    middle = (row["lower_limit"] + row["upper_limit"]) / 2
                    assert abs(middle - row["mean"]) < 1e-9


@BUILDS
@given(found=st.lists(PEOPLE, min_size=2, max_size=20), gap=st.integers(1, 5))
def test_one_set_of_limits_is_that_of_a_definition_that_never_changed(
    found: list[tuple[int, int] | None], gap: int
) -> None:
    cut = min(gap, len(found) - 1)
    changed = [*returns(found[:cut]), *returns(found[cut:], 2, cut)]
    with (
        store_of(made(changed, [0, cut])) as rebased,
        store_of(made(returns(found), [0])) as same,
    ):
        one_set = points(rebased, rebased=False)
        never = points(same)
        for row in (*one_set, *never):
            del row["definition_version"]
        assert one_set == never
