"""Rows of money beside evidence as questions return them, small enough to check by eye."""

from decimal import Decimal

from commissioning import charts
from commissioning.charts import Chart
from commissioning.palette import Palette
from commissioning.wording import worth as words
from tests.drawing.rows import Row

SERIES = {
    "series_id": "I1",
    "service": "Hospital youth work",
    "programme": "Violence prevention",
    "indicator": "Young people who took up support",
    "indicator_kind": "outcome",
    "unit": "percent",
    "definition": "Young people who met a youth worker again within a month",
    "periods": 4,
}


def spent(
    year: str, programme: str, target: str, result: str, part: bool = False, **kinds: str
) -> Row:
    """A programme's money of a year by kind of evidence; the sum of the kinds is the whole."""
    amounts = {kind: Decimal(kinds.get(kind, "0")) for kind in words.KINDS}
    return {
        "programme": programme,
        "financial_year": year,
        "part_year": part,
        "amount_gbp": sum(amounts.values(), Decimal(0)),
        **{f"{kind}_gbp": amount for kind, amount in amounts.items()},
        "with_target_gbp": Decimal(target),
        "with_return_gbp": Decimal(result),
        "services": 3,
        "lines": 20,
    }


SPENT = [
    spent("2023/24", "Victims", "3000000", "2500000", all_met="2000000", not_returned="1000000",
          no_evidence="750000.50"),
    spent("2023/24", "VAWG", "4000000", "5000000", all_met="1500000", some_met="2500000",
          not_held="1000000"),
    spent("2024/25", "Victims", "3500000", "3500000", all_met="500000", none_met="3000000",
          no_evidence="800000"),
    spent("2024/25", "VAWG", "4200000", "4000000", some_met="4000000", not_yet_due="200000"),
    spent("2025/26", "Victims", "0", "0", part=True, no_evidence="1200000"),
]  # fmt: skip
YEAR = [row for row in SPENT if row["financial_year"] == "2024/25"]
UNMEASURED = [
    spent(year, "VAWG", "0", "0", no_evidence=amount)
    for year, amount in (("2020/21", "1500000"), ("2021/22", "38300000"))
]
UNHELD = [
    spent("2022/23", "Hate crime", "0", "725000", not_held="725000", no_evidence="200000000"),
    spent("2023/24", "Hate crime", "873925", "0", not_returned="873925", no_evidence="100000000"),
]
SERVICES: list[Row] = [
    {
        "service": "Restorative justice", "programme": "Victims", "financial_year": "2024/25",
        "part_year": False, "amount_gbp": Decimal("500000.25"), "lines": 1, "evidence": "all_met",
        "indicators": 3, "targets": 2, "returned": 1, "held": 1, "met": 1,
        "result_services": "Restorative justice", "result_programmes": "Victims", "filed_as": "RJ",
    },
    {
        "service": "Helpline <new>", "programme": "Victims", "financial_year": "2024/25",
        "part_year": False, "amount_gbp": Decimal(800_000), "lines": 12,
        "evidence": "no_evidence", "indicators": 0, "targets": 0, "returned": 0, "held": 0,
        "met": 0, "result_services": None, "result_programmes": None, "filed_as": "Helpline",
    },
]  # fmt: skip


def cost(
    year: str,
    paid: str,
    counted: int | None = None,
    limits: tuple[float, float, float | None] | None = None,
    why: str | None = None,
    **values: object,
) -> Row:
    """One year of an indicator, with its lower limit, unit cost and upper limit, or why none."""
    low, each, high = limits or (None, None, None)
    return {
        **SERIES,
        "financial_year": year,
        "returned": 4,
        "outcomes": counted,
        "amount_gbp": Decimal(paid),
        "lines": 12,
        "cost_gbp": Decimal(paid) if why is None else None,
        "not_shown": why,
        "interval_low_gbp": low,
        "unit_cost_gbp": each,
        "interval_high_gbp": high,
        "interval_method": "cost over exact Poisson",
        **values,
    }


COSTS = [
    cost("2021/22", "250000", 9, (14_633.3, 27_777.8, 60_747.9)),
    cost("2022/23", "260000", why="not_all_returned"),
    {**cost("2023/24", "250000", 0), "interval_low_gbp": 67_771.2},
    cost("2024/25", "280000", 20, (9_065.2, 14_000.0, 22_919.4)),
    cost("2025/26", "140000", why="part_year"),
]
REFUSED = [
    cost("2024/25", "100", why="lower_is_better", series_id="I2", indicator="Repeat incidents"),
    cost("2025/26", "100", why="lower_is_better", series_id="I2", indicator="Repeat incidents"),
]


def drawn_worth(palette: Palette) -> dict[str, Chart]:
    """Each chart of money beside evidence by name."""
    return {
        "evidence by year": charts.evidence_columns(SPENT, palette, family="paid", place="London"),
        "nothing beside": charts.evidence_columns(UNMEASURED, palette, family="decisions"),
        "evidence by kind": charts.evidence_bars(
            YEAR, palette, family="contracts", programmes=("Victims", "VAWG"), place="London"
        ),
        "unit costs": charts.unit_cost_dots(COSTS, palette, price_base="2024/25", place="London"),
    }
