"""How many people are in no group, on a made package: stated, left over, suppressed and unknown."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import write_package
from tests.reference import compared
from tests.reference.comparing import hold

INDICATOR = {
    "indicator_id": "P", "definition_version": 1, "service_id": "S", "service": "Service",
    "programme": "A", "indicator": "Finished", "indicator_kind": "outcome", "unit": "percent",
    "better": "higher", "accumulation": "period", "reference_cohort": "White",
    "definition": "Those who finished", "valid_from": "2020-04-01",
}  # fmt: skip
WITHHELD = None
# By the month of 2024: people in all, people by group, and the share in no group with its most.
CASES: dict[int, tuple[int | None, dict[str, int | None], float | None, float | None]] = {
    1: (100, {"White": 40, "Black": 30, "Not recorded": 30}, 30.0, 30.0),
    2: (100, {"White": 40, "Black": 40}, 20.0, 20.0),
    3: (100, {"White": 40, "Black": 60}, 0.0, 0.0),
    4: (100, {"White": 40, "Black": 30, "Not recorded": WITHHELD, "Other": WITHHELD}, None, 30.0),
    5: (100, {"White": 40, "Black": 50, "Other": WITHHELD, "Not recorded": 4}, 4.0, 4.0),
    6: (100, {"White": 40, "Black": 45, "Other": WITHHELD, "Mixed": WITHHELD}, None, 15.0),
    7: (None, {"White": 40, "Black": 50, "Not recorded": 10}, 10.0, 10.0),
    8: (None, {"White": 40, "Black": 50, "Not recorded": WITHHELD}, None, None),
    9: (50, {"White": 40, "Black": 50}, None, None),
    10: (100, {"White": WITHHELD, "Black": WITHHELD}, None, 100.0),
}


def returned(month: int, dimension: str, cohort: str, people: int | None) -> dict[str, object]:
    first = datetime.date(2024, month, 1)
    shared = {
        "indicator_id": "P", "definition_version": 1, "period_start": first,
        "period_end": last_day(first), "dimension": dimension, "cohort": cohort,
    }  # fmt: skip
    if people is None:
        return {**shared, "status": "suppressed"}
    met = people // 2
    rate = round(100 * met / people, 1)
    return {
        **shared, "numerator": met, "denominator": people, "actual": rate, "status": "returned",
    }  # fmt: skip


def last_day(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("missing")
    rows = []
    for month, (people, groups, *_) in CASES.items():
        if people is not None:
            rows.append(returned(month, "all", "All", people))
        rows += [returned(month, "ethnicity", name, size) for name, size in groups.items()]
    write_package(
        folder / "data",
        "made",
        {"indicators": [INDICATOR], "indicator_returns": rows, "indicator_targets": []},
        disclosure={"threshold": 1, "round_to": 1},
    )
    settings = Settings(folder / "data", folder / "builds")
    building.build(settings)
    return settings


@pytest.fixture(scope="module")
def made_store(made: Settings) -> Iterator[Store]:
    opened = Store(made)
    yield opened
    opened.close()


@pytest.mark.parametrize("month", CASES)
def test_the_share_in_no_group_is_told_as_far_as_it_is_known(
    made: Settings, made_store: Store, month: int
) -> None:
    first = datetime.date(2024, month, 1)
    asked = {
        "package": "made", "series_id": "P", "dimension": "ethnicity", "period_start": first,
        "period_end": last_day(first),
    }  # fmt: skip
    rows = list(questions.equality_rates(made_store, **asked).rows)
    *_, exact, most = CASES[month]
    assert {(row["missing_percent"], row["missing_most_percent"]) for row in rows} == {
        (exact, most)
    }
    hold(rows, compared.equality_rates(Path(made.data), **asked))


def test_only_what_can_be_told_is_compared(made_store: Store) -> None:
    ratios = {}
    for month in CASES:
        first = datetime.date(2024, month, 1)
        rows = questions.equality_rates(
            made_store,
            package="made",
            series_id="P",
            dimension="ethnicity",
            period_start=first,
            period_end=last_day(first),
        ).rows
        ratios[month] = any(row["relative_rate"] is not None for row in rows)
    assert {month for month, shown in ratios.items() if shown} == {2, 3, 5, 6, 7}
