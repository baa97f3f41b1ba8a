"""What the rules of scrutiny ask about, recomputed from the extracts."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.reference import money, plain
from tests.reference.decided import starts
from tests.reference.reconciled import part_years

Rows = list[dict[str, Any]]
SHAPE = (
    "subject", "programme", "family", "financial_year", "amount_gbp", "compared_gbp", "percent",
    "lines", "last_day", "extension_last_day", "filed_as",
)  # fmt: skip


def finding(**values: Any) -> dict[str, Any]:
    """A row of the shape that all rules share; what a rule does not say is None."""
    return dict.fromkeys(SHAPE) | values


def filed(names: Iterable[str | None]) -> str:
    """Names as filed, each once, with a bar between two."""
    return " | ".join(sorted({name for name in names if name}))


def summed(lines: Iterable[money.Line]) -> Decimal:
    """What lines add up to."""
    return sum((line.amount for line in lines), Decimal(0))


def of_whole_years(data: Path, package: str, as_at: datetime.date) -> list[money.Line]:
    """Payments of whole years that had ended; approvals where there is no ledger at all."""
    every = money.lines(data, package)
    family = "paid" if any(line.family == "paid" for line in every) else "decisions"
    broken = part_years(data, package) if family == "paid" else set()
    return [
        line
        for line in every
        if line.family == family
        and line.year not in broken
        and datetime.date(int(line.year[:4]) + 1, 3, 31) <= as_at
    ]


def by_service(lines: Iterable[money.Line]) -> dict[tuple[str, str], list[money.Line]]:
    """Lines of each service and year."""
    found: dict[tuple[str, str], list[money.Line]] = defaultdict(list)
    for line in lines:
        found[line.service, line.year].append(line)
    return found


def of_service(lines: list[money.Line]) -> dict[str, Any]:
    """What is said of a service's money in one year."""
    return {
        "subject": lines[0].service,
        "programme": min(line.programme for line in lines),
        "family": lines[0].family,
        "financial_year": lines[0].year,
        "amount_gbp": summed(lines),
        "lines": len(lines),
        "filed_as": filed(line.service_as_filed for line in lines),
    }


def measured(data: Path, package: str) -> tuple[set[str], set[str]]:
    """The services that have a target, and those that have a result."""
    names = money.Names(data, package)
    targets, results = set(), set()
    for row in plain.rows(data, package, "outcomes"):
        if row["reported_by"] == "own":
            service = names.service(row["service"])
            targets |= {service} if row["target"] else set()
            results |= {service} if row["actual"] else set()
    services = {
        row["indicator_id"]: names.service(row["service"], row["service_id"])
        for row in plain.rows(data, package, "indicators")
    }
    for row in plain.rows(data, package, "indicator_targets"):
        targets |= {services[row["indicator_id"]]} if row["target"] else set()
    for row in plain.rows(data, package, "indicator_returns"):
        if row["actual"] or row["status"] == "suppressed":
            results.add(services[row["indicator_id"]])
    return targets, results


def growth_without_results(
    data: Path, *, package: str, as_at: datetime.date, growth_percent: int = 20
) -> Rows:
    """See queries/scrutiny/growth_without_results.sql."""
    services = by_service(of_whole_years(data, package, as_at))
    latest = max((year for _, year in services), default="")
    _, results = measured(data, package)
    answer = []
    for (service, year), lines in services.items():
        before = summed(services.get((service, plain.label(int(year[:4]) - 1)), []))
        more = summed(lines) - before
        if year != latest or service in results or before <= 0:
            continue
        if 100 * more / before > growth_percent:
            answer.append(
                finding(
                    **of_service(lines),
                    compared_gbp=before,
                    percent=float(100 * more / before),
                )
            )
    return sorted(answer, key=lambda row: (row["compared_gbp"] - row["amount_gbp"], row["subject"]))


def provider_share(
    data: Path, *, package: str, as_at: datetime.date, share_percent: int = 25
) -> Rows:
    """See queries/scrutiny/provider_share.sql."""
    several = money.no_one_body(data, package)
    named = [
        line
        for line in of_whole_years(data, package, as_at)
        if line.provider_as_filed and line.provider not in several
    ]
    latest = max((line.year for line in named), default="")
    named = [line for line in named if line.year == latest]
    whole = summed(named)
    groups: dict[str, list[money.Line]] = defaultdict(list)
    for line in named:
        groups[line.provider_group].append(line)
    answer = []
    for group, lines in groups.items():
        programmes = {line.programme for line in lines}
        if whole > 0 and 100 * summed(lines) / whole > share_percent:
            answer.append(
                finding(
                    **of_service(lines)
                    | {
                        "subject": group,
                        "programme": programmes.pop() if len(programmes) == 1 else None,
                        "compared_gbp": whole,
                        "percent": float(100 * summed(lines) / whole),
                        "filed_as": filed(line.provider for line in lines),
                    }
                )
            )
    return sorted(answer, key=lambda row: (-row["amount_gbp"], row["subject"]))


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on, or the last of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def committed(data: Path, package: str) -> Rows:
    """What decisions and contracts commit to each service."""
    names = money.Names(data, package)
    decided: dict[tuple[str, ...], list[plain.Row]] = defaultdict(list)
    for row in plain.rows(data, package, "decisions"):
        if row["direction"] == "out" and plain.is_counted(row):
            key = (
                row["decision_ref"],
                names.service(row["service"]),
                names.provider(row["provider"]),
                row["funding_source"],
            )
            decided[key].append(row)
    found: Rows = []
    for (reference, service, *_), rows in decided.items():
        ends = [
            datetime.date(int(row["financial_year"][:4]) + 1, 3, 31)
            if row["financial_year"]
            else datetime.date(int(row["end_year"]), 3, 31)
            if row["end_year"]
            else None
            for row in rows
        ]
        known = [end for end in ends if end]
        found.append(
            {
                "family": "decisions",
                "reference": reference,
                "service": service,
                "programme": rows[0]["programme"],
                "first_day": min(filter(None, map(starts, rows)), default=None),
                "last_day": max(known) if len(known) == len(ends) else None,
                "extension": None,
                "amount": sum((Decimal(row["amount_gbp"]) for row in rows), Decimal(0)),
            }
        )
    found.extend(
        {
            "family": "contracts",
            "reference": row["contract_id"],
            "service": names.service(row["service"], row["service_id"]),
            "programme": row["programme"],
            "first_day": plain.day(row["start_date"]),
            "last_day": plain.day(row["end_date"]),
            "extension": plain.day(row["extension_end_date"]),
            "amount": Decimal(row["amount_gbp"]),
        }
        for row in plain.rows(data, package, "contracts")
    )
    return found


def cliff_edge(data: Path, *, package: str, as_at: datetime.date, within_months: int = 6) -> Rows:
    """See queries/scrutiny/cliff_edge.sql."""
    services: dict[str, Rows] = defaultdict(list)
    for row in committed(data, package):
        services[row["service"]].append(row)
    answer = []
    for service, rows in services.items():
        last = max((row["last_day"] for row in rows if row["last_day"]), default=None)
        if last is None or not as_at < last <= months_later(as_at, within_months):
            continue
        starts_without_end = [
            row["first_day"] for row in rows if not row["last_day"] and row["first_day"]
        ]
        ending = [
            row
            for row in rows
            if row["last_day"] == last
            and all(start <= row["first_day"] for start in starts_without_end)
        ]
        if not ending:
            continue
        family = min(row["family"] for row in ending)
        ending = [row for row in ending if row["family"] == family]
        answer.append(
            finding(
                subject=service,
                programme=min(row["programme"] for row in ending),
                family=family,
                financial_year=next(iter(plain.days_by_year(last, last))),
                amount_gbp=sum((row["amount"] for row in ending), Decimal(0)),
                lines=len(ending),
                last_day=last,
                extension_last_day=max(
                    filter(None, (row["extension"] for row in ending)), default=None
                ),
                filed_as=filed(row["reference"] for row in ending),
            )
        )
    return sorted(answer, key=lambda row: (row["last_day"], -row["amount_gbp"], row["subject"]))


def money_without_target(data: Path, *, package: str, as_at: datetime.date) -> Rows:
    """See queries/scrutiny/money_without_target.sql."""
    services = by_service(of_whole_years(data, package, as_at))
    latest = max((year for _, year in services), default="")
    targets, _ = measured(data, package)
    answer = [
        finding(**of_service(lines))
        for (service, year), lines in services.items()
        if year == latest and service not in targets and summed(lines) > 0
    ]
    return sorted(answer, key=lambda row: (-row["amount_gbp"], row["subject"]))


def paid_without_decision(data: Path, *, package: str, as_at: datetime.date) -> Rows:
    """See queries/scrutiny/paid_without_decision.sql."""
    names = money.Names(data, package)
    decided = {
        names.service(row["service"])
        for row in plain.rows(data, package, "decisions")
        if row["direction"] == "out"
    }
    services: dict[str, list[money.Line]] = defaultdict(list)
    for line in money.lines(data, package):
        if line.month and line.month <= as_at and line.service not in decided:
            services[line.service].append(line)
    answer = [
        finding(**of_service(lines) | {"financial_year": max(line.year for line in lines)})
        for lines in services.values()
        if summed(lines) > 0
    ]
    return sorted(answer, key=lambda row: (-row["amount_gbp"], row["subject"]))


def paid_over_contract(
    data: Path, *, package: str, as_at: datetime.date, contract_percent: int = 10
) -> Rows:
    """See queries/scrutiny/paid_over_contract.sql."""
    names = money.Names(data, package)
    without_end = {
        names.service(row["service"], row["service_id"])
        for row in plain.rows(data, package, "contracts")
        if not row["end_date"]
    }
    contracted = by_service(
        line for line in money.lines(data, package) if line.family == "contracts"
    )
    answer = []
    for key, lines in by_service(of_whole_years(data, package, as_at)).items():
        price = summed(contracted.get(key, []))
        over = summed(lines) - price
        if lines[0].family != "paid" or key[0] in without_end or price <= 0:
            continue
        if 100 * over / price > contract_percent:
            answer.append(
                finding(**of_service(lines), compared_gbp=price, percent=float(100 * over / price))
            )
    return sorted(
        answer,
        key=lambda row: (
            -int(row["financial_year"][:4]),
            row["compared_gbp"] - row["amount_gbp"],
            row["subject"],
        ),
    )


def scrutiny_scope(data: Path, *, package: str) -> Rows:
    """See questions.scrutiny_scope."""
    targets, results = measured(data, package)
    families = [line.family for line in money.lines(data, package)]
    held = {
        "contracts": families.count("contracts"),
        "decisions": families.count("decisions"),
        "paid": families.count("paid"),
        "results": len(results),
        "targets": len(targets),
    }
    return [{"record": record, "number": number} for record, number in held.items() if number]
