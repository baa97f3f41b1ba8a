"""What is asked of commitments, recomputed line by line and day by day."""

import calendar
import datetime
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.reference import plain
from tests.reference.committed import ORDER, Choice, Commitment, Day, Part, every, selected
from tests.reference.money import UNSTATED

Rows = list[dict[str, Any]]

ONE = datetime.timedelta(days=1)


def commitment_choices(data: Path, *, package: str) -> Rows:
    """See questions.commitment_choices."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for family in ("contracts", "decisions"):
        for each in every(data, package, family):
            counted[family, "programme", each.programme] += 1
            counted[family, "provider", each.provider] += 1
            counted[family, "funder", each.funder] += 1
    return [
        {"family": family, "field": name, "value": value, "commitments": number}
        for (family, name, value), number in sorted(counted.items())
    ]


def commitment_rows(
    data: Path,
    *,
    package: str,
    family: str,
    as_at: Day,
    programmes: Choice = None,
    providers: Choice = None,
    funders: Choice = None,
    states: Choice = None,
    text: str | None = None,
    ends_from: Day | None = None,
    ends_to: Day | None = None,
    limit: int = 25,
    offset: int = 0,
) -> Rows:
    """See questions.commitment_rows."""
    chosen = [
        each
        for each in selected(data, package, family, programmes, providers, funders, text)
        if each.state(as_at) in (states or ORDER)
        and (ends_from is None or (each.last is not None and each.last >= ends_from))
        and (ends_to is None or (each.last is not None and each.last <= ends_to))
    ]
    chosen.sort(
        key=lambda each: (
            ORDER.index(each.state(as_at)),
            each.programme,
            each.last or Day.max,
            each.first or Day.max,
            each.reference,
            each.service,
            each.provider,
            each.funder,
        )
    )
    return [
        {
            "reference": each.reference,
            "title": each.title,
            "service": each.service,
            "programme": each.programme,
            "provider": each.provider,
            "funder": each.funder,
            "instrument": each.instrument,
            "state": each.state(as_at),
            "first_day": each.first,
            "last_day": each.last,
            "extension_last_day": each.extension,
            "amount_gbp": each.amount,
            "still_to_run_gbp": each.after(as_at),
            "final_year_gbp": each.final_year(),
            "is_ceiling": each.ceiling,
            "lines": len(each.parts),
            "source_url": each.source_url,
            "file": each.parts[0].file,
            "line": min(part.line for part in each.parts),
        }
        for each in chosen[offset : offset + limit]
    ]


def known_sum(amounts: list[Decimal | None]) -> Decimal | None:
    """The sum of the amounts there are; None when there are none."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def commitment_summary(
    data: Path,
    *,
    package: str,
    family: str,
    as_at: Day,
    programmes: Choice = None,
    providers: Choice = None,
    funders: Choice = None,
    text: str | None = None,
) -> Rows:
    """See questions.commitment_summary."""
    states: dict[str, list[Commitment]] = defaultdict(list)
    for each in selected(data, package, family, programmes, providers, funders, text):
        states[each.state(as_at)].append(each)
    return [
        {
            "state": state,
            "commitments": len(found),
            "services": len({each.service for each in found}),
            "amount_gbp": sum((each.amount for each in found), Decimal(0)),
            "by_as_at_gbp": known_sum([each.by(as_at) for each in found]),
            "still_to_run_gbp": known_sum([each.after(as_at) for each in found]),
            "unplaced_gbp": sum(
                (
                    part.amount
                    for each in found
                    for part in each.parts
                    if not part.first or not part.last
                ),
                Decimal("0.00"),
            ),
            "ceilings": sum(each.ceiling for each in found),
            "ceiling_gbp": known_sum([each.amount for each in found if each.ceiling]),
            "extendable": sum(each.extension is not None for each in found),
            "last_day": max((each.last for each in found if each.last), default=None),
        }
        for state in ORDER
        if (found := states.get(state, []))
    ]


def commitment_years(
    data: Path,
    *,
    package: str,
    family: str,
    as_at: Day,
    first_year: str | None = None,
    programmes: Choice = None,
    providers: Choice = None,
    funders: Choice = None,
) -> Rows:
    """See questions.commitment_years."""
    cells: dict[str, list[tuple[Commitment, Part, Decimal, Decimal]]] = defaultdict(list)
    for each in selected(data, package, family, programmes, providers, funders):
        for part in each.parts:
            if not part.first or not part.last:
                continue
            due = part.by(as_at) or Decimal(0)
            passed = Decimal(0)
            for year, amount in plain.profile(part.amount, part.first, part.last).items():
                # Years fill up one after another until what is due by the day is used up.
                before = min(max(due - passed, Decimal(0)), amount)
                cells[year].append((each, part, amount, before))
                passed += amount
    return [
        {
            "financial_year": year,
            "by_as_at_gbp": sum(before for *_, before in found),
            "still_to_run_gbp": sum(amount - before for *_, amount, before in found),
            "amount_gbp": sum(amount for *_, amount, _ in found),
            "ceiling_gbp": sum(
                (amount for _, part, amount, _ in found if part.ceiling), Decimal("0.00")
            ),
            "commitments": len({id(each) for each, *_ in found}),
            "services": len({each.service for each, *_ in found}),
        }
        for year, found in sorted(cells.items())
        if year >= (first_year or year)
    ]


def quarter_of(day: Day) -> Day:
    """The first day of a calendar quarter."""
    return Day(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def commitment_ends(
    data: Path,
    *,
    package: str,
    family: str,
    as_at: Day,
    programmes: Choice = None,
    providers: Choice = None,
    funders: Choice = None,
) -> Rows:
    """See questions.commitment_ends."""
    ending = [
        each
        for each in selected(data, package, family, programmes, providers, funders)
        if each.state(as_at) in ("running", "not_begun")
    ]
    latest: dict[str, Day] = {}
    for each in every(data, package, family):
        if each.last:
            latest[each.service] = max(each.last, latest.get(each.service, each.last))
    told: Rows = []
    quarter = quarter_of(as_at)
    final = max((quarter_of(each.last) for each in ending if each.last), default=Day.min)
    while quarter <= final:
        month = quarter.month + 2
        end = Day(quarter.year, month, calendar.monthrange(quarter.year, month)[1])
        here = [each for each in ending if each.last and quarter <= each.last <= end]
        march = [each for each in here if each.last and (each.last.month, each.last.day) == (3, 31)]
        told.append(
            {
                "quarter_start": quarter,
                "quarter_end": end,
                "commitments": len(here),
                "services": len({each.service for each in here}),
                "services_without_later": alone(here, latest, end),
                "final_year_gbp": known_sum([each.final_year() for each in here]),
                "ceilings": sum(each.ceiling for each in here),
                "extendable": sum(each.extension is not None for each in here),
                "march_services": len({each.service for each in march}),
                "march_without_later": alone(march, latest, end),
                "march_gbp": known_sum([each.final_year() for each in march]),
                "services_ahead": len({each.service for each in ending}),
            }
        )
        quarter = end + ONE
    return told


def alone(found: list[Commitment], latest: dict[str, Day], end: Day) -> int:
    """Services of which nothing found ends after a day."""
    return len({each.service for each in found if latest[each.service] <= end})


def funder_exposure(
    data: Path,
    *,
    package: str,
    family: str,
    as_at: Day,
    programmes: Choice = None,
    providers: Choice = None,
    funders: Choice = None,
) -> Rows:
    """See questions.funder_exposure."""
    paying: dict[str, set[str]] = defaultdict(set)
    for each in every(data, package, family):
        if each.state(as_at) == "running":
            paying[each.service].add(each.funder)
    held: dict[str, list[Commitment]] = defaultdict(list)
    for each in selected(data, package, family, programmes, providers, funders):
        if each.state(as_at) == "running":
            held[each.funder].append(each)
    told = []
    for funder, found in held.items():
        services = {each.service for each in found}
        stated = funder != UNSTATED
        told.append(
            {
                "funder": funder,
                "services": len(services),
                "services_alone": (
                    sum(paying[service] == {funder} for service in services) if stated else None
                ),
                "services_unclear": (
                    sum(paying[service] == {funder, UNSTATED} for service in services)
                    if stated
                    else None
                ),
                "commitments": len(found),
                "still_to_run_gbp": known_sum([each.after(as_at) for each in found]),
                "ceilings": sum(each.ceiling for each in found),
                "last_day": max(each.last for each in found if each.last),
            }
        )
    return sorted(told, key=lambda row: (-row["still_to_run_gbp"], row["funder"]))
