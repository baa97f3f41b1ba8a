"""Published totals, events and results, recomputed from the extracts."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.reference import money, plain
from tests.reference.decided import headline_components

Rows = list[dict[str, Any]]


def headline_totals(
    data: Path, *, package: str, first_year: str | None = None, last_year: str | None = None
) -> Rows:
    """See questions.headline_totals."""
    points = plain.rows(data, package, "series_points")
    return [
        {
            "financial_year": row["financial_year"],
            "series_id": series["series_id"],
            "title": series["title"],
            "definition": series["definition"],
            "basis": row["basis"],
            "amount_gbp": Decimal(row["amount_gbp"]),
            "precision": row["precision"],
            "total_id": row["total_id"],
            "source_title": row["source_title"],
            "source_paragraph": row["source_paragraph"] or None,
            "source_url": row["source_url"] or None,
            "source_date": row["source_date"] or None,
            "scope_note": row["scope_note"] or None,
            "corroborations": sum(
                1
                for point in points
                if (point["series_id"], point["financial_year"], point["role"])
                == (series["series_id"], row["financial_year"], "corroboration")
            ),
            "file": row["file"],
            "line": int(row["line"]),
        }
        for series, row in headline_components(data, package)
        if plain.within(row["financial_year"], first_year, last_year)
    ]


def source_record(
    data: Path, *, package: str, total_ids: list[str] | None = None, series_id: str | None = None
) -> Rows:
    """See questions.source_record."""
    titles = {row["series_id"]: row["title"] for row in plain.rows(data, package, "series")}
    answer: Rows = []
    for row in plain.rows(data, package, "spend_totals"):
        parts = [
            titles[point["series_id"]]
            + (" (corroborates)" if point["role"] == "corroboration" else "")
            for point in sorted(
                plain.rows(data, package, "series_points"), key=lambda point: point["series_id"]
            )
            if point["total_id"] == row["total_id"]
            and point["series_id"] == (series_id or point["series_id"])
        ]
        if (series_id and not parts) or (total_ids and row["total_id"] not in total_ids):
            continue
        answer.append(
            {
                "total_id": row["total_id"],
                "financial_year": row["financial_year"],
                "last_financial_year": row["last_financial_year"] or None,
                "organisation": row["organisation"],
                "measure": row["measure"],
                "amount_gbp": Decimal(row["amount_gbp"]),
                "basis": row["basis"],
                "precision": row["precision"],
                "scope_note": row["scope_note"] or None,
                "source_title": row["source_title"],
                "source_paragraph": row["source_paragraph"] or None,
                "source_url": row["source_url"] or None,
                "source_date": row["source_date"] or None,
                "series": "; ".join(parts) or None,
                "file": row["file"],
                "line": int(row["line"]),
            }
        )
    return answer


def events(
    data: Path, *, package: str, first_year: str | None = None, last_year: str | None = None
) -> Rows:
    """See questions.events."""
    precisions = {4: "year", 7: "month", 10: "day"}
    answer: Rows = []
    for row in plain.rows(data, package, "timeline"):
        # No financial year ends within a month, so the 28th stands for a month's last day.
        ends = {4: ("-01-01", "-12-31"), 7: ("-01", "-28"), 10: ("", "")}[len(row["date"])]
        days = (datetime.date.fromisoformat(row["date"] + end) for end in ends)
        earliest, latest = (next(iter(plain.days_by_year(day, day))) for day in days)
        if latest < (first_year or latest) or earliest > (last_year or earliest):
            continue
        answer.append(
            {
                "event_id": row["event_id"],
                "date": row["date"],
                "date_precision": precisions[len(row["date"])],
                "financial_year": earliest if earliest == latest else None,
                "event": row["event"],
                "kind": row["kind"],
                "headline": row["headline"] == "yes",
                "source_url": row["source_url"] or None,
            }
        )
    return sorted(answer, key=lambda row: (row["date"], row["event_id"]))


def outcome_results(data: Path, package: str) -> Rows:
    """Every result with the target that held at the start of its period: the built table's rows."""
    answer: Rows = []
    names = money.Names(data, package)
    published = plain.rows(data, package, "outcomes")
    first_of: dict[tuple[str, ...], str] = {}
    names_of = ("organisation", "service", "programme", "indicator", "unit", "cohort")

    def line_of(row: plain.Row) -> tuple[str, ...]:
        """What results of one line share; the provider too, where two report one period."""
        same = tuple(row[name] for name in names_of)
        alike = [other for other in published if tuple(other[name] for name in names_of) == same]
        together = {(r["period_start"], r["period_end"], r["provider"]) for r in alike}
        apart = len(together) > len({period[:2] for period in together})
        return (*same, row["provider"] if apart else "")

    for row in sorted(published, key=lambda row: row["outcome_id"]):
        first_of.setdefault(line_of(row), row["outcome_id"])
    for row in published:
        target, actual = plain.number(row["target"]), plain.number(row["actual"])
        answer.append(
            {
                "outcome_id": row["outcome_id"],
                "series_id": first_of[line_of(row)],
                "reported_by": row["reported_by"],
                "organisation": row["organisation"] or None,
                "service_id": None,
                "service": names.service(row["service"]),
                "per": None,
                "definition": None,
                "definition_version": 1,
                "dimension": "all",
                "cohort": row["cohort"] or "All",
                "target": target,
                "target_set_on": None,
                "target_set_by": None,
                "actual": actual,
                "status": "returned"
                if actual is not None
                else None
                if target is None
                else "not_returned",
                "returned_on": None,
                "date_basis": row["date_basis"],
                "source_title": row["source_title"] or None,
                "source_url": row["source_url"] or None,
                "note": row["note"] or None,
                **_described(row, row),
                "provider": row["provider"] or None,
            }
        )
    indicators = {
        (row["indicator_id"], row["definition_version"]): row
        for row in plain.rows(data, package, "indicators")
    }
    targets = plain.rows(data, package, "indicator_targets")
    for row in plain.rows(data, package, "indicator_returns"):
        held = [
            target
            for target in targets
            if target["indicator_id"] == row["indicator_id"]
            and target["valid_from"] <= row["period_start"]
        ]
        held.sort(key=lambda target: target["valid_from"])
        target = held[-1] if held else {"target": "", "set_on": "", "set_by": ""}
        indicator = indicators[row["indicator_id"], row["definition_version"]]
        named = ("indicator_id", "period_start", "period_end", "dimension", "cohort")
        answer.append(
            {
                "outcome_id": "/".join(row[name] for name in named),
                "series_id": row["indicator_id"],
                "reported_by": "own",
                "organisation": row["provider"] or None,
                "service_id": indicator["service_id"],
                "service": names.service(indicator["service"], indicator["service_id"]),
                "per": int(indicator["per"]) if indicator["per"] else None,
                "definition": indicator["definition"],
                "definition_version": int(row["definition_version"]),
                "dimension": row["dimension"],
                "cohort": row["cohort"],
                "target": plain.number(target["target"]),
                "target_set_on": plain.day(target["set_on"]),
                "target_set_by": target["set_by"] or None,
                "actual": plain.number(row["actual"]),
                "status": row["status"],
                "returned_on": plain.day(row["returned_on"]),
                "date_basis": "published",
                "source_title": None,
                "source_url": None,
                "note": None,
                **_described(row, indicator),
                "provider": row["provider"] or None,
            }
        )
    return answer


def _described(row: plain.Row, indicator: plain.Row) -> dict[str, Any]:
    return {
        "package": row["file"].partition("/")[0],
        "file": row["file"],
        "line": int(row["line"]),
        "programme": indicator["programme"],
        "service_as_filed": indicator["service"] or None,
        "indicator": indicator["indicator"],
        "indicator_kind": indicator["indicator_kind"],
        "unit": indicator["unit"],
        "accumulation": indicator["accumulation"] or None,
        "period_start": plain.day(row["period_start"]),
        "period_end": plain.day(row["period_end"]),
        "numerator": plain.number(row["numerator"]),
        "denominator": plain.number(row["denominator"]),
        "better": indicator["better"],
    }


def outcome_coverage(data: Path, *, package: str) -> Rows:
    """See questions.outcome_coverage."""
    every = outcome_results(data, package)
    answer: Rows = []
    for reported_by in ("own", "comparator"):
        of = [
            row for row in every if row["reported_by"] == reported_by and row["dimension"] == "all"
        ]
        pairs = [(row["target"] is not None, row["actual"] is not None) for row in of]
        if of:
            answer.append(
                {
                    "reported_by": reported_by,
                    "results": len(of),
                    "indicators": len(
                        {(row["organisation"], row["service"], row["indicator"]) for row in of}
                    ),
                    "services": len({row["service"] for row in of} - {None}),
                    "with_target": sum(target for target, _ in pairs),
                    "with_target_and_actual": pairs.count((True, True)),
                    "target_only": pairs.count((True, False)),
                    "actual_only": pairs.count((False, True)),
                    **{
                        status: sum(
                            1 for row in of if row["actual"] is None and row["status"] == status
                        )
                        for status in (
                            "not_returned",
                            "not_yet_due",
                            "not_applicable",
                            "suppressed",
                        )
                    },
                }
            )
    return answer


def price_bases(data: Path) -> Rows:
    """See questions.price_bases."""
    return [
        {
            "financial_year": row["financial_year"],
            "index": float(row["index"]),
            "status": row["status"],
            "publication_date": row["publication_date"],
            "source_url": row["source_url"],
        }
        for row in sorted(
            plain.rows(data, "reference", "gdp_deflator"), key=lambda row: row["financial_year"]
        )
    ]
