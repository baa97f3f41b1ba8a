"""What must hold of ratings and of stages whatever the data."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning import questions
from tests.properties.test_commitments import DAYS, contract, contracts
from tests.properties.test_questions import BUILDS, Rows, store_of

BEGUN = datetime.date(2024, 4, 1)
ENDED = datetime.date(2024, 6, 30)
WORST_FIRST = ["inadequate", "requires_improvement", "approaching_target", "good"]


def indicator(**values: Any) -> dict[str, object]:
    return {
        "indicator_id": "I1",
        "definition_version": 1,
        "service_id": "S1",
        "service": "Service",
        "programme": "Programme",
        "indicator": "Indicator",
        "indicator_kind": "outcome",
        "unit": "days",
        "better": "higher",
        "accumulation": "period",
        "definition": "What is counted",
        "valid_from": "2020-04-01",
        **values,
    }


def returned(actual: object, **values: Any) -> dict[str, object]:
    return {
        "indicator_id": "I1",
        "period_start": BEGUN.isoformat(),
        "period_end": ENDED.isoformat(),
        "dimension": "all",
        "cohort": "All",
        "actual": actual,
        "status": "returned",
        "returned_on": "2024-07-20",
        "definition_version": 1,
        "provider": "Provider",
        **values,
    }


def bands(
    good: object, approaching: object, improvement: object, set_on: str = "2024-03-12"
) -> Rows:
    least = {
        "good": good, "approaching_target": approaching, "requires_improvement": improvement,
    }  # fmt: skip
    return [
        {
            "indicator_id": "I1",
            "valid_from": BEGUN.isoformat(),
            "rating": rating,
            "least": value,
            "set_on": set_on,
            "set_by": "A board",
        }
        for rating, value in least.items()
    ]


def ratings(returns: Rows, set_bands: Rows, *more: Any, **of_indicator: Any) -> Rows:
    extracts: dict[str, Any] = {
        "indicators": [indicator(**of_indicator)],
        "indicator_returns": returns,
        "rating_bands": set_bands,
        **dict(more),
    }
    with store_of(extracts) as store:
        return [dict(row) for row in questions.indicator_ratings(store, package="made").rows]


@pytest.mark.parametrize(
    ("better", "edges", "expected"),
    [
        ("higher", (90, 86, 78), {90: 3, 89.9: 2, 86: 2, 85.9: 1, 78: 1, 77.9: 0, 0: 0, 120: 3}),
        ("lower", (38, 42, 48), {38: 3, 38.1: 2, 42: 2, 42.1: 1, 48: 1, 48.1: 0, 0: 3, 99: 0}),
    ],
)
def test_a_result_that_just_reaches_a_band_earns_it(
    better: str, edges: tuple[int, int, int], expected: dict[float, int]
) -> None:
    months = {
        value: datetime.date(2024 + number // 12, number % 12 + 1, 1)
        for number, value in enumerate(expected, start=3)
    }
    rows = ratings(
        [returned(value, period_start=day, period_end=day) for value, day in months.items()],
        bands(*edges),
        better=better,
    )
    found = {row["actual"]: row["rating"] for row in rows}
    assert found == {value: WORST_FIRST[place] for value, place in expected.items()}


@pytest.mark.parametrize(
    ("set_on", "reason"),
    [("2024-03-31", None), ("2024-04-01", None), ("2024-04-02", "bands_late")],
)
def test_bands_rate_only_what_begins_on_or_after_the_day_they_were_set(
    set_on: str, reason: str | None
) -> None:
    (row,) = ratings([returned(95)], bands(90, 86, 78, set_on))
    assert (row["no_rating"], row["rating"]) == (reason, None if reason else "good")
    one_late = [*bands(90, 86, 78, "2024-03-12")[:2], bands(90, 86, 78, set_on)[2]]
    (row,) = ratings([returned(95)], one_late)
    assert row["no_rating"] == reason


@pytest.mark.parametrize(
    ("of_indicator", "of_return", "reason"),
    [
        ({"accumulation": "cumulative"}, {}, "cumulative"),
        ({"accumulation": "rolling"}, {}, "rolling"),
        ({"better": "neutral"}, {}, "no_direction"),
        ({}, {"status": "not_returned", "actual": "", "returned_on": ""}, "not_returned"),
        ({}, {"status": "not_yet_due", "actual": "", "returned_on": ""}, "not_yet_due"),
        ({}, {"status": "not_applicable", "actual": "", "returned_on": ""}, "not_applicable"),
        ({}, {"period_start": "2024-03-31"}, "before_bands"),
    ],
)
def test_what_cannot_be_rated_says_why(
    of_indicator: dict[str, str], of_return: dict[str, str], reason: str
) -> None:
    (row,) = ratings([returned(95) | of_return], bands(90, 86, 78), **of_indicator)
    assert (row["rating"], row["no_rating"]) == (None, reason)
    (row,) = ratings([returned(95) | of_return], [], **of_indicator)
    assert (row["rating"], row["no_rating"]) == (None, "no_bands")


@pytest.mark.parametrize(
    "regime", ["statutory", "light_touch", "below_threshold", "before_the_act", "grant", ""]
)
def test_the_regime_is_that_of_the_contract_of_the_period(regime: str) -> None:
    day = datetime.timedelta(days=1)
    let = [
        contract("earlier", 1, BEGUN - 400 * day, BEGUN - day, service_id="S1", regime="grant"),
        contract("own", 1, BEGUN, ENDED, service_id="S1", regime=regime),
        contract("later", 1, BEGUN + day, ENDED, service_id="S1", regime="grant"),
        contract("other", 1, BEGUN, ENDED, service_id="S2", regime="statutory"),
    ]
    (row,) = ratings([returned(95)], bands(90, 86, 78), ("contracts", let))
    assert (row["contract_id"], row["regime"]) == ("own", regime or None)


@BUILDS
@given(
    results=st.lists(st.integers(0, 1000), min_size=2, max_size=8, unique=True),
    edges=st.lists(st.integers(0, 1000), min_size=3, max_size=3, unique=True).map(sorted),
    better=st.sampled_from(["higher", "lower"]),
)
def test_a_better_result_is_never_rated_worse(
    results: list[int], edges: list[int], better: str
) -> None:
    worst, middle, best = edges if better == "higher" else reversed(edges)
    days = {value: BEGUN + datetime.timedelta(days=n) for n, value in enumerate(results)}
    rows = ratings(
        [returned(value, period_start=day, period_end=day) for value, day in days.items()],
        bands(best, middle, worst),
        better=better,
    )
    ordered = sorted(rows, key=lambda row: row["actual"], reverse=better == "lower")
    places = [WORST_FIRST.index(row["rating"]) for row in ordered]
    assert places == sorted(places)


@BUILDS
@given(rows=contracts(), day=DAYS, data=st.data())
def test_a_service_has_one_stage_whatever_the_order_of_its_rows(
    rows: Rows, day: datetime.date, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rows))
    told = []
    for given_rows in (rows, shuffled):
        with store_of({"contracts": given_rows}) as store:
            found = questions.service_stages(store, package="made", as_at=day).rows
            told.append({row["service"]: (row["stage"], row["last_day"]) for row in found})
            assert len(found) == len(told[-1])
    assert told[0] == told[1]
    for service, (stage, _) in told[0].items():
        spans = [
            (str(row["start_date"]) <= day.isoformat() <= str(row["end_date"]), row)
            for row in rows
            if row["service"] == service
        ]
        ahead = any(str(row["start_date"]) > day.isoformat() for _, row in spans)
        if any(running for running, _ in spans):
            assert stage in (1, 3)
        else:
            assert stage == (2 if ahead else None)


def test_what_follows_is_planned_when_the_last_end_is_within_six_months() -> None:
    day = datetime.date(2024, 8, 31)
    start = datetime.date(2023, 4, 1)
    ends = {"just within": (2025, 2, 28), "just beyond": (2025, 3, 1), "today": (2024, 8, 31)}
    rows = [
        contract(name, 1, start, datetime.date(*end), service=name) for name, end in ends.items()
    ]
    rows += [
        contract("first", 1, start, datetime.date(2024, 12, 31), service="followed"),
        contract("next", 1, datetime.date(2025, 1, 1), datetime.date(2027, 1, 1),
                 service="followed"),
    ]  # fmt: skip
    with store_of({"contracts": rows}) as store:
        found = questions.service_stages(store, package="made", as_at=day).rows
    stages = {row["service"]: row["stage"] for row in found}
    assert stages == {"just within": 1, "just beyond": 3, "today": 1, "followed": 3}
