"""Money rows as questions return them, few and telling: credits, falls and part years."""

import datetime
from decimal import Decimal

from commissioning import charts
from commissioning.charts import Chart, bridges, flows, spending
from commissioning.palette import Palette
from tests.drawing.rows import Row

YEARS = ("2023/24", "2024/25")


def gbp(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def steps(**amounts: tuple[str, str, int]) -> list[Row]:
    """A bridge from steps given as amount, level before and members."""
    return [
        {
            "position": position,
            "step": step,
            "amount_gbp": Decimal(amount),
            "level_before": Decimal(before),
            "level_after": Decimal(amount) + Decimal(before),
            "members": members,
            "points": float(amount) / 1e5 if step in ("new", "ended", "up", "down") else None,
        }
        for position, (step, (amount, before, members)) in enumerate(amounts.items(), start=1)
    ]


# From £10m, restated as £10.5m, to £11.2m.
REAL_STEPS = steps(
    start=("10000000", "0", 6),
    price_effect=("500000", "10000000", 6),
    new=("2000000", "10500000", 2),
    ended=("-1500000", "12500000", 1),
    up=("600000", "11000000", 3),
    down=("-400000", "11600000", 2),
    end=("11200000", "0", 7),
)
# From £4m to £3m, and everything that was there at first ended.
FALLING_STEPS = steps(
    start=("4000000", "0", 2),
    new=("0", "4000000", 0),
    ended=("-4000000", "4000000", 2),
    up=("3000000", "0", 1),
    down=("0", "3000000", 0),
    end=("3000000", "0", 1),
)
UNMOVED_STEPS = steps(
    start=("4000000", "0", 2),
    new=("0", "4000000", 0),
    ended=("0", "4000000", 0),
    up=("0", "4000000", 0),
    down=("0", "4000000", 0),
    end=("4000000", "0", 2),
)
FROM_NOTHING_STEPS = steps(
    start=("0", "0", 1),
    new=("70000", "0", 1),
    ended=("0", "70000", 0),
    up=("0", "70000", 0),
    down=("0", "70000", 0),
    end=("70000", "0", 1),
)


def moved(
    member: str, before: str | None, after: str | None, kind: str, names: str | None = None
) -> Row:
    change = Decimal(after or 0) - Decimal(before or 0)
    return {
        "member": member,
        "amount_from": gbp(before),
        "restated_from": gbp(before),
        "amount_to": gbp(after),
        "change_gbp": change,
        "change_kind": kind,
        "contribution_points": float(change) / 1e5,
        "own_growth_percent": None if before is None else float(100 * change / Decimal(before)),
        "names": names,
    }


MOVED = [
    moved("Helpline", None, "2000000", "new", "Help line; The Helpline"),
    moved("Advocacy", "1000000", "1600000", "up"),
    moved("Refuge", "500000", "500000", "unchanged"),
    moved("Not stated", "900000", "500000", "down"),
    moved("Independent advisers in accident and emergency", "1500000", None, "ended"),
]


def member(position: int, name: str, amount: str, share: float | None, **more: object) -> Row:
    """A row of a breakdown of four members, one of which is no one's name."""
    return {
        "position": position,
        "member": name,
        "amount_gbp": Decimal(amount),
        "gross_gbp": max(Decimal(amount), Decimal(0)),
        "credits_gbp": min(Decimal(amount), Decimal(0)),
        "share_percent": share,
        "lines": 2,
        "first_year": "2023/24",
        "last_year": "2024/25",
        "names": None,
        "one_member": name != "Not stated",
        "members": 3,
        "total_gbp": Decimal(9000000),
        "found": 4,
    } | more


MEMBERS = [
    member(1, "Not stated", "5000000", 55.6),
    member(2, "Havens Trust", "3500000", 38.9, names="The Havens"),
    member(3, "A provider with a name that is long enough for two lines", "750000", 8.3, lines=1),
    member(4, "Returned Grants Ltd", "-250000", -2.8, lines=1),
]
INSTRUMENTS = [member(1, "grant", "6000000", 66.7), member(2, "unknown", "3000000", 33.3)]


def concentrated(year: str, providers: int, unnamed: str = "0", *, part_year: bool = False) -> Row:
    known = providers > 0
    return {
        "financial_year": year,
        "providers": providers,
        "named_gbp": Decimal("3000000" if known else "0"),
        "unnamed_gbp": Decimal(unnamed),
        "net_credit_providers": 0,
        "largest": "Havens Trust" if known else None,
        "top1_percent": (100.0 if providers == 1 else 50.0) if known else None,
        "top3_percent": (100.0 if providers <= 3 else 80.0) if known else None,
        "top5_percent": 100.0 if known else None,
        "hhi": (10000.0 if providers == 1 else 3125.0) if known else None,
        "hhi_normalised": 0.083 if providers > 1 else None,
        "effective_number": (1.0 if providers == 1 else 3.2) if known else None,
        "part_year": part_year,
    }


CONCENTRATION = [
    concentrated("2022/23", 0, "700000"),
    concentrated("2023/24", 4, "1000000"),
    concentrated("2024/25", 6, part_year=True),
]


def band(number: int, low: int, high: int | None, entries: int, amount: str, share: float) -> Row:
    return {
        "band": number,
        "from_gbp": Decimal(low),
        "below_gbp": None if high is None else Decimal(high),
        "entries": entries,
        "amount_gbp": Decimal(amount),
        "entries_percent": 100 * entries / 4,
        "amount_percent": share,
        "median_gbp": Decimal(40_000),
        "largest_gbp": Decimal(6_000_000),
    }


SIZES = [
    band(1, 0, 50_000, 2, "60000", 0.9),
    band(2, 50_000, 1_000_000, 1, "800000", 11.7),
    band(3, 1_000_000, 5_000_000, 0, "0", 0.0),
    band(4, 5_000_000, None, 1, "6000000", 87.5),
]


def month(
    year: int, number: int, gross: str, returned: str, to_date: str | None, growth: float | None
) -> Row:
    return {
        "month": datetime.date(year, number, 1),
        "financial_year": "2025/26" if number > 3 else "2024/25",
        "gross_gbp": Decimal(gross),
        "credits_gbp": Decimal(returned),
        "amount_gbp": Decimal(gross) + Decimal(returned),
        "lines": 3,
        "credit_lines": int(returned != "0"),
        "to_date_gbp": gbp(to_date),
        "year_before_to_date_gbp": None if growth is None else Decimal(500000),
        "to_date_growth_percent": growth,
    }


MONTHS = [
    month(2025, 3, "900000", "0", None, None),
    month(2025, 4, "400000", "0", "400000", 0.0),
    month(2025, 5, "250000", "-50000", "600000", 20.0),
]


def based(
    year: str, approved: str | None, contracted: str | None, paid: str | None, part_year: bool
) -> Row:
    return {
        "service": "Helpline",
        "programme": "Victims",
        "financial_year": year,
        "approved_gbp": gbp(approved),
        "contracted_gbp": gbp(contracted),
        "paid_gbp": gbp(paid),
        "paid_part_year": None if paid is None else part_year,
        "paid_of_contracted_percent": None,
        "paid_of_approved_percent": None,
        "names": None,
    }


BASES = [
    based("2023/24", "2000000", None, "1800000", False),
    based("2024/25", "2000000", "1900000", None, False),
    based("2025/26", None, "1900000", "-40000", True),
]


def flowing(funder: str, programme: str, amount: str, funder_gbp: str, programme_gbp: str) -> Row:
    return {
        "funder": funder,
        "programme": programme,
        "amount_gbp": Decimal(amount),
        "lines": 1,
        "funder_gbp": Decimal(funder_gbp),
        "programme_gbp": Decimal(programme_gbp),
        "total_gbp": Decimal(10000000),
    }


FLOW = [
    flowing("Not stated", "Victims", "4000000", "4000000", "6800000"),
    flowing("Ministry of Justice", "Victims", "2500000", "2500000", "6800000"),
    flowing("Home Office", "Violence", "1700000", "1500000", "3200000"),
    flowing("Home Office", "Training", "-200000", "1500000", "0"),
    flowing("NHS England", "Violence", "1500000", "1500000", "3200000"),
    flowing("Borough", "Victims", "300000", "500000", "6800000"),
    flowing("Borough", "Training", "200000", "500000", "0"),
]


def sided(funder: str, received: str | None, out: str | None) -> Row:
    both = received is not None and out is not None
    return {
        "funder": funder,
        "received_gbp": gbp(received),
        "received_lines": int(received is not None),
        "out_gbp": gbp(out),
        "out_lines": int(out is not None),
        "gap_gbp": Decimal(received or 0) - Decimal(out or 0) if both else None,
    }


BALANCE = [
    sided("Not stated", "100000", "4000000"),
    sided("Ministry of Justice", "3000000", "2500000"),
    sided("Home Office", "1200000", None),
]


def area(name: str, short: str | None, place: tuple[int, int] | None, amount: str | None) -> Row:
    return {
        "area": name,
        "short_name": short,
        "column_number": place and place[0],
        "row_number": place and place[1],
        "amount_gbp": gbp(amount),
        "share_percent": None if amount is None else float(amount) / 1e5,
        "lines": int(amount is not None),
        "services": int(amount is not None),
    }


AREAS = [
    area("Camden", "CAM", (1, 1), "1500000"),
    area("Barnet", "BAR", (2, 1), "-20000"),
    area("Bexley", "BEX", (3, 2), None),
    area("Not stated", None, None, "8520000"),
]


def bridge(rows: list[Row], palette: Palette, family: str = "paid", months: int = 12) -> Chart:
    return bridges.bridge_bars(
        rows,
        palette,
        family=family,
        dimension="service",
        from_year="2023/24",
        to_year="2024/25",
        months=months,
        place="London",
    )


def members(rows: list[Row], palette: Palette) -> Chart:
    return bridges.member_bars(
        rows, palette, family="paid", dimension="service", from_year=YEARS[0], to_year=YEARS[1]
    )


def breakdown(rows: list[Row], palette: Palette, dimension: str = "provider") -> Chart:
    return spending.breakdown_bars(
        rows, palette, family="paid", dimension=dimension, chosen=(), years=YEARS, place="London"
    )


def drawn_money(palette: Palette) -> dict[str, charts.Chart]:
    """Each chart of money with bars or axes, by name; the bands of funders have neither."""
    return {
        "real bridge": bridge(REAL_STEPS, palette),
        "falling bridge": bridge(FALLING_STEPS, palette, "decisions"),
        "moved": members(MOVED, palette),
        "breakdown": breakdown(MEMBERS, palette),
        "concentration": spending.concentration_bars(
            CONCENTRATION, palette, family="paid", groups=False
        ),
        "sizes": spending.size_bars(SIZES, palette, family="paid", years=YEARS),
        "instruments": spending.instrument_bars(
            INSTRUMENTS, palette, family="decisions", years=YEARS
        ),
        "months": spending.month_columns(MONTHS, palette, place="London"),
        "bases": spending.bases_bars(BASES, palette, service="Helpline"),
        "balance": flows.balance_bars(BALANCE, palette, family="decisions", years=YEARS),
        "areas": flows.area_tiles(AREAS, palette, family="paid", years=YEARS),
    }
