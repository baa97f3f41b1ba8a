"""What was found against what was published, recomputed line by line."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.reference import money, plain
from tests.reference.decided import dating, headline_components, total

Rows = list[dict[str, Any]]
REMARKS = ("ceiling", "not_new", "unknown", "police", "open_ended")
EXTRACTS = {"paid": "spend_lines"}
BASES = {"decisions": "approved", "contracts": "contracted", "paid": "paid"}


def part_years(data: Path, package: str) -> set[str]:
    """The financial years that the ledger's months only begin or end within."""
    months = sorted(row["payment_date"][:7] for row in plain.rows(data, package, "spend_lines"))
    if not months:
        return set()
    found = set()
    for month, whole_from in ((months[0], 4), (months[-1], 3)):
        year, number = int(month[:4]), int(month[5:])
        if number != whole_from:
            found.add(plain.label(year if number > 3 else year - 1))
    return found


def remark(row: plain.Row) -> str | None:
    """Why a decision line with a start is not in what was found, or that it is a ceiling."""
    if row["scope"] == "police_operated":
        return "police"
    if row["is_new_money"] != "yes":
        return {"no": "not_new", "unknown": "unknown"}[row["is_new_money"]]
    if dating(row) == "Start only":
        return "open_ended"
    return "ceiling" if row["amount_basis"] == "approved_maximum" else None


def remarked(data: Path, package: str, family: str) -> dict[str, list[tuple[str, Decimal]]]:
    """Amounts there is something to say of, with what, by year."""
    found: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    if family == "decisions":
        for row in plain.rows(data, package, "decisions"):
            said = remark(row)
            if row["direction"] == "out" and said:
                for year, part in plain.placed(row, "start_year").items():
                    found[year].append((said, part))
    if family == "contracts":
        for row in plain.rows(data, package, "contracts"):
            start = plain.day(row["start_date"])
            if start and not row["end_date"]:
                (year,) = plain.days_by_year(start, start)
                found[year].append(("open_ended", Decimal(row["amount_gbp"])))
    return found


def reconciliation(
    data: Path,
    *,
    package: str,
    family: str,
    first_year: str | None = None,
    last_year: str | None = None,
) -> Rows:
    """See questions.reconciliation."""
    totals: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for series, row in headline_components(data, package):
        if family != "paid" or row["basis"] == "actual":
            totals[row["financial_year"]].append(
                {
                    "total_id": row["total_id"],
                    "definition": series["definition"],
                    "basis": row["basis"],
                    "precision": row["precision"],
                    "total_gbp": Decimal(row["amount_gbp"]),
                }
            )
    found: dict[str, list[money.Line]] = defaultdict(list)
    for line in money.lines(data, package):
        if line.family == family:
            found[line.year].append(line)
    remarks = remarked(data, package, family)
    undated = [
        Decimal(row["amount_gbp"])
        for row in plain.rows(data, package, "decisions")
        if family == "decisions"
        and row["direction"] == "out"
        and plain.is_counted(row)
        and dating(row) == "No date"
    ]
    extract = EXTRACTS.get(family, family)
    read = len(plain.rows(data, package, extract))
    rejected = len(plain.every_row(data, package, extract)) - read
    absent = dict.fromkeys(("total_id", "definition", "basis", "precision", "total_gbp"))
    answer: Rows = []
    for year in sorted({*totals, *found, *remarks}):
        if not plain.within(year, first_year, last_year):
            continue
        amount = total([line.amount for line in found[year]])
        said = {
            name: [part for remark, part in remarks[year] if remark == name] for name in REMARKS
        }
        for published in totals[year] or [absent]:
            whole = published["total_gbp"]
            known = whole is not None and amount is not None
            answer.append(
                {
                    "financial_year": year,
                    **published,
                    "found_basis": BASES[family],
                    "found_gbp": amount,
                    "lines": len(found[year]),
                    "records": len({line.reference for line in found[year]}),
                    "gap_gbp": whole - amount if known else None,
                    "coverage_percent": float(100 * amount / whole)
                    if known and whole > 0
                    else None,
                    "part_year": family == "paid"
                    and bool(found[year])
                    and year in part_years(data, package),
                    **{f"{name}_lines": len(parts) for name, parts in said.items()},
                    **{f"{name}_gbp": total([*parts]) for name, parts in said.items()},
                    "undated_lines": len(undated),
                    "undated_gbp": total([*undated]),
                    "rejected_lines": rejected,
                }
            )
    return answer
