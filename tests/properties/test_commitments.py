"""What must hold of commitments whatever the data: on packages that Hypothesis makes."""

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commissioning import questions
from commissioning.store import Store
from tests.properties.test_questions import BUILDS, POUNDS, Rows, decisions, store_of

DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2029, 12, 31))
FAMILY = {"package": "made", "family": "contracts"}


@st.composite
def contracts(draw: st.DrawFn) -> Rows:
    rows: Rows = []
    for number in range(draw(st.integers(1, 12))):
        start = draw(DAYS)
        end = start + datetime.timedelta(days=draw(st.integers(0, 2200)))
        rows.append(
            contract(
                f"C{number}",
                draw(POUNDS),
                start,
                end,
                service=draw(st.sampled_from(["One", "Two", "Three's"])),
                funding_source=draw(st.sampled_from(["", "Fund", "Other"])),
            )
        )
    return rows


def contract(
    reference: str, amount: object, start: datetime.date, end: datetime.date, **values: object
) -> dict[str, object]:
    return {
        "contract_id": reference,
        "title": "Title",
        "service": "Service",
        "programme": "Programme",
        "provider": "Provider",
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "amount_gbp": amount,
        **values,
    }


@BUILDS
@given(rows=contracts(), days=st.lists(DAYS, min_size=1, max_size=4))
def test_the_years_of_an_award_add_up_to_it_and_a_day_cuts_it_in_two(
    rows: Rows, days: list[datetime.date]
) -> None:
    whole = sum(Decimal(str(row["amount_gbp"])) for row in rows)
    with store_of({"contracts": rows}) as store:
        passed = []
        for day in sorted(days):
            years = questions.commitment_years(store, **FAMILY, as_at=day).rows
            assert sum(row["amount_gbp"] for row in years) == whole
            for row in years:
                assert row["by_as_at_gbp"] + row["still_to_run_gbp"] == row["amount_gbp"]
                assert row["by_as_at_gbp"] >= 0
                assert row["still_to_run_gbp"] >= 0
            before = sum(row["by_as_at_gbp"] for row in years)
            states = questions.commitment_summary(store, **FAMILY, as_at=day).rows
            assert sum(row["by_as_at_gbp"] for row in states) == before
            assert sum(row["still_to_run_gbp"] for row in states) == whole - before
            listed = questions.commitment_rows(store, **FAMILY, as_at=day, limit=100).rows
            assert sum(row["still_to_run_gbp"] for row in listed) == whole - before
            assert all(0 <= row["final_year_gbp"] <= row["amount_gbp"] for row in listed)
            passed.append(before)
        assert passed == sorted(passed)


@BUILDS
@given(rows=decisions(), day=DAYS)
def test_nothing_approved_is_lost_between_years_and_no_end(rows: Rows, day: datetime.date) -> None:
    asked: dict[str, Any] = {"package": "made", "family": "decisions", "as_at": day}
    with store_of({"decisions": rows}) as store:
        years = questions.commitment_years(store, **asked).rows
        states = questions.commitment_summary(store, **asked).rows
        (counted,) = [
            row
            for row in questions.decision_summary(store, package="made", counting="counted").rows
            if row["direction"] == "out"
        ] or [{"amount_gbp": 0}]
        assert sum(row["amount_gbp"] for row in states) == counted["amount_gbp"]
        placed = sum(row["amount_gbp"] for row in years)
        assert placed + sum(row["unplaced_gbp"] for row in states) == counted["amount_gbp"]
        # The same money stands in the same years on the page of decisions.
        found = questions.decisions_by_year(store, package="made").rows
        assert {row["financial_year"]: row["amount_gbp"] for row in years} == {
            year: sum(row["amount_gbp"] for row in found if row["financial_year"] == year)
            for year in {row["financial_year"] for row in found}
        }


@BUILDS
@given(rows=contracts(), day=DAYS, data=st.data())
def test_a_later_award_changes_no_earlier_quarter(
    rows: Rows, day: datetime.date, data: st.DataObject
) -> None:
    last = max(datetime.date.fromisoformat(str(row["end_date"])) for row in rows)
    later = contract(
        "later",
        data.draw(POUNDS),
        last + datetime.timedelta(days=100),
        last + datetime.timedelta(days=500),
        service="One",
    )

    def quarters(store: Store) -> list[tuple[Any, ...]]:
        return [
            (row["quarter_start"], row["services"], row["commitments"], row["final_year_gbp"],
             row["march_services"], row["march_gbp"])
            for row in questions.commitment_ends(store, **FAMILY, as_at=day).rows
            if row["quarter_start"] <= last
        ]  # fmt: skip

    with (
        store_of({"contracts": rows}) as before,
        store_of({"contracts": [*rows, later]}) as after,
    ):
        earlier = quarters(before)
        assert quarters(after)[: len(earlier)] == earlier


@BUILDS
@given(rows=contracts(), day=DAYS, data=st.data())
def test_order_of_rows_does_not_matter(rows: Rows, day: datetime.date, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))

    def answers(store: Store) -> list[Any]:
        return [
            getattr(questions, name)(store, **FAMILY, as_at=day).rows
            for name in (
                "commitment_ends", "commitment_summary", "commitment_years", "funder_exposure",
            )
        ]  # fmt: skip

    with store_of({"contracts": rows}) as one, store_of({"contracts": shuffled}) as other:
        assert answers(one) == answers(other)


def test_a_year_long_award_counts_whole_in_its_last_twelve_months() -> None:
    rows = [
        contract("year", "365.00", datetime.date(2023, 4, 1), datetime.date(2024, 3, 31)),
        contract("leap", "366.00", datetime.date(2023, 3, 1), datetime.date(2024, 2, 29)),
        contract("two", "731.00", datetime.date(2022, 4, 1), datetime.date(2024, 3, 31)),
        contract("day", "9.99", datetime.date(2024, 2, 1), datetime.date(2024, 2, 1)),
    ]
    with store_of({"contracts": rows}) as store:
        listed = questions.commitment_rows(store, **FAMILY, as_at=datetime.date(2024, 1, 1)).rows
        assert {row["reference"]: row["final_year_gbp"] for row in listed} == {
            "year": Decimal("365.00"),
            "leap": Decimal("366.00"),
            "two": Decimal("366.00"),
            "day": Decimal("9.99"),
        }
        assert [row["state"] for row in listed].count("not_begun") == 1


def test_what_ends_on_the_day_itself_is_running_with_nothing_still_to_run() -> None:
    day = datetime.date(2024, 3, 31)
    rows = [contract("C", "100.00", datetime.date(2023, 4, 1), day)]
    with store_of({"contracts": rows}) as store:
        (row,) = questions.commitment_rows(store, **FAMILY, as_at=day).rows
        assert (row["state"], row["still_to_run_gbp"]) == ("running", Decimal("0.00"))
        (quarter,) = questions.commitment_ends(store, **FAMILY, as_at=day).rows
        assert (quarter["march_services"], quarter["march_gbp"]) == (1, Decimal("100.00"))


def test_another_funder_counts_only_where_it_is_named_and_running() -> None:
    start, end = datetime.date(2023, 4, 1), datetime.date(2025, 3, 31)
    past = datetime.date(2023, 12, 31)
    rows = [
        contract("1", "100.00", start, end, service="Shared", funding_source="Fund"),
        contract("2", "100.00", start, end, service="Shared", funding_source="Other"),
        contract("3", "100.00", start, end, service="Alone", funding_source="Fund"),
        contract("4", "100.00", start, past, service="Alone", funding_source="Other"),
        contract("5", "100.00", start, end, service="Unclear", funding_source="Fund"),
        contract("6", "100.00", start, end, service="Unclear"),
    ]
    with store_of({"contracts": rows}) as store:
        for funders in (None, ["Fund"]):
            told = {
                row["funder"]: (row["services"], row["services_alone"], row["services_unclear"])
                for row in questions.funder_exposure(
                    store, **FAMILY, as_at=datetime.date(2024, 6, 1), funders=funders
                ).rows
            }
            assert told["Fund"] == (3, 1, 1)
        assert "Other" not in told
        everyone = questions.funder_exposure(store, **FAMILY, as_at=datetime.date(2024, 6, 1)).rows
        assert {row["funder"]: row["services_alone"] for row in everyone} == {
            "Fund": 1, "Other": 0, "Not stated": None,
        }  # fmt: skip
