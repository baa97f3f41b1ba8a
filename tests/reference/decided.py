"""What is asked of decisions, recomputed line by line."""

import datetime
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.reference import money, plain

Rows = list[dict[str, Any]]
Choice = list[str] | None

POLICE = "Operated by the police, not commissioned"
LEFT_OUT = {
    "no": "Not new money: already in another decision",
    "unknown": "Not stated whether it is new money",
}


def total(amounts: list[Decimal | None]) -> Decimal | None:
    """The sum of the amounts there are; None, not nothing, when there are none."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def references(lines: list[tuple[plain.Row, Decimal]]) -> int:
    """How many decisions the lines belong to."""
    return len({row["decision_ref"] for row, _ in lines})


def decisions_by_year(
    data: Path,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Choice = None,
    open_ended: str = "leave_out",
) -> Rows:
    """See questions.decisions_by_year."""
    cells = plain.found(plain.rows(data, package, "decisions"), "out", "programme", open_ended)
    return [
        {
            "financial_year": year,
            "programme": programme,
            "amount_gbp": sum(part for _, part in lines),
            "ceiling_gbp": sum(
                (part for row, part in lines if row["amount_basis"] == "approved_maximum"),
                Decimal(0),
            ),
            "lines": len(lines),
            "decisions": references(lines),
        }
        for (year, programme), lines in sorted(cells.items())
        if plain.within(year, first_year, last_year) and programme in (programmes or [programme])
    ]


def grants_received(
    data: Path,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    funders: Choice = None,
    open_ended: str = "leave_out",
) -> Rows:
    """See questions.grants_received."""
    cells = plain.found(plain.rows(data, package, "decisions"), "in", "funding_source", open_ended)
    return [
        {
            "financial_year": year,
            "funding_source": funder,
            "amount_gbp": sum(part for _, part in lines),
            "lines": len(lines),
            "decisions": references(lines),
        }
        for (year, funder), lines in sorted(cells.items())
        if plain.within(year, first_year, last_year) and funder in (funders or [funder])
    ]


def dating(row: plain.Row) -> str:
    """How much of a line's dates is known."""
    if row["financial_year"]:
        return "Year stated"
    if row["start_year"]:
        return "Period stated" if row["end_year"] else "Start only"
    return "No date"


def starts(row: plain.Row) -> datetime.date | None:
    """The first day a line is for."""
    start = row["financial_year"][:4] or row["start_year"]
    return datetime.date(int(start), 4, 1) if start else None


def reason(row: plain.Row) -> str | None:
    """Why a line is in no total."""
    if row["scope"] == "police_operated":
        return POLICE
    return LEFT_OUT.get(row["is_new_money"])


def selected(
    data: Path,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Choice = None,
    services: Choice = None,
    providers: Choice = None,
    funders: Choice = None,
    instruments: Choice = None,
    directions: Choice = None,
    amount_bases: Choice = None,
    datings: Choice = None,
    counting: str = "counted",
    open_ended: str = "leave_out",
    text: str | None = None,
) -> list[tuple[plain.Row, Decimal | None]]:
    """Lines under a reader's filters, each with its amount in the years asked for."""
    found: list[tuple[plain.Row, Decimal | None]] = []
    names = money.Names(data, package)
    for row in plain.rows(data, package, "decisions"):
        amount = total(
            [
                part
                for year, part in plain.placed(row, open_ended).items()
                if plain.within(year, first_year, last_year)
            ]
        )
        if (first_year or last_year) and amount is None:
            continue
        chosen = (
            (programmes, row["programme"]),
            (services, names.service(row["service"])),
            (providers, names.provider(row["provider"])),
            (funders, row["funding_source"] or "Not stated"),
            (instruments, row["instrument"]),
            (directions, row["direction"]),
            (amount_bases, row["amount_basis"]),
            (datings, dating(row)),
            ({"counted": [True], "left_out": [False]}.get(counting), plain.is_counted(row)),
        )
        if any(choice and value not in choice for choice, value in chosen):
            continue
        words = [row[name] for name in ("decision_ref", "title", "service", "provider", "note")]
        if text is None or text.lower() in " ".join(filter(None, words)).lower():
            found.append((row, amount))
    return found


def decision_rows(
    data: Path, *, order: str = "largest", limit: int = 50, offset: int = 0, **filters: Any
) -> Rows:
    """See questions.decision_rows."""

    def size(line: tuple[plain.Row, Decimal | None]) -> Decimal:
        row, amount = line
        return Decimal(row["amount_gbp"]) if amount is None else amount

    def days(line: tuple[plain.Row, Decimal | None]) -> int | None:
        first = starts(line[0])
        return first.toordinal() if first else None

    never = 10**9
    keys: dict[str, Any] = {
        "largest": lambda line: -size(line),
        "smallest": size,
        "newest": lambda line: -(days(line) or -never),
        "oldest": lambda line: days(line) or never,
        "service": lambda line: line[0]["service"].lower(),
        "provider": lambda line: (not line[0]["provider"], line[0]["provider"].lower()),
    }
    lines = sorted(selected(data, **filters), key=keys[order])
    return [
        {
            "decision_ref": row["decision_ref"],
            "decision_line": int(row["decision_line"]),
            "title": row["title"],
            "date_signed": plain.day(row["date_signed"]),
            "service": row["service"],
            "programme": row["programme"],
            "provider": row["provider"] or None,
            "funding_source": row["funding_source"] or None,
            "instrument": row["instrument"],
            "direction": row["direction"],
            "amount_basis": row["amount_basis"],
            "is_new_money": row["is_new_money"],
            "scope": row["scope"],
            "financial_year": row["financial_year"] or None,
            "start_year": plain.whole_number(row["start_year"]),
            "end_year": plain.whole_number(row["end_year"]),
            "dating": dating(row),
            "amount_gbp": Decimal(row["amount_gbp"]),
            "amount_in_years": amount,
            "counted": plain.is_counted(row),
            "reason_left_out": reason(row),
            "source_url": row["source_url"] or None,
            "note": row["note"] or None,
            "file": row["file"],
            "line": int(row["line"]),
        }
        for row, amount in lines[offset : offset + limit]
    ]


def decision_summary(data: Path, **filters: Any) -> Rows:
    """See questions.decision_summary."""
    found: Rows = []
    lines = selected(data, **filters)
    for direction in ("out", "in"):
        of = [line for line in lines if line[0]["direction"] == direction]
        if not of:
            continue
        counted = [line for line in of if plain.is_counted(line[0])]
        in_years = [line for line in counted if line[1] is not None]
        ceilings = [line for line in in_years if line[0]["amount_basis"] == "approved_maximum"]
        not_counted = [line for line in of if not plain.is_counted(line[0])]
        undated = [line for line in counted if dating(line[0]) == "No date"]
        unended = [line for line in counted if dating(line[0]) == "Start only"]

        of_years = filters.get("first_year") or filters.get("last_year")

        def awards(some: list[tuple[plain.Row, Decimal | None]]) -> Decimal | None:
            return total([Decimal(row["amount_gbp"]) for row, _ in some])

        found.append(
            {
                "direction": direction,
                "lines": len(of),
                "decisions": len({row["decision_ref"] for row, _ in of}),
                "amount_gbp": awards(of),
                "counted_lines": len(in_years),
                "amount_in_years": total([amount for _, amount in in_years]),
                "ceiling_lines": len(ceilings),
                "ceiling_gbp": total([amount for _, amount in ceilings]),
                "not_counted_lines": len(not_counted),
                "not_counted_gbp": total([amount for _, amount in not_counted])
                if of_years
                else awards(not_counted),
                "undated_lines": len(undated),
                "undated_gbp": awards(undated),
                "open_ended_lines": len(unended),
                "open_ended_gbp": awards(unended),
                "unlinked_lines": sum(1 for row, _ in of if not row["source_url"]),
            }
        )
    return found


def decision_choices(data: Path, *, package: str) -> Rows:
    """See questions.decision_choices."""
    names = money.Names(data, package)
    counts = Counter(
        entry
        for row in plain.rows(data, package, "decisions")
        for entry in {
            "programme": row["programme"],
            "service": names.service(row["service"]),
            "provider": names.provider(row["provider"]),
            "funder": row["funding_source"] or "Not stated",
            "instrument": row["instrument"],
            "amount_basis": row["amount_basis"],
        }.items()
    )
    return [
        {"field": field, "value": value, "lines": lines}
        for (field, value), lines in sorted(counts.items())
    ]


def headline_components(data: Path, package: str) -> list[tuple[plain.Row, plain.Row]]:
    """(series, total) for every total that is a part of a headline series."""
    totals = {row["total_id"]: row for row in plain.rows(data, package, "spend_totals")}
    headline = {
        row["series_id"]: row
        for row in plain.rows(data, package, "series")
        if row["headline"] == "yes"
    }
    pairs = [
        (headline[row["series_id"]], totals[row["total_id"]])
        for row in plain.rows(data, package, "series_points")
        if row["series_id"] in headline and row["role"] == "component"
    ]
    return sorted(
        pairs,
        key=lambda pair: (
            pair[1]["financial_year"], Decimal(pair[1]["amount_gbp"]), pair[1]["total_id"]
        ),
    )  # fmt: skip


def years_without_total(data: Path, *, package: str, as_at: datetime.date) -> Rows:
    """See questions.years_without_total."""
    known = {row["financial_year"] for _, row in headline_components(data, package)}
    if not known:
        return []
    found: dict[str, set[str]] = defaultdict(set)
    ended: set[str] = set()
    for row in plain.rows(data, package, "decisions"):
        ended |= {
            year
            for year in plain.placed(row, "start_year")
            if datetime.date(int(year[:4]) + 1, 3, 31) <= as_at
        }
        if row["direction"] == "out" and plain.is_counted(row):
            for year in plain.placed(row):
                found[year].add(row["decision_ref"])
    last = max(known | ended)
    years = [plain.label(start) for start in range(int(min(known)[:4]), int(last[:4]) + 1)]
    return [
        {"financial_year": year, "decisions": len(found[year])}
        for year in years
        if year not in known
    ]
