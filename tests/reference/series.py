"""Series and their growth, recomputed from the extracts with exact fractions."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.reference import money, plain

Rows = list[dict[str, Any]]

APPROVED = (
    "New money approved for commissioned services in decisions found; "
    "awards over several years spread evenly by day"
)
ACCEPTED = "Grants accepted in decisions found; awards over several years spread evenly by day"
PRICED = "Prices of contracts in the register; spread evenly by day from start to end"
PAID = "Payments less credits, by date of payment"
DERIVED = {
    "decisions": ("Decisions found", "approved", APPROVED, "out", False),
    "grants": ("Grants found", "received", ACCEPTED, "in", False),
    "contracts": ("Contracted", "contracted", PRICED, "out", False),
    "paid": ("Paid", "paid", PAID, "out", True),
}
COARSER = ["exact", "rounded", "rounded_0.1m", "rounded_1m", "rounded_100m"]


@dataclass
class Series:
    """A series that can be charted."""

    title: str
    family: str
    member: str | None
    basis: str
    definition: str
    direction: str
    joined: bool
    caution: str | None


@dataclass
class Point:
    """What a series has for one year."""

    amount: Decimal
    components: int
    corroborations: int
    precision: str
    part_year: bool


def parts(data: Path, package: str) -> dict[tuple[str, str, str], list[Decimal]]:
    """The amounts behind every (family, member, financial year) that is derived."""
    cells: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for line in money.lines(data, package):
        member = line.funder if line.family == "grants" else line.programme
        cells[line.family, member, line.year].append(line.amount)
    return cells


def catalogue(data: Path, package: str) -> dict[str, Series]:
    """Every series of a package by its identifier."""
    found = {
        row["series_id"]: Series(
            row["title"], "published", None, row["basis"], row["definition"], row["direction"],
            row["joined"] == "yes", row["caution"] or None,
        )
        for row in plain.rows(data, package, "series")
    }  # fmt: skip
    cautions = plain.descriptor(data, package).get("commissioning", {}).get("series_cautions", {})
    for family, name in sorted({(family, name) for family, name, _ in parts(data, package)}):
        title, basis, definition, direction, joined = DERIVED[family]
        rest = (basis, definition, direction, joined, cautions.get(family))
        found[family] = Series(f"{title}, total", family, None, *rest)
        found[f"{family}/{name}"] = Series(f"{title}: {name}", family, name, *rest)
    return found


def points(data: Path, package: str) -> dict[str, dict[str, Point]]:
    """Every series' points by identifier and financial year."""
    found: dict[str, dict[str, Point]] = defaultdict(dict)
    totals = {row["total_id"]: row for row in plain.rows(data, package, "spend_totals")}
    cells: dict[tuple[str, str], dict[str, list[plain.Row]]] = defaultdict(
        lambda: {"component": [], "corroboration": []}
    )
    for row in plain.rows(data, package, "series_points"):
        cells[row["series_id"], row["financial_year"]][row["role"]].append(totals[row["total_id"]])
    for (series_id, year), of_role in cells.items():
        if of_role["component"]:
            found[series_id][year] = Point(
                sum((Decimal(row["amount_gbp"]) for row in of_role["component"]), Decimal(0)),
                len(of_role["component"]),
                len(of_role["corroboration"]),
                max((row["precision"] for row in of_role["component"]), key=COARSER.index),
                part_year=False,
            )
    complete = whole_years(data, package)
    for (family, name, year), amounts in parts(data, package).items():
        part_year = family == "paid" and year not in complete
        for series_id in (family, f"{family}/{name}"):
            point = found[series_id].setdefault(year, Point(Decimal(0), 0, 0, "exact", part_year))
            point.amount += sum(amounts, Decimal(0))
            point.components += len(amounts)
    return found


def whole_years(data: Path, package: str) -> set[str]:
    """Financial years all of whose twelve months lie between the ledger's first and last."""
    months = sorted(row["payment_date"][:7] for row in plain.rows(data, package, "spend_lines"))
    if not months:
        return set()
    return {
        plain.label(start)
        for start in range(1990, 2060)
        if months[0] <= f"{start}-04" and f"{start + 1}-03" <= months[-1]
    }


def published_series(data: Path, *, package: str, series_ids: list[str] | None = None) -> Rows:
    """See questions.published_series."""
    every = points(data, package)
    return [
        {
            "series_id": series_id,
            "title": series.title,
            "definition": series.definition,
            "basis": series.basis,
            "direction": series.direction,
            "financial_year": year,
            "amount_gbp": point.amount,
            "components": point.components,
            "corroborations": point.corroborations,
            "precision": point.precision,
            "joined": series.joined and before(year) in every[series_id],
            "caution": series.caution,
        }
        for series_id, series in sorted(catalogue(data, package).items())
        if series.family == "published" and series_id in (series_ids or [series_id])
        for year, point in sorted(every[series_id].items())
    ]


def series_list(data: Path, *, package: str) -> Rows:
    """See questions.series_list."""
    every = points(data, package)
    known = catalogue(data, package)
    order = ["published", "paid", "contracts", "decisions", "grants"]
    return [
        {
            "series_id": series_id,
            "title": known[series_id].title,
            "family": known[series_id].family,
            "member": known[series_id].member,
            "basis": known[series_id].basis,
            "definition": known[series_id].definition,
            "direction": known[series_id].direction,
            "first_year": min(every[series_id]),
            "last_year": max(every[series_id]),
            "points": len(every[series_id]),
            "joined": known[series_id].joined,
            "caution": known[series_id].caution,
        }
        for series_id in sorted(known, key=lambda name: (order.index(known[name].family), name))
        if every[series_id]
    ]


def before(year: str) -> str:
    """The financial year before one."""
    return plain.label(int(year[:4]) - 1)


def residents(data: Path, package: str) -> dict[str, tuple[int, str]]:
    """Trusted residents of the body's area, and their definition, by financial year."""
    code = plain.descriptor(data, package)["commissioning"]["body"]["area_code"]
    found: dict[str, tuple[int, str]] = {}
    for row in plain.rows(data, "reference", "population"):
        if row["area_code"] == code and row["trust"] == "ok":
            found.setdefault(
                plain.label(int(row["year"])), (int(row["population"]), row["definition"])
            )
    return found


def growth(
    data: Path,
    *,
    package: str,
    series_ids: list[str],
    first_year: str | None = None,
    last_year: str | None = None,
    price_base: str = "2024/25",
    index_base: str | None = None,
) -> Rows:
    """See questions.growth."""
    if not plain.descriptor(data, package):
        return []
    known, every, population = (
        catalogue(data, package), points(data, package), residents(data, package)
    )  # fmt: skip
    status = {
        row["financial_year"]: row["status"]
        for row in plain.rows(data, "reference", "gdp_deflator")
    }
    found: Rows = []
    for series_id in sorted(set(series_ids) & set(known)):
        series, of = known[series_id], every[series_id]
        cash = {year: Fraction(point.amount) for year, point in of.items()}
        real = {year: restated(data, amount, year, price_base) for year, amount in cash.items()}
        full = [
            year
            for year in sorted(of)
            if series.joined
            and not of[year].part_year
            and (year == index_base if index_base else plain.within(year, first_year, last_year))
        ]
        base = full[0] if full and cash[full[0]] > 0 else None
        for year in sorted(of):
            if not plain.within(year, first_year, last_year):
                continue
            whole, last = not of[year].part_year, before(year)
            comparable = series.joined and whole and last in of and not of[last].part_year
            people, definition = population.get(year, (None, None))
            family = every[series.family][year].amount if series.member is not None else 0
            indexed = whole and base is not None
            found.append(
                {
                    "series_id": series_id,
                    "title": series.title,
                    "family": series.family,
                    "basis": series.basis,
                    "financial_year": year,
                    "amount_gbp": of[year].amount,
                    "real_gbp": None if real[year] is None else plain.pence(real[year]),
                    "index_nominal": percent(cash[year], cash[base]) if indexed else None,
                    "index_real": percent(real[year], real[base]) if indexed else None,
                    "per_resident_gbp": per_head(cash[year], people) if whole else None,
                    "per_resident_real_gbp": per_head(real[year], people) if whole else None,
                    "share_percent": percent(cash[year], Fraction(family)) if family else None,
                    "growth_percent": rise(cash[last], cash[year]) if comparable else None,
                    "real_growth_percent": rise(real[last], real[year]) if comparable else None,
                    "joined": comparable,
                    "part_year": not whole,
                    "deflator_status": status.get(year),
                    "population_definition": definition,
                    "caution": series.caution,
                }
            )
    return found


def restated(data: Path, amount: Fraction, year: str, price_base: str) -> Fraction | None:
    """An amount of a year in another year's prices."""
    deflators = plain.deflators(data)
    if year not in deflators or price_base not in deflators:
        return None
    return amount * deflators[price_base] / deflators[year]


def percent(part: Fraction | None, whole: Fraction | None) -> float | None:
    """100 x part / whole; none of a whole that is not above zero."""
    return None if part is None or whole is None or whole <= 0 else float(100 * part / whole)


def rise(start: Fraction | None, end: Fraction | None) -> float | None:
    """Growth in per cent; none on an amount that is not above zero."""
    return None if start is None or end is None or start <= 0 else float(100 * (end / start - 1))


def per_head(amount: Fraction | None, people: int | None) -> Decimal | None:
    """Pounds a resident."""
    return None if amount is None or people is None else plain.pence(amount / people)


def compound_growth(
    data: Path,
    *,
    package: str,
    series_ids: list[str],
    first_year: str | None = None,
    last_year: str | None = None,
) -> Rows:
    """See questions.compound_growth."""
    known, every = catalogue(data, package), points(data, package)
    found: Rows = []
    for series_id in sorted(set(series_ids) & set(known)):
        years = [
            year
            for year, point in sorted(every[series_id].items())
            if not point.part_year and plain.within(year, first_year, last_year)
        ]
        if not years:
            continue
        start, end = years[0], years[-1]
        amounts = [Fraction(every[series_id][year].amount) for year in (start, end)]
        real = [restated(data, *pair, start) for pair in zip(amounts, (start, end), strict=True)]
        intervals = int(end[:4]) - int(start[:4])
        reason = None
        if not known[series_id].joined:
            reason = "Its years are not on one footing, so no rate is stated"
        elif not intervals:
            reason = "Only one full year in the years chosen"
        elif amounts[0] <= 0 or amounts[1] < 0:
            reason = "The first amount is not above zero, so a rate has no meaning"
        found.append(
            {
                "series_id": series_id,
                "title": known[series_id].title,
                "from_year": start,
                "to_year": end,
                "intervals": intervals,
                "amount_from": every[series_id][start].amount,
                "amount_to": every[series_id][end].amount,
                "growth_percent": None if reason else rise(*amounts),
                "real_growth_percent": None if reason else rise(*real),
                "cagr_percent": None if reason else yearly(rise(*amounts), intervals),
                "real_cagr_percent": None if reason else yearly(rise(*real), intervals),
                "reason": reason,
            }
        )
    return found


def yearly(growth_percent: float | None, intervals: int) -> float | None:
    """The yearly rate that compounds to a growth."""
    if growth_percent is None:
        return None
    return 100 * ((1 + growth_percent / 100) ** (1 / intervals) - 1)


def contributions(
    data: Path,
    *,
    package: str,
    family: str,
    from_year: str,
    to_year: str,
    price_base: str | None = None,
) -> Rows:
    """See questions.contributions."""
    every = points(data, package)
    whole = every[family]
    if any(year not in whole or whole[year].part_year for year in (from_year, to_year)):
        return []

    def amount(series_id: str, year: str) -> Fraction | None:
        if year not in every[series_id]:
            return None
        cash = Fraction(every[series_id][year].amount)
        return cash if price_base is None else restated(data, cash, year, price_base)

    of_whole = amount(family, from_year)
    found: Rows = []
    for series_id, series in catalogue(data, package).items():
        start, end = (amount(series_id, year) for year in (from_year, to_year))
        if series.family != family or series.member is None or start is end is None:
            continue
        change = (end or Fraction(0)) - (start or Fraction(0))
        found.append(
            {
                "member": series.member,
                "amount_from": None if start is None else plain.pence(start),
                "amount_to": None if end is None else plain.pence(end),
                "change_gbp": plain.pence(change),
                "contribution_points": percent(change, of_whole),
                "own_growth_percent": rise(start, end or Fraction(0)),
            }
        )
    return sorted(found, key=lambda row: (-(row["contribution_points"] or 0), row["member"]))
