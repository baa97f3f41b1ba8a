"""The programme of improvement and the stages of services, from the extracts and day by day."""

import calendar
import datetime
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.reference import plain
from tests.reference.committed import Commitment, Day, every

Rows = list[dict[str, Any]]

MADE_BY = ("own", "scrutiny", "comparator")
LAST_DAYS = {4: "-12-31", 10: ""}


def improvement_items(data: Path, *, package: str) -> Rows:
    """See questions.improvement_items."""
    blank_or_text = ("date", "unit", "note", "not_printed")
    return [
        {
            **{name: row[name] for name in ("item_id", "kind", "item", "source_para")},
            **{name: row[name] or None for name in blank_or_text},
            "earliest": plain.day(f"{row['date']}-01-01"[:10]) if row["date"] else None,
            "latest": last_day_of(row["date"]),
            "value": plain.number(row["value"]),
            "stage": plain.whole_number(row["stage"]),
            "source_title": row["source_title"],
            "file": row["file"],
            "line": int(row["line"]),
        }
        for row in plain.rows(data, package, "improvement_programme")
    ]


def last_day_of(date: str) -> Day | None:
    """The last day that a date known to the day, month or year can be."""
    if not date:
        return None
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return Day(year, month, calendar.monthrange(year, month)[1])
    return plain.day(date + LAST_DAYS[len(date)])


def recommendations(data: Path, *, package: str) -> Rows:
    """See questions.recommendations."""
    found = [
        {
            **{
                name: row[name]
                for name in (
                    "recommendation_id", "made_by", "kind", "audit_title", "recommendation",
                    "priority", "status", "source_url", "file",
                )
            },
            "due": row["due"] or None,
            "note": row["note"] or None,
            "year": int(row["year"]),
            "response_found": {"yes": True, "no": False}.get(row["response_found"]),
            "line": int(row["line"]),
        }
        for row in plain.rows(data, package, "audit_recommendations")
    ]  # fmt: skip
    return sorted(found, key=lambda r: (MADE_BY.index(r["made_by"]), -r["year"], r["line"]))


def service_stages(data: Path, *, package: str, as_at: Day) -> Rows:
    """See questions.service_stages."""
    services: dict[str, list[tuple[str, Commitment]]] = defaultdict(list)
    for family in ("contracts", "decisions"):
        for each in every(data, package, family):
            services[each.service].append((family, each))
    told = [stage_of(service, found, as_at) for service, found in services.items()]
    return sorted(
        told,
        key=lambda row: (row["stage"] or 9, row["last_day"] or Day.max, row["service"]),
    )


def stage_of(service: str, found: list[tuple[str, Commitment]], as_at: Day) -> dict[str, Any]:
    """One service's stage, and the dates and the row that decide it."""
    states: dict[str, list[tuple[str, Commitment]]] = defaultdict(list)
    for family, each in found:
        states[state(each, as_at)].append((family, each))
    decided = next(name for name in ("running", "not_begun", "no_end", "ended", "no_date")
                   if name in states)  # fmt: skip

    def soonest(pair: tuple[str, Commitment]) -> tuple[Any, ...]:
        family, each = pair
        begins = (each.first or Day.max) if decided == "not_begun" else Day.min
        ends = -each.last.toordinal() if each.last else 1
        return begins, ends, family, each.parts[0].file, each.parts[0].line

    family, lead = min(states[decided], key=soonest)
    open_ended = any(each.first and not each.last for _, each in found)
    last = max((each.last for _, each in found if each.last), default=None)
    soon = last is not None and last <= half_a_year_after(as_at) and not open_ended
    stage = {"running": 1 if soon else 3, "not_begun": 2}.get(decided)
    return {
        "service": service,
        "programme": lead.programme,
        "stage": stage,
        "state": decided,
        "first_day": lead.first,
        "last_day": lead.last,
        "extension_last_day": lead.extension,
        "family": family,
        "reference": lead.reference,
        "commitments": len(found),
        "source_url": lead.source_url,
        "file": lead.parts[0].file,
        "line": lead.parts[0].line,
    }


def state(each: Commitment, as_at: Day) -> str:
    """Where a commitment stands on a day; what begins later has not begun, end or no end."""
    return "not_begun" if each.first and each.first > as_at else each.state(as_at)


def half_a_year_after(day: Day) -> Day:
    """The same day six months on, or the last day of a shorter month."""
    year, month = day.year + (day.month + 6 > 12), (day.month + 5) % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
