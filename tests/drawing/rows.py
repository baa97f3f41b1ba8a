"""Rows as questions return them, small enough to check by eye; the figures are London's own."""

from decimal import Decimal
from typing import Any

Row = dict[str, Any]


def total(
    year: str,
    definition: str,
    basis: str,
    pounds: int,
    precision: str,
    paragraph: str | None = None,
) -> Row:
    slug = definition.lower().replace(" ", "-")
    return {
        "financial_year": year,
        "series_id": slug,
        "title": definition,
        "definition": definition,
        "basis": basis,
        "amount_gbp": Decimal(pounds),
        "precision": precision,
        "total_id": f"{slug}-{year}",
        "source_title": "A published page",
        "source_paragraph": paragraph,
        "source_url": None if paragraph else "https://www.london.gov.uk/page",
        "source_date": None,
        "scope_note": None,
        "corroborations": 0,
        "file": "spend_totals.csv",
        "line": 2,
    }


BUDGET = "Commissioning budget"
EXPENDITURE = "Commissioned-services expenditure"
WIDER = "Commissioning budget with safe accommodation"
TOTALS = [
    total("2012/13", BUDGET, "budget", 23_600_000, "rounded_0.1m"),
    total("2019/20", BUDGET, "budget", 53_600_000, "rounded_0.1m"),
    total("2021/22", EXPENDITURE, "actual", 59_900_000, "rounded_0.1m", "1.1"),
    total("2022/23", BUDGET, "budget", 70_000_000, "rounded_1m"),
    total("2022/23", WIDER, "budget", 90_000_000, "rounded_1m"),
]


def event(date: str, words: str, year: str | None, headline: bool = True) -> Row:
    return {
        "event_id": date,
        "date": date,
        "date_precision": {4: "year", 7: "month"}.get(len(date), "day"),
        "financial_year": year,
        "event": words,
        "kind": "funding",
        "headline": headline,
        "source_url": "https://www.london.gov.uk/event",
    }


EVENTS = [
    event("2013", "London Crime Prevention Fund established", None),
    event("2014-10-01", "MOPAC takes over victims' services", "2014/15"),
    event("2016-05", "Mayor first elected", "2016/17", headline=False),
    event("2022-03-17", "Safe accommodation fund announced", "2021/22"),
    event("2022-07", "Multi-year grant agreements issued", "2022/23"),
]


def approved(year: str, programme: str, pounds: str, lines: int = 1, ceiling: str = "0") -> Row:
    return {
        "financial_year": year,
        "programme": programme,
        "amount_gbp": Decimal(pounds),
        "ceiling_gbp": Decimal(ceiling),
        "lines": lines,
        "decisions": lines,
    }


DECISIONS = [
    approved("2020/21", "Victims", "540000.00"),
    approved("2020/21", "VAWG", "6201416.33", 12, "300000"),
    approved("2021/22", "Crime prevention (LCPF)", "19169312.00", 3),
    approved("2021/22", "Victims", "1940000.00"),
    approved("2021/22", "VAWG", "11132725.00", 11),
    approved("2021/22", "Sexual violence", "320000.00"),
    approved("2023/24", "Enabling (evaluation, training, systems)", "1447700.00", 3),
    approved("2023/24", "VAWG", "13600000.00", 11, "8500000"),
]


def grant(year: str, funder: str, pounds: str, decisions: int = 1) -> Row:
    return {
        "financial_year": year,
        "funding_source": funder,
        "amount_gbp": Decimal(pounds),
        "lines": decisions,
        "decisions": decisions,
    }


GRANTS = [
    grant("2024/25", "MoJ", "22091010.07", 4),
    grant("2025/26", "MoJ", "22344743.73", 2),
    grant("2025/26", "Home Office", "13034726.00", 3),
    grant("2025/26", "NHS England", "240000.00"),
]


def point(
    series: str,
    year: str,
    pounds: str,
    *,
    growth: float | None = None,
    real_growth: float | None = None,
    joined: bool = True,
    part_year: bool = False,
    basis: str = "received",
    family: str = "published",
    **more: object,
) -> Row:
    amount = Decimal(pounds)
    return {
        "series_id": series.lower(),
        "title": series,
        "family": family,
        "basis": basis,
        "financial_year": year,
        "amount_gbp": amount,
        "real_gbp": amount * 2,
        "index_nominal": float(amount) / 100_000,
        "index_real": float(amount) / 50_000,
        "per_resident_gbp": Decimal("2.47"),
        "per_resident_real_gbp": Decimal("2.61"),
        "share_percent": None,
        "growth_percent": growth,
        "real_growth_percent": real_growth,
        "joined": joined,
        "part_year": part_year,
        "deflator_status": "outturn",
        "population_definition": "Mid-year",
        "caution": None,
        **more,
    }


GRANT = "Ministry of Justice victims grant"
SERIES = [
    point(GRANT, "2020/21", "11998568.00", joined=False),
    point(GRANT, "2021/22", "16765943.00", growth=39.7, real_growth=39.4),
    point(GRANT, "2022/23", "21939808.88", growth=30.9, real_growth=22.3),
    point(GRANT, "2024/25", "22091010.07", growth=None, joined=False),
    point(
        GRANT,
        "2025/26",
        "22344743.73",
        growth=1.149,
        real_growth=-2.028,
        deflator_status="forecast",
    ),
]


def part(member: str, before: str | None, after: str | None, points: float | None) -> Row:
    amount_from = Decimal(before) if before else None
    amount_to = Decimal(after) if after else None
    return {
        "member": member,
        "amount_from": amount_from,
        "amount_to": amount_to,
        "change_gbp": (amount_to or Decimal(0)) - (amount_from or Decimal(0)),
        "contribution_points": points,
        "own_growth_percent": None,
    }


CONTRIBUTIONS = [
    part("Violence reduction (VRU)", "6000000", "8000000", 10.0),
    part("Enabling (evaluation, training, systems)", None, "100000", 0.5),
    part("Victims", "2000000", "1700000", -1.5),
    part("VAWG", "12000000", "8740000", -16.3),
]


def reconciled(
    year: str,
    definition: str | None,
    basis: str | None,
    published: int | None,
    found: str | None,
    lines: int,
    precision: str = "rounded_0.1m",
    **values: object,
) -> Row:
    amount = None if found is None else Decimal(found)
    total = None if published is None else Decimal(published)
    known = amount is not None and total is not None
    nothing = {"not_new": 0, "unknown": 0, "police": 0, "open_ended": 0, "undated": 0, "ceiling": 0}
    return {
        "financial_year": year,
        "total_id": definition and f"{definition}-{year}",
        "definition": definition,
        "basis": basis,
        "precision": precision if definition else None,
        "total_gbp": total,
        "found_basis": "approved",
        "found_gbp": amount,
        "lines": lines,
        "records": lines,
        "gap_gbp": total - amount if total is not None and amount is not None else None,
        "coverage_percent": float(100 * amount / total) if known and amount and total else None,
        "part_year": False,
        **{f"{name}_lines": number for name, number in nothing.items()},
        **{f"{name}_gbp": None for name in nothing},
        "rejected_lines": 0,
        **values,
    }


RECONCILED = [
    reconciled("2012/13", BUDGET, "budget", 23_600_000, None, 0),
    reconciled("2019/20", BUDGET, "budget", 53_600_000, "55000000.00", 37),
    reconciled(
        "2021/22",
        EXPENDITURE,
        "actual",
        59_900_000,
        "38286000.50",
        35,
        not_new_lines=1,
        not_new_gbp=Decimal("15200000.00"),
        undated_lines=20,
        undated_gbp=Decimal("7979300.00"),
        police_lines=1,
        police_gbp=Decimal("398915.00"),
        ceiling_lines=4,
        ceiling_gbp=Decimal("8507189.00"),
    ),
    reconciled("2022/23", BUDGET, "budget", 70_000_000, "19020000.00", 23, "rounded_1m"),
    reconciled("2023/24", None, None, None, "34197733.68", 35),
]
