"""A share or growth of a negative amount has the wrong sign, so none is stated."""

from typing import Any

import pytest

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, payment, write_package
from tests.reference import bridged, flows, reconciled, series, spending
from tests.reference.comparing import hold

YEARS = {"from_year": "2021/22", "to_year": "2022/23"}
OWED_YEAR = {"first_year": "2021/22", "last_year": "2021/22"}
BRIDGED = {"dimension": "provider", **YEARS}
PAID = {"family": "paid"}
# Each question, its recomputation, how it is asked, and the columns that would have a wrong sign.
OF_CREDITS: list[tuple[str, Any, dict[str, Any], set[str]]] = [
    ("bridge", bridged, {**PAID, **BRIDGED}, {"contribution_points"}),
    ("bridge", bridged, {**PAID, **BRIDGED, "real_terms": True}, {"contribution_points"}),
    ("bridge_steps", bridged, {**PAID, **BRIDGED}, {"points"}),
    ("bridge_steps", bridged, {**PAID, **BRIDGED, "real_terms": True}, {"points"}),
    (
        "spend_breakdown", spending, {**PAID, "dimension": "provider", **OWED_YEAR},
        {"share_percent"},
    ),
    ("spend_by_year", spending, {**PAID, "dimension": "provider", **OWED_YEAR}, {"share_percent"}),
    ("area_amounts", flows, {**PAID, **OWED_YEAR}, {"share_percent"}),
    ("spend_by_month", flows, {"first_year": "2022/23"}, {"to_date_growth_percent"}),
    (
        "service_bases", flows, OWED_YEAR,
        {"paid_of_contracted_percent", "paid_of_approved_percent"},
    ),
    ("growth", series, {"series_ids": ["paid/A", "paid/B"], **OWED_YEAR}, {"share_percent"}),
    (
        "growth", series, {"series_ids": ["paid"]},
        {"growth_percent", "real_growth_percent", "index_nominal", "index_real"},
    ),
    ("contributions", series, {**PAID, **YEARS}, {"contribution_points"}),
    ("contributions", series, {**PAID, **YEARS, "price_base": "2022/23"}, {"contribution_points"}),
    (
        "compound_growth", series, {"series_ids": ["paid"]},
        {"growth_percent", "real_growth_percent", "cagr_percent", "real_cagr_percent"},
    ),
    ("reconciliation", reconciled, {"family": "decisions"}, {"coverage_percent"}),
]  # fmt: skip


def made(settings: Settings, sign: int) -> Settings:
    """A first year that comes to −£300 times ``sign``, and all that it is a base of."""
    owed = [
        ("1", "2021-04-01", -500 * sign, "One", "A", "North"),
        ("2", "2021-05-01", 200 * sign, "Two", "B", ""),
        ("3", "2022-04-01", 400, "One", "A", "North"),
        ("4", "2023-03-31", 100, "Three", "B", ""),
    ]
    write_package(
        settings.data,
        "made",
        {
            "spend_lines": [
                payment(number, date, amount, provider=provider, programme=programme, area=area)
                for number, date, amount, provider, programme, area in owed
            ],
            "decisions": [decision("D1", -70 * sign)],
            "contracts": [
                {
                    "contract_id": "C1", "title": "Title", "service": "Service", "programme": "A",
                    "provider": "One", "start_date": "2021-04-01", "end_date": "2022-03-31",
                    "amount_gbp": -80 * sign,
                }
            ],
            "series": [
                {
                    "series_id": "budget", "title": "Title", "definition": "Definition",
                    "basis": "budget", "direction": "out", "organisation": "O",
                    "headline": "yes", "joined": "yes",
                }
            ],
            "spend_totals": [
                {
                    "total_id": "t1", "financial_year": "2021/22", "organisation": "O",
                    "measure": "m", "amount_gbp": -60 * sign, "basis": "budget",
                    "precision": "exact", "source_title": "T", "source_date": "2022",
                }
            ],
            "series_points": [
                {
                    "series_id": "budget", "financial_year": "2021/22", "total_id": "t1",
                    "role": "component",
                }
            ],
        },
    )  # fmt: skip
    write_package(
        settings.data,
        "reference",
        {
            "gdp_deflator": [
                {
                    "financial_year": year, "index": index, "base_year": "made",
                    "publication_date": "2026-03-31", "source_url": "https://example.org",
                    "status": "outturn",
                }
                for year, index in (("2021/22", 90), ("2022/23", 100), ("2024/25", 110))
            ],
        },
        kind="reference",
        default=False,
    )  # fmt: skip
    building.build(settings)
    return settings


@pytest.fixture(scope="module")
def owed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("owed")
    return made(Settings(folder / "data", folder / "builds"), 1)


@pytest.fixture(scope="module")
def spent(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("spent")
    return made(Settings(folder / "data", folder / "builds"), -1)


@pytest.mark.parametrize(("name", "reference", "asked", "columns"), OF_CREDITS)
def test_what_is_divided_by_less_than_nothing_is_not_stated(
    owed: Settings, spent: Settings, name: str, reference: Any, asked: dict[str, Any],
    columns: set[str],
) -> None:  # fmt: skip
    asked = {"package": "made", **asked}
    for settings, stated in ((owed, False), (spent, True)):
        rows = list(getattr(questions, name)(Store(settings), **asked).rows)
        assert rows
        for column in columns:
            assert any(row[column] is not None for row in rows) is stated, column
        hold(rows, getattr(reference, name)(settings.data, **asked))
