"""What packages say of themselves, read from their descriptors with nothing but json."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commissioning.packages import SOURCES
from tests.reference import plain

Rows = list[dict[str, Any]]


def titles(entries: list[dict[str, str]]) -> str:
    """Titles of licences, sources or contributors in one line."""
    return "; ".join(entry["title"] for entry in entries)


def package_list(data: Path) -> Rows:
    """See questions.package_list."""
    answer: Rows = []
    for package in plain.packages(data):
        descriptor = plain.descriptor(data, package)
        about = descriptor["commissioning"]
        answer.append(
            {
                "package": package,
                "kind": about["kind"],
                "title": descriptor["title"],
                "body": about["body"]["name"],
                "short_name": about["body"]["short_name"],
                "area": about["body"]["area"],
                "as_at": about["as_at"],
                "is_default": about["default"],
            }
        )
    return sorted(answer, key=lambda row: (not row["is_default"], row["package"]))


def package_statement(data: Path, *, package: str) -> Rows:
    """See questions.package_statement."""
    descriptor = plain.descriptor(data, package)
    if not descriptor:
        return []

    def statements(about: dict[str, Any], above: str) -> Iterator[tuple[str, int, str]]:
        for key, value in about.items():
            if isinstance(value, dict):
                yield from statements(value, f"{above}{key}.")
            else:
                for position, entry in enumerate(value if isinstance(value, list) else [value]):
                    yield f"{above}{key}", position, str(entry)

    found = [
        ("title", 0, descriptor["title"]),
        ("description", 0, descriptor["description"]),
        ("licence", 0, titles(descriptor["licenses"])),
        *statements(descriptor["commissioning"], ""),
    ]
    return [
        {"key": key, "position": position, "value": value} for key, position, value in sorted(found)
    ]


def package_contents(data: Path, *, package: str | None = None) -> Rows:
    """See questions.package_contents."""
    answer: Rows = []
    for name in [package] if package else plain.packages(data):
        descriptor = plain.descriptor(data, name)
        for resource in sorted(descriptor.get("resources", []), key=lambda entry: entry["name"]):
            read = len(plain.every_row(data, name, resource["name"]))
            loaded = len(plain.rows(data, name, resource["name"]))
            sources = resource.get("sources") or descriptor["contributors"]
            answer.append(
                {
                    "package": name,
                    "kind": descriptor["commissioning"]["kind"],
                    "resource": resource["name"],
                    "title": resource["title"],
                    "description": resource["description"],
                    "path": f"{name}/{resource['path']}",
                    "rows_in": read,
                    "rows_loaded": loaded,
                    "rows_rejected": read - loaded,
                    "as_at": descriptor["commissioning"]["as_at"],
                    "publisher": titles(sources),
                    "licence": titles(resource.get("licenses") or descriptor["licenses"]),
                    "protective_marking": descriptor["commissioning"]["protective_marking"],
                }
            )
    return answer


def rejected_rows(data: Path, *, package: str | None = None) -> Rows:
    """See questions.rejected_rows: the two lines made to be rejected, and no other."""
    answer: Rows = []
    fields = {
        778: ("amount_gbp", "not pounds, such as 1,234.50 or (500.00)"),
        842: ("payment_date", "not a date, such as 2022-10-03 or 03/10/2022"),
    }
    for row in plain.every_row(data, "illustrative", "spend_lines"):
        line = int(row["line"])
        if (row["file"], line) in plain.MALFORMED and package in (None, "illustrative"):
            field, reason = fields[line]
            answer.append(
                {
                    "package": "illustrative",
                    "resource": "spend_lines",
                    "file": row["file"],
                    "line": line,
                    "field": field,
                    "value": row[field],
                    "reason": reason,
                }
            )
    return answer


def data_dictionary(data: Path, *, package: str | None = None) -> Rows:
    """See questions.data_dictionary."""
    answer: Rows = []
    for name in [package] if package else plain.packages(data):
        resources = plain.descriptor(data, name).get("resources", [])
        for resource in sorted(resources, key=lambda entry: entry["name"]):
            path = SOURCES / f"{resource['name']}.schema.json"
            canonical = json.loads(path.read_text(encoding="utf-8"))["fields"]
            for position, (field, ours) in enumerate(
                zip(resource["schema"]["fields"], canonical, strict=True), start=1
            ):
                theirs, rules = field.get("constraints", {}), ours.get("constraints", {})
                answer.append(
                    {
                        "package": name,
                        "resource": resource["name"],
                        "position": position,
                        "field": field["name"],
                        "title": field["title"],
                        "kind": field["kind"],
                        "unit": field.get("unit", ""),
                        "required": theirs.get("required", False) or rules.get("required", False),
                        "allowed_values": ", ".join(theirs.get("enum") or rules.get("enum", [])),
                        "protective_marking": field["protectiveMarking"],
                        "description": field["description"],
                    }
                )
    return answer
