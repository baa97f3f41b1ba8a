"""Money beside evidence on a package made to hold every case once, told by hand."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import payment, write_package
from tests.reference import valued
from tests.reference.comparing import built_rows, hold

QUARTERS = (
    ("2021-04-01", "2021-06-30"), ("2021-07-01", "2021-09-30"),
    ("2021-10-01", "2021-12-31"), ("2022-01-01", "2022-03-31"),
)  # fmt: skip
Rows = list[dict[str, object]]


def indicator(name: str, service: str, **values: object) -> dict[str, object]:
    """A count of what the whole of a service did, more being better, unless told otherwise."""
    return {
        "indicator_id": name, "definition_version": 1, "service_id": service, "service": service,
        "programme": "A", "indicator": f"Indicator {name}", "indicator_kind": "output",
        "unit": "count", "better": "higher", "accumulation": "period",
        "counted_of": "whole_service", "definition": "Defined", "valid_from": "2020-04-01",
    } | values  # fmt: skip


def returns(name: str, *actuals: object, **values: object) -> Rows:
    """The returns of an indicator quarter by quarter; text in place of a figure is a status."""
    rows: Rows = []
    for (first, last), actual in zip(QUARTERS, actuals, strict=False):
        came = not isinstance(actual, str)
        rows.append(
            {
                "indicator_id": name, "period_start": first, "period_end": last,
                "dimension": "all", "cohort": "All", "definition_version": 1, "provider": "P",
                "actual": actual if came else "", "status": "returned" if came else actual,
            } | values
        )  # fmt: skip
    return rows


def target(name: str, value: object) -> dict[str, object]:
    return {
        "indicator_id": name, "valid_from": "2020-04-01", "target": value,
        "set_on": "2020-03-01", "set_by": "Board",
    }  # fmt: skip


def paid(service: str, amount: object = 250_000, **values: object) -> Rows:
    """A payment of the year and one of the next, which keeps the year whole."""
    return [
        payment(f"{service}/{date}", date, pounds,
                **{"service_id": service, "service": service} | values)
        for date, pounds in (("2021-04-01", amount), ("2022-05-31", 1))
    ]  # fmt: skip


# Each service has what its name says, and indicators named after it.
MADE: dict[str, Rows] = {
    "indicators": [
        *(indicator(name, name.partition("-")[0]) for name in (
            "met-1", "met-2", "some-1", "some-2", "none-1", "untargeted", "overdue", "due",
            "silent", "hidden", "nine", "nought", "fraction", "gap", "hole", "overlap",
            "unpaid", "twice", "stopped",
        )),
        indicator("lower", "lower", better="lower"),
        indicator("neutral", "neutral", better="neutral"),
        indicator("cumulative", "cumulative", accumulation="cumulative"),
        indicator("rolling", "rolling", accumulation="rolling"),
        indicator("part", "part", counted_of="part_of_service"),
        indicator("unstated", "unstated", counted_of=""),
        indicator("days", "days", unit="days"),
        indicator("changed", "changed"),
        indicator("changed", "changed", definition_version=2, valid_from="2022-01-01"),
        indicator("percent", "percent", unit="percent"),
        indicator("bare", "bare", unit="percent"),
    ],
    "indicator_targets": [
        target(name, 10)
        for name in ("met-1", "met-2", "some-1", "some-2", "none-1", "overdue", "due", "lower",
                     "neutral", "cumulative", "rolling", "hidden")
    ],
    "indicator_returns": [
        *returns("met-1", 1, 1, 1, 10),
        *returns("met-2", 1, 11, "not_returned", "not_yet_due"),
        *returns("some-1", 9, 9, 9, 10),
        *returns("some-2", 99, 99, 99, 9),
        *returns("none-1", 99, 99, 99, 9),
        *returns("untargeted", 1, 1, 1, 1),
        *returns("overdue", *["not_yet_due"] * 3, "not_returned"),
        *returns("due", *["not_yet_due"] * 4),
        *returns("silent", *["not_returned"] * 4),
        *returns("hidden", 20, 20, 20, "suppressed"),
        *returns("nine", 2, 2, 2, 3),
        *returns("nought", 0, 0, 0, 0),
        *returns("fraction", 1, 1, 1, 1.5),
        *returns("gap", 1, 1, 1),
        *(row for row in returns("hole", 1, 1, 1, 1) if row["period_start"] != "2021-07-01"),
        *returns("overlap", 1, 1, 1),
        *returns("overlap", 1, 1, 1, 1, period_start="2021-12-01")[3:],
        *returns("unpaid", 1, 1, 1, 1),
        *returns("twice", 1, 1, 1, 1),
        *returns("stopped", *["not_applicable"] * 4),
        *returns("lower", 11, 11, 11, 10),
        *returns("neutral", 10, 10, 10, 10),
        *returns("cumulative", 10, 20, 30, 40),
        *returns("rolling", 10, 10, 10, 10),
        *returns("part", 1, 1, 1, 1),
        *returns("unstated", 1, 1, 1, 1),
        *returns("days", 1, 1, 1, 1),
        *returns("changed", 1, 1, 1),
        *[row | {"definition_version": 2} for row in returns("changed", 1, 1, 1, 1)[3:]],
        *returns("percent", 50, 50, 50, 50, numerator=1, denominator=2),
        *returns("bare", 50, 50, 50, 50),
    ],
    "spend_lines": [
        *(
            line
            for service in (
                "met", "some", "none", "untargeted", "overdue", "due", "silent", "hidden", "nine",
                "nought", "fraction", "gap", "hole", "overlap", "lower", "neutral",
                "cumulative", "rolling", "part",
                "unstated", "days", "changed", "percent", "bare", "stopped", "unmeasured",
            )
            for line in paid(service)
        ),
        *paid("unpaid", -5),
        *paid("twice"),
        *paid("another", 3),
    ],
    "mappings": [
        {"kind": "service", "name": "another", "counts_under": "twice", "reason": "Told",
         "relation": "recommissioned"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("made")
    settings = Settings(folder / "data", folder / "builds")
    write_package(settings.data, "made", MADE)
    building.build(settings)
    return settings


@pytest.fixture(scope="module")
def made_store(made: Settings) -> Iterator[Store]:
    opened = Store(made)
    yield opened
    opened.close()


LEDGER: dict[str, Any] = {"package": "made", "family": "paid"}


def test_each_service_is_of_the_kind_its_name_says(made_store: Store) -> None:
    rows = questions.evidence_services(made_store, **LEDGER, last_year="2021/22").rows
    kinds = {row["service"]: row["evidence"] for row in rows}
    told = {
        "met": "all_met", "some": "some_met", "none": "none_met", "untargeted": "not_held",
        "overdue": "not_returned", "due": "not_yet_due", "silent": "no_evidence",
        "unmeasured": "no_evidence", "stopped": "no_evidence", "hidden": "not_held",
        "lower": "all_met", "neutral": "not_held", "cumulative": "not_held", "rolling": "all_met",
    }  # fmt: skip
    assert {service: kinds[service] for service in told} == told
    hidden = next(row for row in rows if row["service"] == "hidden")
    assert (hidden["targets"], hidden["returned"], hidden["held"]) == (1, 1, 0)


def test_money_of_each_kind_is_the_sum_of_its_services(made_store: Store) -> None:
    (row,) = questions.evidence_spend(made_store, **LEDGER, last_year="2021/22").rows
    assert row["some_met_gbp"] == row["none_met_gbp"] == Decimal(250_000)
    assert row["all_met_gbp"] == Decimal(3 * 250_000)
    # Two indicators are cumulative or have no direction, and one is suppressed.
    assert row["with_target_gbp"] == Decimal((3 + 1 + 1 + 1 + 1 + 1 + 1) * 250_000)
    assert sum(row[f"{kind}_gbp"] for kind in valued.KINDS) == row["amount_gbp"]


def test_every_reason_has_its_row(made_store: Store) -> None:
    rows = questions.unit_costs(made_store, package="made", last_year="2021/22").rows
    reasons = {row["series_id"]: row["not_shown"] for row in rows}
    told = {
        "nine": None, "nought": None, "percent": None, "neutral": None, "days": "no_count",
        "fraction": "no_count", "bare": "no_count", "cumulative": "cumulative",
        "rolling": "rolling", "lower": "lower_is_better", "unstated": "scope_not_stated",
        "part": "part_of_service", "changed": "definition_changed", "silent": "not_all_returned",
        "hidden": "not_all_returned", "stopped": "not_all_returned", "gap": "not_a_whole_year",
        "hole": "not_a_whole_year", "overlap": "not_a_whole_year",
        "unpaid": "nothing_paid", "twice": "several_references",
    }  # fmt: skip
    assert {name: reasons[name] for name in told} == told
    for row in rows:
        if row["not_shown"]:
            assert row["outcomes"] is row["cost_gbp"] is row["unit_cost_gbp"] is None


def test_nine_outcomes_for_a_quarter_of_a_million(made_store: Store) -> None:
    rows = {row["series_id"]: row for row in questions.unit_costs(made_store, package="made").rows}
    nine = [rows["nine"][f"{name}_gbp"] for name in ("unit_cost", "interval_low", "interval_high")]
    assert [round(pounds) for pounds in nine] == [27_778, 14_633, 60_748]
    nought = rows["nought"]
    assert nought["unit_cost_gbp"] is nought["interval_high_gbp"] is None
    # Of no event seen, the count may be as many as 3.689: F. Garwood, Biometrika 28 (1936), 437.
    assert nought["interval_low_gbp"] == pytest.approx(250_000 / 3.6888794541)
    assert rows["percent"]["outcomes"] == 4


def test_without_a_deflator_there_is_no_real_cost(made_store: Store) -> None:
    rows = questions.unit_costs(made_store, package="made", price_base="2024/25").rows
    assert {row["not_shown"] for row in rows if row["series_id"] == "nine"} == {"no_deflator"}


@pytest.mark.parametrize("name", ["evidence_spend", "evidence_services", "unit_costs"])
def test_every_row_is_as_recomputed(made: Settings, made_store: Store, name: str) -> None:
    asked = {"package": "made"} if name == "unit_costs" else LEDGER
    found = list(getattr(questions, name)(made_store, **asked).rows)
    hold(found, getattr(valued, name)(made.data, **asked))


def test_a_published_result_stands_beside_the_money_of_its_programme(store: Store) -> None:
    """London's fund of calls, read by eye: a target for call four, results of two and three."""
    rows = questions.evidence_services(store, package="london", family="decisions").rows
    fund = {row["financial_year"]: row for row in rows if row["service"] == "Shared Endeavour Fund"}
    told = {year: (row["amount_gbp"], row["evidence"], row["targets"], row["returned"])
            for year, row in fund.items()}  # fmt: skip
    assert told == {
        "2021/22": (Decimal(600_000), "not_held", 0, 1),
        "2022/23": (Decimal(725_000), "not_held", 0, 3),
        "2023/24": (Decimal(873_925), "not_returned", 1, 0),
        "2024/25": (Decimal(875_000), "no_evidence", 0, 0),
        "2025/26": (Decimal(875_000), "no_evidence", 0, 0),
    }
    assert fund["2023/24"]["result_services"] == "Hate crime and extremism"
    assert fund["2023/24"]["result_programmes"] == "Shared Endeavour Fund Call Four"


def test_whether_a_target_was_met_is_what_each_result_says(built: Settings, store: Store) -> None:
    """The counts of the invented package once more, from the verdict of every single result."""
    results = questions.indicator_results(store, package="illustrative").rows
    last: dict[tuple[str, int], Any] = {}
    for row in results:
        if row["actual"] is not None:
            end = row["period_end"]
            last[row["series_id"], end.year - (end.month < 4)] = row
    judged = [
        row["point_met"]
        for row in last.values()
        if row["point_met"] is not None and row["accumulation"] != "cumulative"
    ]
    counted = built_rows(
        built,
        "SELECT sum(held)::BIGINT AS held, sum(met)::BIGINT AS met FROM service_evidence"
        " WHERE package = 'illustrative'",
    )
    assert counted == [{"held": len(judged), "met": sum(judged)}]
    assert 0 < sum(judged) < len(judged)
