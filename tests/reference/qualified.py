"""How whole and how punctual the extracts are, recomputed row by row."""

import calendar
import datetime
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tests.reference import checked, plain, published
from tests.reference.decided import dating
from tests.reference.identified import says_nobody

Rows = list[dict[str, Any]]
Day = datetime.date


def _month(day: str) -> Day:
    return Day.fromisoformat(day).replace(day=1)


def _after(month: Day) -> Day:
    return (month + datetime.timedelta(days=31)).replace(day=1)


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def ledger_completeness(data: Path, *, package: str) -> Rows:
    """See questions.ledger_completeness."""
    months: dict[Day, list[plain.Row]] = defaultdict(list)
    for row in plain.rows(data, package, "spend_lines"):
        months[_month(row["payment_date"])].append(row)
    answer: Rows = []
    month = min(months, default=None)
    while month and month <= max(months):
        rows = months.get(month, [])
        hidden = [row for row in rows if says_nobody(row["provider"])]
        bare = [row for row in rows if not row["invoice_ref"]]
        lacking = len([row for row in rows if row in hidden or row in bare])
        answer.append(
            {
                "month": month,
                "lines": len(rows),
                "complete": len(rows) - lacking,
                "withheld": len(hidden),
                "without_invoice": len(bare),
                "complete_percent": _percent(len(rows) - lacking, len(rows)),
            }
        )
        month = _after(month)
    return answer


def return_completeness(data: Path, *, package: str) -> Rows:
    """See questions.return_completeness."""
    returns: dict[tuple[str, str, str], list[plain.Row]] = defaultdict(list)
    for row in plain.rows(data, package, "indicator_returns"):
        if row["status"] not in ("not_yet_due", "not_applicable"):
            returns[row["indicator_id"], row["period_start"], row["period_end"]].append(row)
    months: dict[Day, Counter[str]] = defaultdict(Counter)
    for (_, _, end), rows in returns.items():
        counted = months[_month(end)]
        counted["expected"] += 1
        if all(row["status"] == "not_returned" for row in rows):
            counted["not_returned"] += 1
            continue
        counted["came"] += 1
        came = max((row["returned_on"] for row in rows), default="")
        due = max((row["due_on"] for row in rows), default="")
        counted["day_unknown" if not (came and due) else "late" if came > due else "in_time"] += 1
    columns = ("expected", "came", "in_time", "late", "day_unknown", "not_returned")
    return [
        {
            "month": month,
            **{column: months[month][column] for column in columns},
            "came_percent": _percent(months[month]["came"], months[month]["expected"]),
        }
        for month in sorted(months)
    ]


def extract_checks(data: Path, *, package: str) -> Rows:
    """See questions.extract_checks."""
    answer: Rows = []
    for resource in plain.descriptor(data, package).get("resources", []):
        file = f"{package}/{resource['path']}"
        for name, (title, _, find) in checked.CHECKS.items():
            findings = len([found for found in find(data, package) if found[0] == file])
            if findings:
                answer.append(
                    {
                        "resource": resource["name"],
                        "check_name": name,
                        "title": title,
                        "findings": findings,
                    }
                )
    return sorted(answer, key=lambda row: (row["resource"], -row["findings"], row["check_name"]))


def _whole_decision(row: plain.Row) -> bool:
    named = row["direction"] == "in" or (row["provider"] and not says_nobody(row["provider"]))
    return bool(named) and dating(row) in ("Year stated", "Period stated")


def _measures(data: Path, package: str, resource: str) -> dict[str, Any]:
    """What is said of one kind of extract alone."""
    rows = plain.rows(data, package, resource)
    said: dict[str, Any] = {}
    if not rows:
        return said
    if resource == "spend_lines":
        months = ledger_completeness(data, package=package)
        last = months[-1]["month"]
        said["first_day"] = months[0]["month"]
        said["last_day"] = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        said["expected"] = len(rows)
        said["complete"] = sum(row["complete"] for row in months)
        said["months_without"] = len([row for row in months if not row["lines"]])
    elif resource == "indicator_returns":
        said["first_day"] = min(Day.fromisoformat(row["period_start"]) for row in rows)
        said["last_day"] = max(Day.fromisoformat(row["period_end"]) for row in rows)
        months = return_completeness(data, package=package)
        if months:
            said["expected"] = sum(row["expected"] for row in months)
            said["complete"] = sum(row["came"] for row in months)
            said["late"] = sum(row["late"] for row in months)
            said["day_unknown"] = sum(row["day_unknown"] for row in months)
    elif resource == "outcomes":
        filed = {row["outcome_id"] for row in rows}
        results = [r for r in published.outcome_results(data, package) if r["outcome_id"] in filed]
        said["first_day"] = min(r["period_start"] for r in results if r["period_start"])
        said["last_day"] = max(r["period_end"] for r in results if r["period_end"])
        with_target = [row for row in rows if row["target"]]
        said["expected"] = len(with_target)
        said["complete"] = len([row for row in with_target if row["actual"]])
    elif resource == "decisions":
        firsts, lasts = [], []
        for row in rows:
            year = row["financial_year"]
            if start := int(year[:4]) if year else plain.whole_number(row["start_year"]):
                firsts.append(Day(start, 4, 1))
            if end := int(year[:4]) + 1 if year else plain.whole_number(row["end_year"]):
                lasts.append(Day(end, 3, 31))
        said["first_day"], said["last_day"] = min(firsts, default=None), max(lasts, default=None)
        said["expected"] = len(rows)
        said["complete"] = len([row for row in rows if _whole_decision(row)])
    elif resource == "spend_totals":
        last_years = [row["last_financial_year"] or row["financial_year"] for row in rows]
        said["first_day"] = Day(min(int(row["financial_year"][:4]) for row in rows), 4, 1)
        said["last_day"] = Day(max(int(year[:4]) for year in last_years) + 1, 3, 31)
        said["expected"] = len(rows)
        said["complete"] = len([row for row in rows if row["source_url"]])
    elif resource == "contracts":
        said["first_day"] = min(Day.fromisoformat(row["start_date"]) for row in rows)
        ends = [row["extension_end_date"] or row["end_date"] for row in rows]
        said["last_day"] = max((Day.fromisoformat(end) for end in ends if end), default=None)
    return said


MEASURES = (
    "first_day", "last_day", "expected", "complete", "complete_percent", "months_without", "late",
    "day_unknown",
)  # fmt: skip


def extract_quality(data: Path, *, package: str) -> Rows:
    """See questions.extract_quality."""
    found = extract_checks(data, package=package)
    answer: Rows = []
    resources = plain.descriptor(data, package).get("resources", [])
    for resource in sorted(resources, key=lambda entry: entry["name"]):
        name = resource["name"]
        said = _measures(data, package, name)
        if "expected" in said:
            said["complete_percent"] = _percent(said["complete"], said["expected"])
        read, loaded = plain.every_row(data, package, name), plain.rows(data, package, name)
        of_extract = [row["findings"] for row in found if row["resource"] == name]
        answer.append(
            {
                "resource": name,
                "title": resource.get("title", name),
                "path": f"{package}/{resource['path']}",
                "rows_in": len(read),
                "rows_loaded": len(loaded),
                "rows_rejected": len(read) - len(loaded),
                **{measure: said.get(measure) for measure in MEASURES},
                "checks_failed": len(of_extract),
                "findings": sum(of_extract),
            }
        )
    return answer
