"""What must hold of where money goes and what changed, on packages that Hypothesis makes."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning import questions
from commissioning.store import Store
from tests.made_package import decision, payment
from tests.properties.test_questions import BUILDS, POUNDS, Rows, store_of

PAID: dict[str, Any] = {"package": "made", "family": "paid"}
DIMENSIONS = ("programme", "service", "provider", "provider_group", "area", "funder", "instrument")
# The largest relative error of one rounding to a float.
ROUNDING = Fraction(1, 2**53)
YEARS = {"from_year": "2021/22", "to_year": "2022/23"}


@st.composite
def ledgers(draw: st.DrawFn) -> Rows:
    """Two whole years of payments and credits of a few services, providers and areas."""
    rows: Rows = [payment("first", "2021-04-01", "0"), payment("last", "2023-03-31", "0")]
    for number in range(draw(st.integers(1, 30))):
        amount = draw(POUNDS | POUNDS.map(lambda pounds: -pounds / 100))
        year, month = draw(st.sampled_from([2021, 2022])), draw(st.integers(4, 12))
        service = draw(st.integers(1, 4))
        rows.append(
            payment(
                f"line-{number}",
                f"{year}-{month:02d}-{draw(st.integers(1, 28)):02d}",
                f"{amount:.2f}",
                service_id=f"S{service}",
                service=f"Service {service}",
                programme=draw(st.sampled_from(["A", "B", "C's"])),
                provider=draw(st.sampled_from(["One", "Two", "Three"])),
                area=draw(st.sampled_from(["North", "South", ""])),
                funding_source=draw(st.sampled_from(["Fund", "Grant"])),
                instrument=draw(st.sampled_from(["grant", "contract"])),
            )
        )
    return rows


def whole(rows: Rows) -> Decimal:
    return sum((Decimal(str(row["amount_gbp"])) for row in rows), Decimal(0))


@BUILDS
@given(rows=ledgers())
def test_the_parts_of_every_level_are_the_whole(rows: Rows) -> None:
    with store_of({"spend_lines": rows}) as store:
        for dimension in DIMENSIONS:
            parts = questions.spend_breakdown(store, **PAID, dimension=dimension, limit=1000).rows
            assert sum(row["amount_gbp"] for row in parts) == whole(rows)
            assert all(row["gross_gbp"] + row["credits_gbp"] == row["amount_gbp"] for row in parts)
            years = questions.spend_by_year(store, **PAID, dimension=dimension).rows
            assert sum(row["amount_gbp"] for row in years) == whole(rows)
        months = questions.spend_by_month(store, package="made").rows
        assert sum(row["amount_gbp"] for row in months) == whole(rows)
        lines = questions.money_rows(store, **PAID, limit=1000).rows
        assert sum(row["amount_gbp"] for row in lines) == whole(rows)
        assert sum(
            row["amount_gbp"] or 0 for row in questions.area_amounts(store, **PAID).rows
        ) == (whole(rows))


@BUILDS
@given(rows=ledgers())
def test_both_sides_of_the_flow_come_to_the_same(rows: Rows) -> None:
    with store_of({"spend_lines": rows}) as store:
        flow = questions.funding_flow(store, **PAID).rows
        for side in ("funder", "programme"):
            sums = {row[side]: row[f"{side}_gbp"] for row in flow}
            assert sum(sums.values()) == whole(rows) == flow[0]["total_gbp"]
        balance = questions.funding_balance(store, **PAID).rows
        assert sum(row["out_gbp"] for row in balance) == whole(rows)


@BUILDS
@given(rows=ledgers(), dimension=st.sampled_from(DIMENSIONS), real=st.booleans())
def test_the_bridge_closes_and_its_parts_add_up_to_growth(
    rows: Rows, dimension: str, real: bool
) -> None:
    with store_of({"spend_lines": rows}) as store:
        asked: dict[str, Any] = {**PAID, "dimension": dimension, **YEARS, "real_terms": real}
        steps = {
            row["step"]: row["amount_gbp"] for row in questions.bridge_steps(store, **asked).rows
        }
        end = steps.pop("end")
        assert sum(steps.values()) == end
        members = questions.bridge(store, **asked).rows
        growth = questions.growth(store, package="made", series_ids=["paid"]).rows[1]
    restated = steps["start"] + steps.get("price_effect", Decimal(0))
    assert sum(row["change_gbp"] for row in members) == end - restated
    points = [row["contribution_points"] for row in members]
    if restated > 0:
        # A point is a float of four roundings; the sum of floats taken here is exact.
        parts = [Fraction(point) for point in points]
        allowance = 5 * ROUNDING * sum(abs(part) for part in parts)
        assert abs(sum(parts) - 100 * Fraction(end - restated) / Fraction(restated)) <= allowance
    else:
        assert set(points) == {None}
    rate = growth["real_growth_percent" if real else "growth_percent"]
    if steps["start"] <= 0:
        assert rate is None
    elif end == 0:
        assert abs(Fraction(rate) + 100) <= 100 * 9 * ROUNDING
    else:
        # The growth published is on the exact start, the bridge's on members in whole pence.
        exact = Fraction(end) / (1 + Fraction(rate) / 100)
        befores = [Fraction(row["restated_from"] or 0) for row in members]
        pence = Fraction(5, 1000) * sum(bool(row["amount_from"]) for row in members) if real else 0
        # A rate is a float of nine roundings, each of at most (|end| + start) / start, and what the
        # rate is out by moves the start it implies by start x start / |end|. Restating a member
        # rounds a few times more before the penny.
        lever = (abs(Fraction(end)) + exact) * exact / abs(Fraction(end))
        allowance = 16 * ROUNDING * (lever + sum(abs(before) for before in befores))
        assert abs(exact - Fraction(restated)) <= pence + allowance


@BUILDS
@given(rows=ledgers())
def test_shares_of_concentration_lie_within_their_bounds(rows: Rows) -> None:
    with store_of({"spend_lines": rows}) as store:
        for row in questions.concentration(store, **PAID, dimension="provider").rows:
            if row["hhi"] is None:
                assert row["providers"] == 0
                continue
            assert row["top1_percent"] <= row["top3_percent"] + 1e-9
            assert row["top3_percent"] <= row["top5_percent"] + 1e-9 <= 100 + 2e-9
            assert 1 - 1e-9 <= row["effective_number"] <= row["providers"] + 1e-9


def everything(store: Store) -> list[Any]:
    """Answers that name neither file nor line."""
    return [
        questions.family_years(store, package="made").rows,
        questions.bridge(store, **PAID, dimension="service", **YEARS, real_terms=True).rows,
        questions.bridge_steps(store, **PAID, dimension="provider", **YEARS).rows,
        questions.spend_breakdown(store, **PAID, dimension="provider").rows,
        questions.concentration(store, **PAID, dimension="provider").rows,
        questions.size_distribution(store, **PAID).rows,
        questions.funding_flow(store, **PAID).rows,
        questions.funding_balance(store, **PAID).rows,
        questions.spend_by_month(store, package="made").rows,
        questions.service_bases(store, package="made").rows,
        questions.area_amounts(store, **PAID).rows,
        questions.money_choices(store, **PAID).rows,
    ]


@BUILDS
@given(rows=ledgers(), data=st.data())
def test_order_of_rows_and_file_splits_change_no_answer(rows: Rows, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    parts = data.draw(st.lists(st.integers(0, len(rows)), max_size=3))
    with (
        store_of({"spend_lines": rows}) as one,
        store_of({"spend_lines": shuffled}, parts) as other,
    ):
        assert everything(one) == everything(other)


@BUILDS
@given(rows=ledgers())
def test_a_later_year_changes_nothing_said_of_earlier_ones(rows: Rows) -> None:
    later: Rows = [
        payment("later", "2024-03-31", "99999.99", provider="Three", service_id="S9", service="New")
    ]
    with (
        store_of({"spend_lines": rows}) as before,
        store_of({"spend_lines": rows + later}) as after,
    ):
        asked: dict[str, Any] = {**PAID, "dimension": "provider", "last_year": "2022/23"}
        for name in ("spend_breakdown", "concentration", "spend_by_year"):
            one, other = (
                getattr(questions, name)(store, **asked).rows for store in (before, after)
            )
            assert one == other
        bridged: dict[str, Any] = {**PAID, "dimension": "provider", **YEARS}
        assert (
            questions.bridge_steps(before, **bridged).rows
            == questions.bridge_steps(after, **bridged).rows
        )
        assert (
            questions.spend_by_month(before, package="made").rows
            == questions.spend_by_month(after, package="made", last_year="2022/23").rows
        )


def mapped(kind: str, name: str, under: str, relation: str = "renamed") -> dict[str, object]:
    return {
        "kind": kind, "name": name, "counts_under": under, "relation": relation, "reason": "Told",
    }  # fmt: skip


def test_a_renamed_service_goes_on_and_is_not_new() -> None:
    rows: Rows = [
        decision("D1", "100", service="Old name", financial_year="2021/22"),
        decision("D2", "130", service="New name", financial_year="2022/23"),
    ]
    asked: dict[str, Any] = {"package": "made", "family": "decisions", "dimension": "service"}
    with store_of({"decisions": rows}) as store:
        kinds = {row["change_kind"] for row in questions.bridge(store, **asked, **YEARS).rows}
        assert kinds == {"new", "ended"}
    names: Rows = [mapped("service", "Old name", "New name")]
    with store_of({"decisions": rows, "mappings": names}) as store:
        (row,) = questions.bridge(store, **asked, **YEARS).rows
        assert (row["change_kind"], row["change_gbp"]) == ("up", Decimal("30.00"))
        assert row["names"] == "New name; Old name"
        # The line stays as filed: only what it counts under is another.
        filed = questions.money_rows(store, package="made", family="decisions").column(
            "service_as_filed"
        )
        assert sorted(filed) == ["New name", "Old name"]


def test_a_group_counts_once_where_groups_are_asked_for() -> None:
    rows: Rows = [
        payment("1", "2021-05-01", "60", provider="One"),
        payment("2", "2021-06-01", "30", provider="Two"),
        payment("3", "2021-07-01", "10", provider="Three"),
    ]
    names: Rows = [
        mapped("provider_group", name, "The group", "same_body") for name in ("One", "Two")
    ]
    with store_of({"spend_lines": rows, "mappings": names}) as store:
        apart, grouped = (
            questions.concentration(store, **PAID, dimension=dimension).rows[0]
            for dimension in ("provider", "provider_group")
        )
        assert (apart["providers"], grouped["providers"]) == (3, 2)
        assert grouped["largest"] == "The group"
        assert grouped["top1_percent"] == pytest.approx(90)
        assert grouped["hhi"] == pytest.approx(8200)


def test_a_part_year_is_refused_and_the_same_months_are_compared() -> None:
    rows: Rows = [
        payment("1", "2021-04-10", "100"),
        payment("2", "2021-05-10", "50"),
        payment("3", "2022-03-10", "500"),
        payment("4", "2022-04-10", "120"),
        payment("5", "2022-05-31", "40"),
    ]
    asked: dict[str, Any] = {**PAID, "dimension": "programme", **YEARS}
    with store_of({"spend_lines": rows}) as store:
        assert questions.bridge(store, **asked).rows == ()
        assert questions.bridge(store, **asked, months=3).rows == ()
        (row,) = questions.bridge(store, **asked, months=2).rows
        assert (row["amount_from"], row["amount_to"]) == (Decimal(150), Decimal(160))
        (row,) = questions.bridge(store, **asked, months=1).rows
        assert (row["amount_from"], row["amount_to"]) == (Decimal(100), Decimal(120))
        year = questions.family_years(store, package="made").rows[-1]
        assert (year["months"], year["part_year"]) == (2, True)


def test_amounts_that_net_to_nothing_have_no_share_and_no_rate() -> None:
    rows: Rows = [
        payment("1", "2021-04-01", "100"),
        payment("2", "2021-05-01", "-100"),
        payment("3", "2023-03-31", "70"),
    ]
    with store_of({"spend_lines": rows}) as store:
        (row,) = questions.bridge(store, **PAID, dimension="programme", **YEARS).rows
        assert row["change_kind"] == "new"
        assert row["contribution_points"] is row["own_growth_percent"] is None
        first = questions.concentration(store, **PAID, dimension="provider").rows[0]
        assert (first["providers"], first["net_credit_providers"]) == (0, 1)
        assert first["hhi"] is first["effective_number"] is None
        (part,) = questions.spend_breakdown(
            store, **PAID, dimension="provider", last_year="2021/22"
        ).rows
        assert part["share_percent"] is None


def test_credits_and_payments_of_nothing_have_no_size() -> None:
    rows: Rows = [
        payment("1", "2021-04-01", "0"),
        payment("2", "2021-05-01", "-500"),
        payment("3", "2021-06-01", "9999.99"),
        # Two payments on one invoice are two.
        payment("4", "2021-07-01", "10000", invoice_ref="INV-1"),
        payment("5", "2021-07-02", "10000", invoice_ref="INV-1"),
        payment("6", "2022-03-31", "10000000"),
    ]
    with store_of({"spend_lines": rows}) as store:
        bands = questions.size_distribution(store, **PAID).rows
        found = {row["from_gbp"]: row["entries"] for row in bands if row["entries"]}
        assert found == {Decimal(0): 1, Decimal(10_000): 2, Decimal(10_000_000): 1}
        assert bands[0]["median_gbp"] == Decimal("10000.00")
