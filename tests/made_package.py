"""A package made for a test: the canonical schemas with whatever rows the test gives."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from commissioning.packages import SOURCES

ABOUT = {
    "kind": "real",
    "default": True,
    "as_at": "2026-03-31",
    "protective_marking": "OFFICIAL",
    "body": {"name": "Made Body", "short_name": "Made", "area": "Area", "area_code": "A1"},
}


def write_package(
    data: Path,
    name: str,
    extracts: Mapping[str, Iterable[Mapping[str, object]]],
    **about: object,
) -> Path:
    """Write a package of the given extracts under ``data`` and return its folder."""
    folder = data / name
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for resource, rows in extracts.items():
        schema = json.loads((SOURCES / f"{resource}.schema.json").read_text(encoding="utf-8"))
        fields = [field["name"] for field in schema["fields"]]
        with (folder / f"{resource}.csv").open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, fields, restval="")
            writer.writeheader()
            writer.writerows(rows)
        resources.append(
            {"name": resource, "path": f"{resource}.csv", "format": "csv", "schema": schema}
        )
    descriptor = {
        "name": name,
        "title": name,
        "resources": resources,
        "commissioning": {**ABOUT, **about},
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def decision(reference: str, amount: object, **values: object) -> dict[str, object]:
    """A counted decision line for 2021/22 unless told otherwise."""
    return {
        "decision_ref": reference,
        "decision_line": 1,
        "title": "Title",
        "service": "Service",
        "scope": "commissioned",
        "programme": "Programme",
        "instrument": "grant",
        "direction": "out",
        "financial_year": "2021/22",
        "amount_gbp": amount,
        "amount_basis": "approved",
        "is_new_money": "yes",
        "source_url": "https://example.org/decision",
        **values,
    }


def payment(line_id: str, date: str, amount: object, **values: object) -> dict[str, object]:
    """A payment of Programme A unless told otherwise."""
    return {
        "line_id": line_id,
        "payment_date": date,
        "service_id": "S1",
        "service": "Service",
        "programme": "A",
        "provider": "Provider",
        "funding_source": "Fund",
        "instrument": "contract",
        "basis": "paid",
        "direction": "out",
        "amount_gbp": amount,
        **values,
    }
