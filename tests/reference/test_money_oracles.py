"""Known answers for spend over time: HM Treasury's worked examples and a made ledger.

``tests/fixtures/money/README.txt`` says how they were made; they agree to 1e-9.
"""

import csv
import datetime
import json
import math
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import payment, write_package

ORACLES = Path(__file__).parent.parent / "fixtures" / "money"


def oracle(name: str) -> list[dict[str, str]]:
    with (ORACLES / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def year(spelt: str) -> str:
    """1999-00 → 1999/00."""
    return spelt.replace("-", "/")


def deflator_rows(name: str) -> Iterator[dict[str, object]]:
    for row in oracle(name):
        yield {
            "financial_year": year(row["financial_year"]),
            "index": row["deflator"],
            "base_year": "made",
            "publication_date": "2026-03-31",
            "source_url": "https://example.org",
            "status": "outturn",
        }


def close(expected: str | float) -> object:
    return pytest.approx(float(expected), rel=1e-9)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The made ledger as payments in the middle of each year, with the made deflator."""
    folder = tmp_path_factory.mktemp("oracle")
    spend = [
        payment(
            f"{row['service_id']}-{column}",
            f"{column[:4]}-09-30",
            f"{Decimal(row[column]):.2f}",
            programme=row["programme"],
            service_id=row["service_id"],
            service=row["service_id"],
            provider=row["provider"],
        )
        for row in oracle("made_spend.csv")
        for column in row
        if column.startswith("20") and row[column]
    ]
    # A payment of nothing on the first and last day makes every year a whole one.
    spend += [payment("first", "2021-04-01", "0"), payment("last", "2025-03-31", "0")]
    write_package(folder / "data", "made", {"spend_lines": spend})
    write_package(
        folder / "data",
        "prices",
        {"gdp_deflator": deflator_rows("made_deflator.csv")},
        kind="reference",
        default=False,
    )
    settings = Settings(folder / "data", folder / "builds")
    building.build(settings)
    return Store(settings)


def test_totals_growth_and_index(made: Store) -> None:
    expected = oracle("made_totals.csv")
    answer = questions.growth(made, package="made", series_ids=["paid"], price_base="2024/25")
    assert len(answer.rows) == len(expected)
    for row, known in zip(answer.rows, expected, strict=True):
        assert row["financial_year"] == year(known["financial_year"])
        assert row["amount_gbp"] == Decimal(known["nominal"])
        assert float(row["real_gbp"]) == pytest.approx(
            float(known["real_2024_25_prices"]), abs=0.005
        )
        assert row["index_nominal"] == close(known["index_nominal_2021_22_100"])
        assert row["index_real"] == close(known["index_real_2021_22_100"])
        for column, name in (
            ("growth_percent", "nominal_growth_pct"),
            ("real_growth_percent", "real_growth_pct"),
        ):
            if known[name]:
                assert row[column] == close(known[name])
            else:
                assert row[column] is None


def test_compound_growth(made: Store) -> None:
    known = json.loads((ORACLES / "made_cagr.json").read_text(encoding="utf-8"))
    (row,) = questions.compound_growth(made, package="made", series_ids=["paid"]).rows
    assert row["intervals"] == known["periods"]
    assert row["cagr_percent"] == close(known["cagr_nominal_pct"])
    assert row["real_cagr_percent"] == close(known["cagr_real_pct"])
    assert row["growth_percent"] == close(known["total_nominal_growth_pct"])
    assert row["real_growth_percent"] == close(known["total_real_growth_pct"])
    assert not math.isclose(row["cagr_percent"], known["wrong_cagr_using_number_of_points_pct"])
    assert not math.isclose(
        row["real_growth_percent"], known["wrong_real_growth_by_subtraction_pct"]
    )


PAIRS = [
    ("2021-22", "2024-25"),
    ("2021-22", "2022-23"),
    ("2022-23", "2023-24"),
    ("2023-24", "2024-25"),
]


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_contributions(made: Store, start: str, end: str) -> None:
    nominal, real = (
        {
            row["member"]: row
            for row in questions.contributions(
                made,
                package="made",
                family="paid",
                from_year=year(start),
                to_year=year(end),
                price_base=base,
            ).rows
        }
        for base in (None, "2024/25")
    )
    known = [
        row for row in oracle("made_contributions.csv") if (row["from"], row["to"]) == (start, end)
    ]
    assert known
    for row in known:
        if row["programme"] not in nominal:
            assert float(row["contribution_nominal_pp"]) == 0
            continue
        member = nominal[row["programme"]]
        assert member["change_gbp"] == Decimal(row["change_nominal"])
        assert member["contribution_points"] == close(row["contribution_nominal_pp"])
        assert real[row["programme"]]["contribution_points"] == close(row["contribution_real_pp"])
        if row["own_growth_nominal_pct"]:
            assert member["own_growth_percent"] == close(row["own_growth_nominal_pct"])
        else:
            assert member["own_growth_percent"] is None


@pytest.mark.parametrize("known", oracle("made_bridge.csv"), ids=lambda row: row["from"])
def test_bridge_in_cash_and_in_real_terms(made: Store, known: dict[str, str]) -> None:
    asked = {"package": "made", "family": "paid", "dimension": "service"}
    years = {"from_year": year(known["from"]), "to_year": year(known["to"])}
    cash, real = (
        {
            row["step"]: row["amount_gbp"]
            for row in questions.bridge_steps(made, **asked, **years, real_terms=terms).rows
        }
        for terms in (False, True)
    )
    for step, column in (
        ("start", "start"), ("new", "new"), ("ended", "ended"), ("up", "continuing_up"),
        ("down", "continuing_down"), ("end", "end"),
    ):  # fmt: skip
        assert cash[step] == Decimal(known[column])
    members = questions.bridge(made, **asked, **years).rows
    assert sum(row["change_kind"] == "unchanged" for row in members if row["amount_to"]) == int(
        known["unchanged_n"]
    )
    # Restated amounts are whole pence a service, so a step is right to half a penny for each.
    pence = 0.005 * len(members)
    for step, column in (
        ("price_effect", "price_effect"), ("new", "real_new"), ("ended", "real_ended"),
        ("up", "real_up"), ("down", "real_down"),
    ):  # fmt: skip
        assert float(real[step]) == pytest.approx(float(known[column]), abs=pence)
    assert real["start"] + sum(
        real[step] for step in ("price_effect", "new", "ended", "up", "down")
    ) == real["end"] == cash["end"]  # fmt: skip


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_contributions_of_the_bridge(made: Store, start: str, end: str) -> None:
    for terms, column in ((False, "contribution_nominal_pp"), (True, "contribution_real_pp")):
        found = {
            row["member"]: row["contribution_points"]
            for row in questions.bridge(
                made, package="made", family="paid", dimension="programme",
                from_year=year(start), to_year=year(end), real_terms=terms,
            ).rows
        }  # fmt: skip
        for row in oracle("made_contributions.csv"):
            if (row["from"], row["to"]) == (start, end) and row["programme"] in found:
                # Whole pence of millions: seven digits of a point.
                assert found[row["programme"]] == pytest.approx(float(row[column]), abs=1e-6)


def test_concentration(made: Store) -> None:
    rows = questions.concentration(made, package="made", family="paid", dimension="provider").rows
    for row, known in zip(rows, oracle("made_concentration.csv"), strict=True):
        assert row["financial_year"] == year(known["financial_year"])
        assert row["providers"] == int(known["providers"])
        for column, name in (
            ("hhi", "hhi_10000"), ("hhi_normalised", "hhi_normalised"),
            ("effective_number", "effective_number"), ("top1_percent", "top1_pct"),
            ("top3_percent", "top3_pct"),
        ):  # fmt: skip
            assert row[column] == close(known[name])


def test_a_year_to_date_is_set_against_the_same_months(tmp_path: Path) -> None:
    known = json.loads((ORACLES / "made_ytd.json").read_text(encoding="utf-8"))
    spend = []
    for row in oracle("made_quarters.csv"):
        month = int(row["financial_year"][:4]) * 12 + 3 * int(row["quarter"])
        date = f"{month // 12}-{month % 12 + 1:02d}-01"
        spend.append(payment(f"{row['financial_year']}-{row['quarter']}", date, row["spend"]))
    write_package(tmp_path / "data", "made", {"spend_lines": spend})
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    building.build(settings)
    last = questions.spend_by_month(Store(settings), package="made").rows[-1]
    assert last["to_date_gbp"] == known["ytd_current"]
    assert last["year_before_to_date_gbp"] == known["ytd_prior_same_period"]
    assert last["to_date_growth_percent"] == close(known["ytd_growth_pct"])


@pytest.mark.parametrize("award", ["w1", "w2", "w3", "w4"])
def test_an_award_is_profiled_by_day(tmp_path: Path, award: str) -> None:
    known = [row for row in oracle("made_award_profile.csv") if row["award"] == award]
    start, end = known[0]["start"], known[0]["end"]
    contract = {
        "contract_id": award,
        "title": "Title",
        "service": "Service",
        "programme": "Programme",
        "provider": "Provider",
        "start_date": start,
        "end_date": end,
        "amount_gbp": f"{Decimal(known[0]['amount']):.2f}",
    }
    write_package(tmp_path / "data", "made", {"contracts": [contract]})
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    building.build(settings)
    store = Store(settings)
    for row in known:
        # At the end of each year, what is before it is that year's part and those before.
        last_of_year = datetime.date(int(row["financial_year"][:4]) + 1, 3, 31)
        years = questions.commitment_years(
            store, package="made", family="contracts", as_at=last_of_year
        ).rows
        assert len(years) == len(known)
        assert sum(each["amount_gbp"] for each in years) == Decimal(known[0]["amount"])
        (here,) = [e for e in years if e["financial_year"] == year(row["financial_year"])]
        assert float(here["amount_gbp"]) == pytest.approx(float(row["profiled"]), abs=0.01)
        passed = sum(
            float(other["profiled"])
            for other in known
            if other["financial_year"] <= row["financial_year"]
        )
        before = sum(each["by_as_at_gbp"] for each in years)
        assert float(before) == pytest.approx(passed, abs=0.005000001)


@pytest.fixture(scope="module")
def treasury(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """£7.4m in every year of HM Treasury's worked examples, with its index."""
    folder = tmp_path_factory.mktemp("treasury")
    years = [row["financial_year"] for row in oracle("hmt_published_deflators_2002-03_base.csv")]
    spend = [payment(y, f"{y[:4]}-04-01", "7400000") for y in years]
    # A payment of nothing in the last month makes the last year a whole one.
    spend.append(payment("end", f"{int(max(years)[:4]) + 1}-03-31", "0"))
    write_package(folder / "data", "made", {"spend_lines": spend})
    write_package(
        folder / "data",
        "prices",
        {"gdp_deflator": deflator_rows("hmt_published_deflators_2002-03_base.csv")},
        kind="reference",
        default=False,
    )
    settings = Settings(folder / "data", folder / "builds")
    building.build(settings)
    return Store(settings)


def test_treasury_worked_examples(treasury: Store) -> None:
    published = {row["example"]: row for row in oracle("hmt_published_examples.csv")}

    def inflation(start: str, end: str) -> float:
        (row,) = questions.compound_growth(
            treasury, package="made", series_ids=["paid"], first_year=start, last_year=end
        ).rows
        return 100 * (1 / (1 + row["real_growth_percent"] / 100) - 1)

    assert inflation("1998/99", "1999/00") == close(
        published["inflation 1998-99 to 1999-00 %"]["unrounded"]
    )
    assert inflation("1997/98", "2002/03") == close(
        published["inflation 1997-98 to 2002-03 %"]["unrounded"]
    )
    restated = published["inflate 7.4m from 1998-99 to 2003-04 prices"]
    (row,) = questions.growth(
        treasury,
        package="made",
        series_ids=["paid"],
        first_year="1998/99",
        last_year="1998/99",
        price_base="2003/04",
    ).rows
    assert float(row["real_gbp"]) / 1e6 == pytest.approx(float(restated["unrounded"]), abs=5e-9)
    assert f"{row['real_gbp'] / 1_000_000:.2f}" == restated["published"]
