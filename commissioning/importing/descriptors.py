"""What a package's ``datapackage.json`` says after an import."""

import copy
import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from commissioning.packages import SOURCES

TITLES = {
    "spend_lines": "Payments",
    "contracts": "Contracts",
    "decisions": "Decisions and grants awarded",
    "indicator_returns": "KPI returns",
}
NOT_STATED = "Not stated"


def title(resource: str) -> str:
    """What an extract is called on screen."""
    return TITLES.get(resource, resource.replace("_", " ").capitalize())


def new_package(name: str, body: str, today: datetime.date) -> dict[str, Any]:
    """The descriptor of a package for a body that has none, without any extract."""
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": f"{body}: imported figures",
        "description": f"Figures of {body}, imported from its own extracts.",
        "resources": [],
        "commissioning": {
            "kind": "real",
            "default": False,
            "as_at": today.isoformat(),
            "protective_marking": "OFFICIAL",
            "producer": body,
            "status": "Imported as published; not an official statistic.",
            "body": {"name": body, "short_name": body, "area": "", "area_code": ""},
            "strengths": [],
            "limits": [],
            "known_gaps": [],
        },
    }


def after_import(
    descriptor: Mapping[str, Any],
    added: Mapping[str, str],
    values: Mapping[str, Mapping[str, Sequence[str]]],
    imports: Sequence[Mapping[str, Any]],
    as_at: str,
    today: datetime.date,
) -> dict[str, Any]:
    """The descriptor with files ``added`` to their extracts.

    ``values`` are, by extract and field, the values that the added rows hold: where the package
    lists what it allows, those it did not know are added to the list. ``as_at`` is the last day the
    added rows describe; an earlier one does not take the package back.
    """
    changed = copy.deepcopy(dict(descriptor))
    listed = changed.setdefault("resources", [])
    for resource, path in added.items():
        entry = next((one for one in listed if one.get("name") == resource), None)
        if entry is None:
            entry = new_resource(resource, path)
            listed.append(entry)
        else:
            stated = entry.get("path", [])
            entry["path"] = [*(stated if isinstance(stated, list) else [stated]), path]
        for field in entry["schema"]["fields"]:
            allowed = field.get("constraints", {}).get("enum")
            own = _canonical_enum(resource, field["name"])
            if allowed and not own:
                new = values.get(resource, {}).get(field["name"], ())
                allowed += [value for value in new if value and value not in allowed]
    about = changed["commissioning"]
    about["imports"] = [*about.get("imports", []), *imports]
    if not descriptor.get("resources") or as_at > str(about.get("as_at", "")):
        about["as_at"] = as_at or about["as_at"]
    about["last_update"] = today.isoformat()
    return changed


def new_resource(resource: str, path: str) -> dict[str, Any]:
    """An extract that a package did not have before, with the schema every package follows."""
    schema = json.loads((SOURCES / f"{resource}.schema.json").read_text(encoding="utf-8"))
    parquet = path.endswith(".parquet")
    return {
        "name": resource,
        "path": [path],
        "title": title(resource),
        "description": "Imported from extracts that were published elsewhere.",
        "profile": "tabular-data-resource",
        "format": "parquet" if parquet else "csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _canonical_enum(resource: str, name: str) -> bool:
    schema = json.loads((SOURCES / f"{resource}.schema.json").read_text(encoding="utf-8"))
    field = next(entry for entry in schema["fields"] if entry["name"] == name)
    return bool(field.get("constraints", {}).get("enum"))
