"""What must hold of reconciliation and of the rules of scrutiny, on packages Hypothesis makes."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commissioning import questions
from commissioning.store import Store
from tests.made_package import decision, payment
from tests.properties.test_questions import BUILDS, POUNDS, Rows, decisions, store_of

AS_AT = datetime.date(2022, 6, 30)
SERVICES = ("Advice", "Refuge", "Mentors")
REMARKS = ("not_new", "unknown", "police", "open_ended")


@BUILDS
@given(rows=decisions())
def test_every_amount_is_found_or_left_out_for_one_reason(rows: Rows) -> None:
    with store_of({"decisions": rows}) as store:
        years = questions.reconciliation(store, package="made", family="decisions").rows
        told = sum(
            (row["found_gbp"] or Decimal(0))
            + sum(row[f"{remark}_gbp"] or Decimal(0) for remark in REMARKS)
            for row in years
        )
        undated = {row["undated_gbp"] for row in years}
        assert len(undated) <= 1
        told += sum(amount or Decimal(0) for amount in undated)
        expected = sum(
            Decimal(str(row["amount_gbp"]))
            for row in rows
            if row["direction"] == "out"
            and (is_dated(row) or (years and row["is_new_money"] == "yes" and is_own(row)))
        )
        assert told == expected


def is_dated(row: dict[str, object]) -> bool:
    return bool(row["financial_year"] or row.get("start_year"))


def is_own(row: dict[str, object]) -> bool:
    return row["scope"] == "commissioned"


@st.composite
def packages(draw: st.DrawFn) -> dict[str, Rows]:
    """A ledger, a register and decisions on the same few services."""
    paid: Rows = [
        payment(
            f"{year}-{number}-{month}",
            f"{year}-{month:02d}-15",
            draw(POUNDS),
            service=service,
            service_id=f"S{number}",
            provider=draw(st.sampled_from(["A", "B", "C"])),
        )
        for year in (2020, 2021)
        for number, service in enumerate(SERVICES)
        for month in (4, 12)
    ]
    # A payment in March makes the last year of the ledger whole.
    paid.append(payment("last", "2022-03-31", "1", service="Advice", service_id="S0"))
    contracts: Rows = [
        {
            "contract_id": f"C{number}",
            "title": "Title",
            "service": service,
            "service_id": f"S{number}",
            "programme": "A",
            "start_date": "2020-04-01",
            "end_date": draw(st.sampled_from(["2022-09-30", "2023-03-31", "2024-03-31"])),
            "amount_gbp": draw(POUNDS),
        }
        for number, service in enumerate(SERVICES)
    ]
    decided: Rows = [decision("D1", draw(POUNDS), service=SERVICES[0])]
    return {"spend_lines": paid, "contracts": contracts, "decisions": decided}


RULES: dict[str, Callable[[Store, int], tuple[dict[str, Any], ...]]] = {
    "growth_percent": lambda store, level: (
        questions.scrutiny(
            store,
            rule="growth_without_results",
            package="made",
            as_at=AS_AT,
            growth_percent=level,
        ).rows
    ),
    "share_percent": lambda store, level: (
        questions.scrutiny(
            store, rule="provider_share", package="made", as_at=AS_AT, share_percent=level
        ).rows
    ),
    "within_months, the other way round": lambda store, level: (
        questions.scrutiny(
            store, rule="cliff_edge", package="made", as_at=AS_AT, within_months=100 - level
        ).rows
    ),
    "contract_percent": lambda store, level: (
        questions.scrutiny(
            store, rule="paid_over_contract", package="made", as_at=AS_AT, contract_percent=level
        ).rows
    ),
}


@BUILDS
@given(extracts=packages(), levels=st.tuples(st.integers(0, 99), st.integers(0, 99)))
def test_a_stricter_level_never_adds_a_question(
    extracts: dict[str, Rows], levels: tuple[int, int]
) -> None:
    low, high = sorted(levels)
    with store_of(extracts) as store:
        for name, ask in RULES.items():
            every = ask(store, 0)
            at_low, at_high = ask(store, low), ask(store, high)
            assert all(row in at_low for row in at_high), name
            assert all(row in every for row in at_low), name


@BUILDS
@given(extracts=packages())
def test_shares_of_providers_add_up_to_all_that_names_one(extracts: dict[str, Rows]) -> None:
    with store_of(extracts) as store:
        rows = RULES["share_percent"](store, 0)
        assert rows
        assert sum(row["amount_gbp"] for row in rows) == rows[0]["compared_gbp"]
        assert abs(sum(row["percent"] for row in rows) - 100) < 1e-9


@BUILDS
@given(extracts=packages())
def test_a_decision_found_takes_its_question_away(extracts: dict[str, Rows]) -> None:
    def asked(store: Store) -> set[str]:
        return {
            row["subject"]
            for row in questions.scrutiny(
                store, rule="paid_without_decision", package="made", as_at=AS_AT
            ).rows
        }

    with store_of(extracts) as store:
        assert asked(store) == {"Refuge", "Mentors"}
    # Even one without a date, or that is not new money, is a decision that was found.
    later = [
        *extracts["decisions"],
        decision("D2", "1", service="Refuge", financial_year="", is_new_money="no"),
    ]
    with store_of({**extracts, "decisions": later}) as store:
        assert asked(store) == {"Mentors"}


def test_a_later_commitment_or_one_without_an_end_takes_a_cliff_away() -> None:
    first = decision("D1", "100", financial_year="", start_year=2020, end_year=2023)

    def asked(*further: dict[str, object]) -> list[str]:
        with store_of({"decisions": [first, *further]}) as store:
            return [
                row["filed_as"]
                for row in questions.scrutiny(
                    store,
                    rule="cliff_edge",
                    package="made",
                    as_at=datetime.date(2022, 10, 1),
                ).rows
            ]

    assert asked() == ["D1"]
    assert asked(decision("D2", "1", financial_year="2023/24")) == []
    assert asked(decision("D2", "1", financial_year="", start_year=2023)) == []
    # One that began no later, or that does not count, goes no further than the first.
    assert asked(decision("D2", "1", financial_year="", start_year=2020)) == ["D1"]
    assert asked(decision("D2", "1", financial_year="2023/24", is_new_money="no")) == ["D1"]
