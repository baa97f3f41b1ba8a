"""What must hold of money beside evidence, on packages that Hypothesis makes."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commissioning import questions
from commissioning.store import Store
from tests.made_package import payment
from tests.properties.test_money import PAID, whole
from tests.properties.test_questions import BUILDS, POUNDS, Rows, store_of

KINDS = (
    "all_met", "some_met", "none_met", "not_held", "not_returned", "not_yet_due", "no_evidence",
)  # fmt: skip
QUARTERS = (("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))
STATUSES = ("returned", "returned", "not_returned", "not_yet_due", "not_applicable")


@st.composite
def extracts(draw: st.DrawFn) -> dict[str, Rows]:
    """Payments of five services in two programmes, some of which have indicators and targets."""
    lines: Rows = [payment("first", "2021-04-01", "0"), payment("last", "2023-03-31", "0")]
    for number in range(draw(st.integers(1, 20))):
        service = f"Service {draw(st.integers(1, 5))}"
        lines.append(
            payment(
                f"line-{number}",
                f"{draw(st.sampled_from([2021, 2022]))}-{draw(st.integers(4, 12)):02d}-01",
                f"{draw(POUNDS | POUNDS.map(lambda pounds: -pounds / 100)):.2f}",
                service_id=service,
                service=service,
                programme=draw(st.sampled_from(["A", "B"])),
            )
        )
    indicators: Rows = []
    targets: Rows = []
    returns: Rows = []
    for number in range(draw(st.integers(1, 6))):
        name, service = f"I{number}", f"Service {draw(st.integers(1, 4))}"
        indicators.append(
            {
                "indicator_id": name, "definition_version": 1, "service_id": service,
                "service": service, "programme": "A", "indicator": name, "unit": "count",
                "indicator_kind": "outcome", "definition": "Defined", "valid_from": "2021-04-01",
                "better": draw(st.sampled_from(["higher", "lower", "neutral"])),
                "accumulation": draw(st.sampled_from(["period", "period", "cumulative"])),
                "counted_of": draw(st.sampled_from(["whole_service", ""])),
            }
        )  # fmt: skip
        if draw(st.booleans()):
            targets.append(
                {
                    "indicator_id": name, "valid_from": "2021-04-01", "set_on": "2021-03-01",
                    "set_by": "Board", "target": draw(st.integers(0, 20)),
                }
            )  # fmt: skip
        for year in (2021, 2022):
            for first, last in (*QUARTERS, ("01-01", "03-31")):
                starting = year + (first == "01-01")
                status = draw(st.sampled_from(STATUSES))
                returns.append(
                    {
                        "indicator_id": name, "period_start": f"{starting}-{first}",
                        "period_end": f"{starting}-{last}", "dimension": "all", "cohort": "All",
                        "definition_version": 1, "provider": "P", "status": status,
                        "actual": draw(st.integers(0, 20)) if status == "returned" else "",
                    }
                )  # fmt: skip
    return {
        "spend_lines": lines,
        "indicators": indicators,
        "indicator_targets": targets,
        "indicator_returns": returns,
    }


def everything(store: Store) -> list[Any]:
    """All three answers."""
    return [
        questions.evidence_spend(store, **PAID).rows,
        questions.evidence_services(store, **PAID).rows,
        questions.unit_costs(store, package="made").rows,
    ]


@BUILDS
@given(made=extracts())
def test_each_pound_has_one_kind_of_evidence_and_all_are_there(made: dict[str, Rows]) -> None:
    with store_of(made) as store:
        rows = questions.evidence_spend(store, **PAID).rows
        services = questions.evidence_services(store, **PAID).rows
    assert sum(row["amount_gbp"] for row in rows) == whole(made["spend_lines"])
    assert sum(row["lines"] for row in rows) == len(made["spend_lines"])
    for row in rows:
        assert sum(row[f"{kind}_gbp"] for kind in KINDS) == row["amount_gbp"]
        behind = [
            service
            for service in services
            if (service["programme"], service["financial_year"])
            == (row["programme"], row["financial_year"])
        ]
        assert len(behind) == row["services"]
        for kind in KINDS:
            of_kind = (each["amount_gbp"] for each in behind if each["evidence"] == kind)
            assert sum(of_kind, Decimal(0)) == row[f"{kind}_gbp"]
        for name, counted in (("with_target", "targets"), ("with_return", "returned")):
            cut = sum((each["amount_gbp"] for each in behind if each[counted]), Decimal(0))
            assert cut == row[f"{name}_gbp"]


@BUILDS
@given(made=extracts())
def test_the_kinds_are_what_the_counts_say(made: dict[str, Rows]) -> None:
    with store_of(made) as store:
        for row in questions.evidence_services(store, **PAID).rows:
            assert 0 <= row["met"] <= row["held"] <= row["returned"] <= row["indicators"]
            assert row["held"] <= row["targets"] <= row["indicators"]
            assert (row["evidence"] == "all_met") == (row["met"] == row["held"] > 0)
            assert (row["evidence"] == "none_met") == (0 == row["met"] < row["held"])
            assert (row["evidence"] == "not_held") == (row["held"] == 0 < row["returned"])


@BUILDS
@given(made=extracts(), data=st.data())
def test_the_order_of_rows_changes_nothing(made: dict[str, Rows], data: st.DataObject) -> None:
    shuffled = {name: data.draw(st.permutations(rows)) for name, rows in made.items()}
    with store_of(made) as one, store_of(shuffled) as other:
        assert everything(one) == everything(other)


@BUILDS
@given(made=extracts())
def test_a_cost_lies_in_its_interval_and_comes_back_to_the_money(made: dict[str, Rows]) -> None:
    with store_of(made) as store:
        rows = questions.unit_costs(store, package="made").rows
    for row in rows:
        if row["not_shown"] is not None:
            assert row["outcomes"] is row["unit_cost_gbp"] is row["interval_low_gbp"] is None
        elif row["outcomes"] == 0:
            assert row["unit_cost_gbp"] is row["interval_high_gbp"] is None
            assert row["interval_low_gbp"] > 0
        else:
            assert row["interval_low_gbp"] < row["unit_cost_gbp"] < row["interval_high_gbp"]
            back = row["unit_cost_gbp"] * row["outcomes"]
            assert abs(back - float(row["amount_gbp"])) <= 1e-9 * float(row["amount_gbp"])
