"""Areas, funders, months and bases set beside each other, recomputed line by line."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.reference import money, plain
from tests.reference.spending import Chosen, Rows, covered, grouped, percent, selected, total


def area_amounts(
    data: Path, *, package: str, family: str, first_year: str | None = None,
    last_year: str | None = None, programmes: Chosen = None,
) -> Rows:  # fmt: skip
    """See questions.area_amounts."""
    lines = selected(data, package, family, first_year, last_year, programme=programmes)
    found = grouped(lines, lambda line: line.area)
    tiles = {row["area"]: row for row in plain.rows(data, package, "area_tiles")}
    rows = []
    for area in {*tiles, *found}:
        tile, of = tiles.get(area), found.get(area, [])
        rows.append(
            {
                "area": area,
                "short_name": tile["short_name"] if tile else None,
                "column_number": int(tile["column"]) if tile else None,
                "row_number": int(tile["row"]) if tile else None,
                "amount_gbp": total(of) if of else None,
                "share_percent": percent(total(of), total(lines)) if of else None,
                "lines": len(of),
                "services": len({line.service for line in of}),
            }
        )
    return sorted(
        rows,
        key=lambda row: (
            row["short_name"] is None,
            row["amount_gbp"] is None,
            -(row["amount_gbp"] or 0),
            row["area"],
        ),
    )


def funding_flow(
    data: Path, *, package: str, family: str, first_year: str | None = None,
    last_year: str | None = None,
) -> Rows:  # fmt: skip
    """See questions.funding_flow."""
    lines = selected(data, package, family, first_year, last_year)
    funders = grouped(lines, lambda line: line.funder)
    programmes = grouped(lines, lambda line: line.programme)
    rows = [
        {
            "funder": funder,
            "programme": programme,
            "amount_gbp": total(of),
            "lines": len(of),
            "funder_gbp": total(funders[funder]),
            "programme_gbp": total(programmes[programme]),
            "total_gbp": total(lines),
        }
        for (funder, programme), of in grouped(
            lines, lambda line: (line.funder, line.programme)
        ).items()
    ]
    return sorted(
        rows,
        key=lambda row: (-row["funder_gbp"], row["funder"], -row["amount_gbp"], row["programme"]),
    )


def funding_balance(
    data: Path, *, package: str, family: str, first_year: str | None = None,
    last_year: str | None = None,
) -> Rows:  # fmt: skip
    """See questions.funding_balance."""
    months = covered(data, package, family)
    received, out = (
        grouped(
            [
                line
                for line in selected(data, package, each, first_year, last_year)
                if months.get(line.year, 12) == 12
            ],
            lambda line: line.funder,
        )
        for each in ("grants", family)
    )
    rows: list[dict[str, Any]] = []
    for funder in {*received, *out}:
        came, went = received.get(funder, []), out.get(funder, [])
        rows.append(
            {
                "funder": funder,
                "received_gbp": total(came) if came else None,
                "received_lines": len(came),
                "out_gbp": total(went) if went else None,
                "out_lines": len(went),
                "gap_gbp": total(came) - total(went) if came and went else None,
            }
        )
    return sorted(
        rows,
        key=lambda row: (-(row["out_gbp"] or 0), -(row["received_gbp"] or 0), row["funder"]),
    )


def spend_by_month(
    data: Path, *, package: str, first_year: str | None = None, last_year: str | None = None,
    programmes: Chosen = None, services: Chosen = None, providers: Chosen = None,
) -> Rows:  # fmt: skip
    """See questions.spend_by_month."""
    every = sorted(line.month for line in selected(data, package, "paid", None, None) if line.month)
    if not every:
        return []
    chosen = grouped(
        selected(
            data, package, "paid", None, None, programme=programmes, service=services,
            provider=providers,
        ),
        lambda line: line.month,
    )  # fmt: skip

    def to_date(month: datetime.date) -> Decimal | None:
        april = datetime.date(month.year - (month.month < 4), 4, 1)
        if april < every[0]:
            return None
        return sum((total(of) for key, of in chosen.items() if april <= key <= month), Decimal(0))

    rows, month = [], every[0]
    while month <= every[-1]:
        (year,) = plain.days_by_year(month, month)
        of = chosen.get(month, [])
        now, then = to_date(month), to_date(month.replace(year=month.year - 1))
        if plain.within(year, first_year, last_year):
            rows.append(
                {
                    "month": month,
                    "financial_year": year,
                    "gross_gbp": total([line for line in of if line.amount > 0]),
                    "credits_gbp": total([line for line in of if line.amount < 0]),
                    "amount_gbp": total(of),
                    "lines": len(of),
                    "credit_lines": sum(line.amount < 0 for line in of),
                    "to_date_gbp": now,
                    "year_before_to_date_gbp": then,
                    "to_date_growth_percent": None
                    if now is None or then is None
                    else percent(now - then, then),
                }
            )
        month = datetime.date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return rows


def service_bases(
    data: Path, *, package: str, first_year: str | None = None, last_year: str | None = None,
    programmes: Chosen = None, services: Chosen = None, text: str | None = None,
) -> Rows:  # fmt: skip
    """See questions.service_bases."""
    lines = [
        line
        for line in money.lines(data, package)
        if line.family != "grants"
        and plain.within(line.year, first_year, last_year)
        and (not services or line.service in services)
        and (not programmes or line.programme in programmes)
    ]
    months = covered(data, package, "paid")
    rows = []
    for (service, year), of in sorted(
        grouped(lines, lambda line: (line.service, line.year)).items()
    ):
        families = grouped(of, lambda line: line.family)
        amount = {name: total(families[name]) for name in families}
        paid = amount.get("paid")
        whole = months.get(year) == 12 and paid is not None
        names = sorted({line.service_as_filed for line in of} - {service})
        rows.append(
            {
                "service": service,
                "programme": min(line.programme for line in of),
                "financial_year": year,
                "approved_gbp": amount.get("decisions"),
                "contracted_gbp": amount.get("contracts"),
                "paid_gbp": paid,
                "paid_part_year": None if paid is None else months[year] < 12,
                "paid_of_contracted_percent": percent(paid, amount["contracts"])
                if whole and paid is not None and "contracts" in amount
                else None,
                "paid_of_approved_percent": percent(paid, amount["decisions"])
                if whole and paid is not None and "decisions" in amount
                else None,
                "names": "; ".join(names) or None,
            }
        )
    words = (text or "").lower()
    return [row for row in rows if words in f"{row['service']} {row['names'] or ''}".lower()]


def name_mappings(data: Path, *, package: str, kinds: Chosen = None) -> Rows:
    """See questions.name_mappings."""
    return [
        {name: row[name] for name in ("kind", "name", "counts_under", "relation", "reason", "file")}
        | {"line": int(row["line"])}
        for row in plain.rows(data, package, "mappings")
        if not kinds or row["kind"] in kinds
    ]
