"""Shares, pounds a resident and grants to areas, recomputed from the extracts."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.reference import plain, series

Rows = list[dict[str, Any]]

HALF_A_UNIT = {
    "exact": Fraction(0),
    "rounded_0.1m": Fraction(50_000),
    "rounded_1m": Fraction(500_000),
    "rounded_100m": Fraction(50_000_000),
}
GRANTS = {
    "pcc_victims_allocations": ("pcc_area", "Ministry of Justice"),
    "serious_violence_allocations": ("area", "Home Office"),
}


def years(total: plain.Row) -> str:
    """The years a total is for."""
    span = [total["financial_year"], total["last_financial_year"]]
    return " to ".join(year for year in span if year)


def share_of_total(data: Path, *, package: str) -> Rows:
    """See questions.share_of_total."""
    totals = {row["total_id"]: row for row in plain.rows(data, package, "spend_totals")}
    answer: Rows = []
    for pair in plain.rows(data, package, "share_pairs"):
        part, whole = totals[pair["part_total_id"]], totals[pair["whole_total_id"]]
        amounts = Fraction(part["amount_gbp"]), Fraction(whole["amount_gbp"])
        away = HALF_A_UNIT.get(part["precision"]), HALF_A_UNIT.get(whole["precision"])
        alike = (
            pair["compatible"] == "yes"
            and years(part) == years(whole)
            and part["basis"] == whole["basis"]
            and amounts[0] >= 0
            and amounts[1] > 0
        )
        share = low = high = None
        if alike:
            share = float(100 * amounts[0] / amounts[1])
            if None not in away:
                low = float(100 * max(amounts[0] - away[0], 0) / (amounts[1] + away[1]))
                if amounts[1] > away[1]:
                    high = float(100 * (amounts[0] + away[0]) / (amounts[1] - away[1]))
        row: dict[str, Any] = {"pair_id": pair["pair_id"]}
        for side, total in (("part", part), ("whole", whole)):
            row |= {
                f"{side}_total_id": total["total_id"],
                f"{side}_definition": pair[f"{side}_definition"],
                f"{side}_organisation": total["organisation"],
                f"{side}_years": years(total),
                f"{side}_gbp": Decimal(total["amount_gbp"]),
                f"{side}_basis": total["basis"],
                f"{side}_precision": total["precision"],
                f"{side}_scope": total["scope_note"] or None,
                f"{side}_source_url": total["source_url"] or None,
            }
        answer.append(
            row
            | {
                "judged_compatible": pair["compatible"] == "yes",
                "years_agree": years(part) == years(whole),
                "basis_agrees": part["basis"] == whole["basis"],
                "what_differs": pair["what_differs"] or None,
                "note": pair["note"] or None,
                "share_percent": share,
                "share_low_percent": low,
                "share_high_percent": high,
            }
        )
    answer.sort(key=lambda row: row["pair_id"])
    return sorted(answer, key=lambda row: row["part_years"], reverse=True)


def per_resident(
    data: Path,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    direction: str | None = None,
) -> Rows:
    """See questions.per_resident."""
    if not plain.descriptor(data, package):
        return []
    headline = {
        row["series_id"]
        for row in plain.rows(data, package, "series")
        if row["headline"] == "yes" or row["direction"] == "in"
    } | {"paid"}
    totals = {row["total_id"]: row for row in plain.rows(data, package, "spend_totals")}
    components: dict[tuple[str, str], list[str]] = defaultdict(list)
    for point in plain.rows(data, package, "series_points"):
        if point["role"] == "component":
            key = point["series_id"], point["financial_year"]
            components[key] = sorted([*components[key], point["total_id"]])
    people, every = series.residents(data, package), series.points(data, package)
    answer: Rows = []
    for series_id, known in sorted(series.catalogue(data, package).items()):
        if series_id not in headline or known.direction != (direction or known.direction):
            continue
        for year, point in sorted(every[series_id].items()):
            if not plain.within(year, first_year, last_year):
                continue
            count, definition = people.get(year, (None, None))
            ids = components[series_id, year]
            answer.append(
                {
                    "series_id": series_id,
                    "title": known.title,
                    "family": known.family,
                    "definition": known.definition,
                    "basis": known.basis,
                    "direction": known.direction,
                    "financial_year": year,
                    "amount_gbp": point.amount,
                    "precision": point.precision,
                    "part_year": point.part_year,
                    "population": count,
                    "population_year": int(year[:4]) if count else None,
                    "population_definition": definition,
                    "per_resident_gbp": None
                    if point.part_year
                    else series.per_head(Fraction(point.amount), count),
                    "total_ids": " ".join(ids) or None,
                    "source_url": next(
                        (totals[name]["source_url"] for name in ids if totals[name]["source_url"]),
                        None,
                    ),
                    "caution": known.caution,
                }
            )
    return answer


def counted(data: Path, name: plain.Row, year: int) -> plain.Row | None:
    """The row of an area's latest trusted residents up to a year that the force areas have."""
    forces = [row for row in plain.rows(data, "reference", "police_force_areas")
              if row["trust"] == "ok"]  # fmt: skip
    last = max((int(row["year"]) for row in forces), default=0)
    found = [row for row in forces if row["police_force_area"] == (name["force_area"] or "-")]
    found += [
        row
        for row in plain.rows(data, "reference", "population")
        if row["area_code"] == (name["area_code"] or "-")
        and row["trust"] == "ok"
        and int(row["year"]) <= last
    ]
    latest = [row for row in found if int(row["year"]) <= year]
    return max(latest, key=lambda row: int(row["year"]), default=None)


def grants(data: Path, package: str) -> Rows:
    """Every grant to one area, own marked; none where the body is none of the areas."""
    names = {row["published_area"]: row for row in plain.rows(data, "reference", "area_names")}
    code = plain.descriptor(data, package).get("commissioning", {}).get("body", {}).get("area_code")
    if not code or code not in {row["area_code"] for row in names.values()}:
        return []
    of_all = len({row["area"] for row in names.values() if row["kind"] == "area"})
    found: Rows = []
    for resource, (column, funder) in GRANTS.items():
        for row in plain.rows(data, "reference", resource):
            name = names[row[column]]
            if name["kind"] != "area":
                continue
            people = counted(data, name, int(row["financial_year"][:4]))
            each = (
                None if people is None else Fraction(row["amount_gbp"]) / int(people["population"])
            )
            found.append(
                {
                    "published_area": row[column],
                    "area": name["area"],
                    "own": name["area_code"] == code,
                    "fund": row["fund"],
                    "funder": funder,
                    "financial_year": row["financial_year"],
                    "amount_gbp": Decimal(row["amount_gbp"]).quantize(Decimal("0.01")),
                    "precision": row["precision"],
                    "population": None if people is None else int(people["population"]),
                    "population_year": None if people is None else int(people["year"]),
                    "per_head_gbp": None if each is None else ten_thousandths(each),
                    "note": row["note"] or None,
                    "area_note": name["note"] or None,
                    "source_url": row["source_url"],
                    "population_source_url": None if people is None else people["source_url"],
                    "areas_in_all": of_all,
                    "extract_row": f"{row['file']}, row {row['line']}",
                }
            )
    return found


def ten_thousandths(pounds: Fraction) -> Decimal:
    """To four decimal places, half away from nothing."""
    exact = Decimal(pounds.numerator) / Decimal(pounds.denominator)
    return exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def peer_grants(data: Path, *, package: str, fund: str, financial_year: str) -> Rows:
    """See questions.peer_grants."""
    chosen = [
        row
        for row in grants(data, package)
        if (row["fund"], row["financial_year"]) == (fund, financial_year)
    ]
    areas = len({row["area"] for row in chosen})
    return sorted(
        (row | {"areas_found": areas} for row in chosen),
        key=lambda row: (row["area"], row["published_area"]),
    )


def peer_funds(data: Path, *, package: str) -> Rows:
    """See questions.peer_funds."""
    every = grants(data, package)
    answer: Rows = []
    for fund, funder, year in {(r["fund"], r["funder"], r["financial_year"]) for r in every}:
        of_fund = [r for r in every if (r["fund"], r["financial_year"]) == (fund, year)]
        answer.append(
            {
                "fund": fund,
                "funder": funder,
                "financial_year": year,
                "areas_found": len({row["area"] for row in of_fund}),
                "areas_with_population": len({row["area"] for row in of_fund if row["population"]}),
                "areas_in_all": of_fund[0]["areas_in_all"],
                "own_found": any(row["own"] for row in of_fund),
            }
        )
    answer.sort(key=lambda row: row["fund"])
    answer.sort(key=lambda row: row["financial_year"], reverse=True)
    return sorted(answer, key=lambda row: -row["areas_found"])
