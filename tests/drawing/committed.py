"""Rows of commitments as questions return them, small enough to check by eye."""

import datetime
from decimal import Decimal

from tests.drawing.rows import Row

AS_AT = datetime.date(2026, 11, 22)


def commitment(
    service: str,
    programme: str,
    amount: str,
    first: datetime.date,
    last: datetime.date,
    state: str = "running",
    extension: datetime.date | None = None,
    ceiling: bool = False,
) -> Row:
    return {
        "reference": "C1",
        "title": "Title",
        "service": service,
        "programme": programme,
        "provider": "A provider with a name of some length (and partners)",
        "funder": "Not stated",
        "instrument": "contract",
        "state": state,
        "first_day": first,
        "last_day": last,
        "extension_last_day": extension,
        "amount_gbp": Decimal(amount),
        "still_to_run_gbp": Decimal("0.00") if state == "ended" else Decimal(amount) / 2,
        "final_year_gbp": Decimal(amount) / 4,
        "is_ceiling": ceiling,
        "lines": 1,
        "source_url": None,
        "file": "made/contracts.csv",
        "line": 2,
    }


APRIL, MARCH = datetime.date(2025, 4, 1), datetime.date(2027, 3, 31)
RUNNING = [
    commitment("Domestic abuse victim services (new contract)", "VAWG", "12500000", APRIL, MARCH,
               ceiling=True),
    commitment("Research", "VAWG", "75000", APRIL, datetime.date(2026, 12, 31),
               extension=datetime.date(2028, 12, 31)),
    commitment("Violence and Exploitation Support Service",
               "Enabling (evaluation, training, systems)", "17200000",
               datetime.date(2023, 4, 1), MARCH),
]  # fmt: skip
EVERY_STATE = [
    *RUNNING,
    commitment("Next year's service", "Victims", "480000", datetime.date(2027, 4, 1),
               datetime.date(2028, 3, 31), "not_begun"),
    commitment("An early pilot", "Victims", "200537", datetime.date(2014, 4, 1),
               datetime.date(2015, 3, 31), "ended"),
]  # fmt: skip


def summed(state: str, commitments: int, services: int, amount: str, still: str | None) -> Row:
    placed = None if still is None else Decimal(amount) - Decimal(still)
    return {
        "state": state,
        "commitments": commitments,
        "services": services,
        "amount_gbp": Decimal(amount),
        "by_as_at_gbp": placed,
        "still_to_run_gbp": None if still is None else Decimal(still),
        "unplaced_gbp": Decimal(0) if still is not None else Decimal(amount),
        "ceilings": 1 if state == "running" else 0,
        "ceiling_gbp": Decimal("12500000.00") if state == "running" else None,
        "extendable": 0,
        "last_day": MARCH if still is not None else None,
    }


SUMMED = [
    summed("running", 3, 3, "29775000", "8200000"),
    summed("not_begun", 1, 1, "480000", "480000"),
    summed("ended", 206, 142, "331643603.45", "0"),
    summed("no_end", 21, 20, "14167452.79", None),
]


def in_year(year: str, before: str, after: str) -> Row:
    return {
        "financial_year": year,
        "by_as_at_gbp": Decimal(before),
        "still_to_run_gbp": Decimal(after),
        "amount_gbp": Decimal(before) + Decimal(after),
        "ceiling_gbp": Decimal("100000.00"),
        "commitments": 6,
        "services": 5,
    }


YEARS = [
    in_year("2024/25", "28182801.45", "0"),
    in_year("2025/26", "27836588", "0"),
    in_year("2026/27", "7298673.19", "3989529.01"),
    in_year("2027/28", "0", "4174270.07"),
]


def quarter(year: int, month: int, services: int, march: int, worth: str | None) -> Row:
    start = datetime.date(year, month, 1)
    after = datetime.date(year + month // 10, (month + 2) % 12 + 1, 1)
    return {
        "quarter_start": start,
        "quarter_end": after - datetime.timedelta(days=1),
        "commitments": services,
        "services": services,
        "services_without_later": services,
        "final_year_gbp": None if worth is None else Decimal(worth),
        "ceilings": min(services, 1),
        "extendable": min(services, 1),
        "march_services": march,
        "march_without_later": max(march - 1, 0),
        "march_gbp": Decimal(worth) if march and worth else None,
        "services_ahead": 6,
    }


ENDS = [
    quarter(2026, 10, 0, 0, None),
    quarter(2027, 1, 5, 4, "7125337.23"),
    quarter(2027, 4, 1, 0, "80000"),
    quarter(2027, 7, 0, 0, None),
    quarter(2028, 1, 1, 1, "4174270.07"),
]


def paid_by(
    funder: str, services: int, alone: int | None, still: str, unclear: int | None = 0
) -> Row:
    return {
        "funder": funder,
        "services": services,
        "services_alone": alone,
        "services_unclear": unclear,
        "commitments": services,
        "still_to_run_gbp": Decimal(still),
        "ceilings": 1,
        "last_day": MARCH,
    }


EXPOSED = [
    paid_by("Not stated", 3, None, "7173050.65", None),
    paid_by("Ministry of Justice", 3, 2, "990748.43"),
    paid_by("Home Office", 1, 0, "10000.00", 1),
]
