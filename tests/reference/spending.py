"""Where the money goes, recomputed line by line with exact fractions."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.reference import money, plain
from tests.reference.money import Line

Rows = list[dict[str, Any]]
Chosen = list[str] | None

FAMILIES = ["paid", "contracts", "decisions", "grants"]
FILED: dict[str, Callable[[Line], str | None]] = {
    "service": lambda line: line.service_as_filed,
    "provider": lambda line: line.provider_as_filed,
    "provider_group": lambda line: line.provider_as_filed,
}
BANDS = [0, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000, 10_000_000]


def selected(
    data: Path, package: str, family: str, first: str | None, last: str | None, **of: Chosen
) -> list[Line]:
    """Lines of a family in some years whose values are among those chosen."""
    return [
        line
        for line in money.lines(data, package)
        if line.family == family
        and plain.within(line.year, first, last)
        and all(not values or getattr(line, name) in values for name, values in of.items())
    ]


def total(lines: list[Line]) -> Decimal:
    """What some lines add up to."""
    return sum((line.amount for line in lines), Decimal(0))


def grouped(lines: list[Line], key: Callable[[Line], Any]) -> dict[Any, list[Line]]:
    """Lines by what a function makes of each."""
    groups: dict[Any, list[Line]] = defaultdict(list)
    for line in lines:
        groups[key(line)].append(line)
    return groups


def percent(part: Decimal, whole: Decimal) -> float | None:
    """None of nothing, and of a credit, of which a share would have the wrong sign."""
    return float(100 * Fraction(part) / Fraction(whole)) if whole > 0 else None


def covered(data: Path, package: str, family: str) -> dict[str, int]:
    """Months from April that a family's record covers of each of its years."""
    lines = selected(data, package, family, None, None)
    months = sorted(line.month for line in lines if line.month)
    years = {line.year for line in lines}
    if not months:
        return dict.fromkeys(years, 12)
    counted = {}
    for year in years:
        april = datetime.date(int(year[:4]), 4, 1)
        numbers = [(april.year * 12 + april.month - 1) + offset for offset in range(12)]
        end = months[-1].year * 12 + months[-1].month - 1
        whole = months[0] <= april
        counted[year] = sum(number <= end for number in numbers) if whole else 0
    return counted


def family_years(data: Path, *, package: str) -> Rows:
    """See questions.family_years."""
    found = []
    for family in FAMILIES:
        months = covered(data, package, family)
        by_year = grouped(selected(data, package, family, None, None), lambda line: line.year)
        for year, lines in sorted(by_year.items()):
            number = 3 + months[year] - 1
            last = datetime.date(int(year[:4]) + number // 12, number % 12 + 1, 1)
            found.append(
                {
                    "family": family,
                    "financial_year": year,
                    "amount_gbp": total(lines),
                    "lines": len(lines),
                    "months": months[year],
                    "part_year": months[year] < 12,
                    "last_month": last if 0 < months[year] < 12 else None,
                }
            )
    return found


def spend_breakdown(
    data: Path, *, package: str, family: str, dimension: str, first_year: str | None = None,
    last_year: str | None = None, programmes: Chosen = None, services: Chosen = None,
    providers: Chosen = None, areas: Chosen = None, funders: Chosen = None,
    text: str | None = None, limit: int = 50, offset: int = 0,
) -> Rows:  # fmt: skip
    """See questions.spend_breakdown."""
    lines = selected(
        data, package, family, first_year, last_year, programme=programmes, service=services,
        provider=providers, area=areas, funder=funders,
    )  # fmt: skip
    filed = FILED.get(dimension, lambda line: None)
    groups = grouped(lines, lambda line: getattr(line, dimension))
    nobody = {money.UNSTATED}
    if dimension in ("provider", "provider_group"):
        nobody |= money.no_one_body(data, package)
    ranked = sorted(groups, key=lambda member: (-total(groups[member]), member))
    rows = []
    for position, member in enumerate(ranked, 1):
        of = groups[member]
        other = sorted({filed(line) or member for line in of} - {member})
        rows.append(
            {
                "position": position,
                "member": member,
                "amount_gbp": total(of),
                "gross_gbp": total([line for line in of if line.amount > 0]),
                "credits_gbp": total([line for line in of if line.amount < 0]),
                "share_percent": percent(total(of), total(lines)),
                "lines": len(of),
                "first_year": min(line.year for line in of),
                "last_year": max(line.year for line in of),
                "names": "; ".join(other) or None,
                "one_member": member not in nobody,
                "members": len(groups.keys() - nobody),
                "total_gbp": total(lines),
                "found": 0,
            }
        )
    words = (text or "").lower()
    found = [row for row in rows if words in f"{row['member']} {row['names'] or ''}".lower()]
    return [row | {"found": len(found)} for row in found[offset : offset + limit]]


def spend_by_year(
    data: Path, *, package: str, family: str, dimension: str, first_year: str | None = None,
    last_year: str | None = None, programmes: Chosen = None, services: Chosen = None,
    providers: Chosen = None,
) -> Rows:  # fmt: skip
    """See questions.spend_by_year."""
    lines = selected(
        data, package, family, first_year, last_year, programme=programmes, service=services,
        provider=providers,
    )  # fmt: skip
    months = covered(data, package, family)
    years = grouped(lines, lambda line: line.year)
    cells = grouped(lines, lambda line: (line.year, getattr(line, dimension)))
    return [
        {
            "financial_year": year,
            "member": member,
            "amount_gbp": total(of),
            "share_percent": percent(total(of), total(years[year])),
            "lines": len(of),
            "part_year": months[year] < 12,
        }
        for (year, member), of in sorted(cells.items())
    ]


def concentration(
    data: Path, *, package: str, family: str, dimension: str, first_year: str | None = None,
    last_year: str | None = None, programmes: Chosen = None,
) -> Rows:  # fmt: skip
    """See questions.concentration."""
    lines = selected(data, package, family, first_year, last_year, programme=programmes)
    months = covered(data, package, family)
    several = money.no_one_body(data, package)
    found = []
    for year, of in sorted(grouped(lines, lambda line: line.year).items()):
        members = {
            member: total(each)
            for member, each in grouped(of, lambda line: getattr(line, dimension)).items()
        }
        unnamed = sum(
            (members.pop(name) for name in (money.UNSTATED, *several) if name in members),
            Decimal(0),
        )
        named = sorted(
            ((name, amount) for name, amount in members.items() if amount > 0),
            key=lambda entry: (-entry[1], entry[0]),
        )
        whole = sum((amount for _, amount in named), Decimal(0))
        shares = [Fraction(amount) / Fraction(whole) for _, amount in named]
        square = sum((share * share for share in shares), Fraction(0))
        count = len(named)
        found.append(
            {
                "financial_year": year,
                "providers": count,
                "named_gbp": whole,
                "unnamed_gbp": unnamed,
                "net_credit_providers": len(members) - count,
                "largest": named[0][0] if named else None,
                "top1_percent": float(100 * sum(shares[:1])) if named else None,
                "top3_percent": float(100 * sum(shares[:3])) if named else None,
                "top5_percent": float(100 * sum(shares[:5])) if named else None,
                "hhi": float(10_000 * square) if named else None,
                "hhi_normalised": float((square - Fraction(1, count)) / (1 - Fraction(1, count)))
                if count > 1
                else None,
                "effective_number": float(1 / square) if named else None,
                "part_year": months[year] < 12,
            }
        )
    return found


def size_distribution(
    data: Path, *, package: str, family: str, first_year: str | None = None,
    last_year: str | None = None, programmes: Chosen = None, services: Chosen = None,
    providers: Chosen = None, areas: Chosen = None, funders: Chosen = None,
) -> Rows:  # fmt: skip
    """See questions.size_distribution."""
    lines = selected(
        data, package, family, first_year, last_year, programme=programmes, service=services,
        provider=providers, area=areas, funder=funders,
    )  # fmt: skip
    entries = grouped(
        lines,
        lambda line: (line.reference, line.service, line.line if family == "paid" else 0),
    )
    amounts = sorted(total(of) for of in entries.values() if total(of) > 0)
    if not amounts:
        return []
    rows = []
    for number, (low, high) in enumerate(zip(BANDS, [*BANDS[1:], None], strict=True), 1):
        inside = [a for a in amounts if a >= low and (high is None or a < high)]
        rows.append(
            {
                "band": number,
                "from_gbp": Decimal(low),
                "below_gbp": None if high is None else Decimal(high),
                "entries": len(inside),
                "amount_gbp": sum(inside, Decimal(0)),
                "entries_percent": float(Fraction(100 * len(inside), len(amounts))),
                "amount_percent": percent(sum(inside, Decimal(0)), sum(amounts, Decimal(0))),
                "median_gbp": amounts[(len(amounts) - 1) // 2],
                "largest_gbp": amounts[-1],
            }
        )
    return rows


def money_rows(
    data: Path, *, package: str, family: str, first_year: str | None = None,
    last_year: str | None = None, programmes: Chosen = None, services: Chosen = None,
    providers: Chosen = None, areas: Chosen = None, funders: Chosen = None, limit: int = 50,
    offset: int = 0,
) -> Rows:  # fmt: skip
    """See questions.money_rows."""
    lines = selected(
        data, package, family, first_year, last_year, programme=programmes, service=services,
        provider=providers, area=areas, funder=funders,
    )  # fmt: skip
    never = datetime.date(1, 1, 1)
    lines.sort(key=lambda line: (-line.amount, line.file, line.line))
    lines.sort(key=lambda line: (line.year, line.month or never), reverse=True)
    return [
        {
            "reference": line.reference,
            "financial_year": line.year,
            "month": line.month,
            "service": line.service,
            "service_as_filed": line.service_as_filed,
            "programme": line.programme,
            "provider": line.provider,
            "provider_as_filed": line.provider_as_filed,
            "area": line.area,
            "funder": line.funder,
            "instrument": line.instrument,
            "amount_gbp": line.amount,
            "source_url": line.source_url,
            "file": line.file,
            "line": line.line,
            "lines": len(lines),
            "total_gbp": total(lines),
        }
        for line in lines[offset : offset + limit]
    ]


def money_choices(data: Path, *, package: str, family: str) -> Rows:
    """See questions.money_choices."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for line in selected(data, package, family, None, None):
        for dimension in ("programme", "service", "provider", "area", "funder"):
            counts[dimension, getattr(line, dimension)] += 1
    return [
        {"dimension": dimension, "value": value, "lines": lines}
        for (dimension, value), lines in sorted(counts.items())
    ]
