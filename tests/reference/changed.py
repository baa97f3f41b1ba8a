"""What changed since the earlier packages, and what was restated, in plain Python."""

import datetime
import hashlib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from commissioning.packages import canonical_schemas
from tests.earlier_data import earlier_data
from tests.reference import plain, series

Rows = list[dict[str, Any]]
Texts = dict[str, str | None]
FOUND_IN = {"published": "spend_totals", "paid": "spend_lines"}


def version(data: Path) -> str:
    """The version of the data of a folder of packages."""
    digest = hashlib.sha256()
    for package in plain.packages(data):
        resources = plain.descriptor(data, package)["resources"]
        names = ["datapackage.json", *(resource["path"] for resource in resources)]
        for name in sorted(names):
            content = (data / package / name).read_bytes()
            digest.update(f"{package}/{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def data_versions(data: Path) -> Rows:
    """See questions.data_versions; when each was built is for the test to know."""
    return [
        {"data_version": version(data), "is_current": True, "is_compared": False},
        {"data_version": version(earlier_data(data)), "is_current": False, "is_compared": True},
    ]


def figures(data: Path, package: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Every published total and series value by kind, identifier and year."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in plain.rows(data, package, "spend_totals"):
        found["total", row["total_id"], row["financial_year"]] = {
            "title": f"{row['organisation']}: {row['measure'].replace('_', ' ')}",
            "origin": "published",
            "basis": row["basis"],
            "family": None,
            "member": None,
            "extract": "spend_totals",
            "amount": Decimal(row["amount_gbp"]),
            "file": row["file"],
            "line": int(row["line"]),
        }
    known = series.catalogue(data, package)
    for series_id, points in series.points(data, package).items():
        of = known[series_id]
        for year, point in points.items():
            found["series", series_id, year] = {
                "title": of.title,
                "origin": "published" if of.family == "published" else "derived",
                "basis": of.basis,
                "family": of.family,
                "member": of.member,
                "extract": FOUND_IN.get(of.family, "decisions"),
                "amount": point.amount,
                "file": None,
                "line": None,
            }
    return found


def figure_changes(data: Path, *, package: str) -> Rows:
    """See questions.figure_changes."""
    return figures_between(earlier_data(data), data, package)


def figures_between(then: Path, now: Path, package: str) -> Rows:
    """The figures that differ between two folders of packages."""
    before, after = figures(then, package), figures(now, package)
    answer: Rows = []
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old and new and old["amount"] == new["amount"]:
            continue
        said = dict(new or old or {})
        del said["amount"]
        old_gbp, new_gbp = old and old["amount"], new and new["amount"]
        difference = None if old_gbp is None or new_gbp is None else new_gbp - old_gbp
        answer.append(
            dict(zip(("figure_kind", "figure_id", "financial_year"), key, strict=True))
            | {name: said[name] for name in list(said)[:6]}
            | {
                "change": "different" if old and new else "new" if new else "gone",
                "old_gbp": old_gbp,
                "new_gbp": new_gbp,
                "difference_gbp": difference,
                "difference_percent": None
                if difference is None or not old_gbp or old_gbp < 0
                else float(100 * Fraction(difference) / Fraction(old_gbp)),
                "file": said["file"],
                "line": said["line"],
            }
        )
    return sorted(
        answer,
        key=lambda row: (
            row["difference_gbp"] is None,
            -abs(row["difference_gbp"] or 0),
            -max(abs(row[name]) for name in ("old_gbp", "new_gbp") if row[name] is not None),
            row["figure_kind"],
            row["figure_id"],
            row["financial_year"],
        ),
    )


def records(data: Path, package: str) -> dict[tuple[str, str], tuple[Texts, str, int]]:
    """Every readable row under its extract and key: its values as text, its file and its line."""
    found = {}
    for resource, schema in canonical_schemas().items():
        for row in plain.rows(data, package, resource):
            values = {field.name: _text(field.kind, row[field.name]) for field in schema.fields}
            key = "/".join(str(values[name]) for name in schema.primary_key)
            found[resource, key] = (values, row["file"], int(row["line"]))
    return found


def _text(kind: str, written: str) -> str | None:
    written = written.strip()
    if not written:
        return None
    if kind == "money":
        return f"{Decimal(written.replace(',', '').replace('£', '')):.2f}"
    if kind == "number":
        return str(float(written.replace(",", "")))
    return written.lower() if kind == "yes_no_unknown" else written


def row_changes(data: Path, *, package: str, extract: str | None = None, limit: int = 200) -> Rows:
    """See questions.row_changes."""
    return rows_between(earlier_data(data), data, package, extract)[:limit]


def rows_between(then: Path, now: Path, package: str, extract: str | None = None) -> Rows:
    """The rows that differ between two folders of packages, a line a field."""
    before, after = records(then, package), records(now, package)
    answer: Rows = []
    for resource, key in before.keys() | after.keys():
        old, new = before.get((resource, key)), after.get((resource, key))
        if extract not in (None, resource) or (old and new and old[0] == new[0]):
            continue
        if old and new:
            change = "changed"
            entries = [
                (field, old[0][field], new[0][field])
                for field in old[0]
                if old[0][field] != new[0][field]
            ]
        else:
            change = "added" if new else "removed"
            entries = [(None, old and filled(old[0]), new and filled(new[0]))]
        answer.extend(
            {
                "resource": resource,
                "key": key,
                "change": change,
                "field": field,
                "old_text": before_text,
                "new_text": after_text,
                "file": new and new[1],
                "line": new and new[2],
                "earlier_file": old and old[1],
                "earlier_line": old and old[2],
            }
            for field, before_text, after_text in entries
        )
    return sorted(
        answer,
        key=lambda row: (
            row["resource"],
            row["change"],
            row["file"] or row["earlier_file"],
            row["line"] or row["earlier_line"],
            row["key"],
            row["field"] or "",
        ),
    )


def filled(values: Texts) -> str:
    """What a row says, blank fields left out."""
    return "; ".join(f"{name}: {text}" for name, text in values.items() if text is not None)


def row_change_counts(data: Path, *, package: str, extract: str | None = None) -> Rows:
    """See questions.row_change_counts."""
    keys: dict[tuple[str, str], list[str]] = {}
    for row in rows_between(earlier_data(data), data, package, extract):
        keys.setdefault((row["resource"], row["change"]), []).append(row["key"])
    return [
        {"resource": resource, "change": change, "rows": len(set(of)), "entries": len(of)}
        for (resource, change), of in sorted(keys.items())
    ]


def restatements(data: Path, *, package: str, figure_ids: list[str] | None = None) -> Rows:
    """See questions.restatements."""
    now = figures(data, package)
    rows = plain.rows(data, package, "restatements")
    latest: dict[tuple[str, str, str], tuple[str, str]] = {}
    for row in rows:
        key = (row["figure_kind"], row["figure_id"], row["financial_year"])
        latest[key] = max(latest.get(key, ("", "")), (row["announced_on"], row["restatement_id"]))
    answer: Rows = []
    for row in rows:
        key = (row["figure_kind"], row["figure_id"], row["financial_year"])
        if figure_ids and row["figure_id"] not in figure_ids:
            continue
        old, new = (Decimal(row[name]).quantize(Decimal("0.01")) for name in ("old_gbp", "new_gbp"))
        answer.append(
            {name: row[name] for name in ("restatement_id", "figure_kind", "figure_id")}
            | {
                "financial_year": row["financial_year"],
                "title": now[key]["title"] if key in now else None,
                "old_gbp": old,
                "new_gbp": new,
                "difference_gbp": new - old,
                "figure_gbp": now[key]["amount"] if key in now else None,
                "announced_on": datetime.date.fromisoformat(row["announced_on"]),
                "is_latest": latest[key] == (row["announced_on"], row["restatement_id"]),
                "reason": row["reason"],
                "source_title": row["source_title"],
                "source_url": row["source_url"] or None,
                "file": row["file"],
                "line": int(row["line"]),
            }
        )
    return sorted(answer, key=lambda row: (-row["announced_on"].toordinal(), row["restatement_id"]))


def restatement_is_the_figure(data: Path, package: str) -> list[tuple[str, int, str]]:
    """A latest restatement whose new amount is not what its figure is."""
    return [
        (
            row["file"],
            row["line"],
            f"{row['restatement_id']}: restated to {row['new_gbp']}, "
            + (f"the figure is {row['figure_gbp']:.2f}" if row["figure_gbp"] is not None
               else "there is no such figure"),
        )
        for row in restatements(data, package=package)
        if row["is_latest"] and row["new_gbp"] != row["figure_gbp"]
    ]  # fmt: skip
