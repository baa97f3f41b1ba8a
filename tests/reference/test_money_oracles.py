"""Known answers for spend over time: HM Treasury's worked examples and a made ledger.

``tests/fixtures/money/README.txt`` says how they were made; they agree to 1e-9.
"""

import csv
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
