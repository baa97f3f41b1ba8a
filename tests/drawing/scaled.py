"""Rows of the questions on size, small enough to check by eye; none is a real figure."""

from decimal import Decimal

from tests.drawing.rows import Row


def share(pair_id: str, percent: float | None, **values: object) -> Row:
    return {
        "pair_id": pair_id,
        "part_total_id": "part",
        "part_definition": "Commissioned services",
        "part_years": "2021/22",
        "part_gbp": Decimal(70_000_000),
        "part_basis": "actual",
        "part_precision": "rounded_1m",
        "part_source_url": "https://example.org/part",
        "whole_total_id": "whole",
        "whole_definition": "All expenditure",
        "whole_years": "2021/22",
        "whole_gbp": Decimal(280_000_000),
        "whole_basis": "actual",
        "whole_precision": "rounded_0.1m",
        "whole_source_url": None,
        "years_agree": True,
        "basis_agrees": True,
        "what_differs": None,
        "note": None,
        "share_percent": percent,
        "share_low_percent": None if percent is None else 24.8,
        "share_high_percent": None if percent is None else 25.2,
        **values,
    }


NO_SHARE = share(
    "unlike", None, whole_years="2022/23", years_agree=False, what_differs="Gross over net."
)
SHARES = [share("alike", 25.0), NO_SHARE]


def resident(year: str, pounds: str | None, basis: str, definition: str | None) -> Row:
    return {
        "series_id": basis,
        "title": "Commissioning",
        "family": "published",
        "basis": basis,
        "financial_year": year,
        "amount_gbp": Decimal(50_000_000),
        "part_year": False,
        "population": None if pounds is None else 9_000_000,
        "population_definition": definition,
        "per_resident_gbp": None if pounds is None else Decimal(pounds),
        "total_ids": "total",
        "source_url": None,
        "caution": None,
    }


RESIDENTS = [
    resident("2019/20", "5.98", "budget", "Before the census"),
    resident("2021/22", "6.81", "actual", "Census count"),
    resident("2022/23", "7.90", "budget", "Census count"),
    resident("2023/24", None, "budget", None),
]


def peer(area: str, pounds: int, people: int | None, own: bool = False) -> Row:
    return {
        "published_area": area,
        "area": area,
        "own": own,
        "fund": "MoJ DA/SV uplift",
        "funder": "Ministry of Justice",
        "financial_year": "2021/22",
        "amount_gbp": Decimal(pounds),
        "precision": "exact",
        "population": people,
        "population_year": people and 2019,
        "per_head_gbp": None if people is None else Decimal(pounds) / people,
        "note": None,
        "area_note": None,
        "source_url": "https://example.org/grant",
        "population_source_url": "https://example.org/people",
        "areas_found": 4,
        "areas_in_all": 43,
        "extract_row": "grants.csv, row 2",
    }


PEERS = [
    peer("Anywhere", 200_000, 1_000_000),
    peer("Body", 1_000_000, 4_000_000, own=True),
    peer("Countless", 90_000, None),
    peer("Downland", 300_000, 1_000_000),
]
