"""What a package holds already: its descriptor, its imports so far and the rows they made."""

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commissioning.importing.faults import MappingFault, NotAccepted
from commissioning.importing.mapping import FOLDER
from commissioning.importing.workspace import Workspace
from commissioning.loading import literal

DESCRIPTOR = "datapackage.json"
SERVICES = "services.csv"
SERVICE_COLUMNS = ("field", "value", "service", "programme")
SERVICE_FIELDS = ("cost_centre", "service", "category", "department", "supplier")


@dataclass(frozen=True)
class Kept:
    """A package as it was when a plan was made; ``digest`` is of its descriptor's bytes."""

    folder: Path
    descriptor: dict[str, Any]
    digest: str

    @property
    def imported(self) -> dict[str, str]:
        """The files imported before: SHA-256 to name."""
        listed = self.descriptor.get("commissioning", {}).get("imports", [])
        return {entry["sha256"]: entry["file"] for entry in listed if isinstance(entry, dict)}

    def resource(self, name: str) -> dict[str, Any] | None:
        """The descriptor of one extract, None where the package has none."""
        listed = self.descriptor.get("resources", [])
        return next((entry for entry in listed if entry.get("name") == name), None)


def read(folder: Path | None) -> Kept | None:
    """The package in a folder; None without one. Raises NotAccepted when it cannot be followed."""
    if folder is None or not (folder / DESCRIPTOR).is_file():
        return None
    content = (folder / DESCRIPTOR).read_bytes()
    try:
        descriptor = json.loads(content)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise NotAccepted(f"{folder.name}/{DESCRIPTOR} is not JSON: {error}") from None
    if not isinstance(descriptor, dict):
        raise NotAccepted(f"{folder.name}/{DESCRIPTOR} is not a JSON object")
    return Kept(folder, descriptor, hashlib.sha256(content).hexdigest())


def paths(kept: Kept, resource: str) -> list[Path]:
    """The files of an extract of the package."""
    entry = kept.resource(resource)
    if entry is None:
        return []
    stated = entry.get("path", [])
    return [kept.folder / part for part in (stated if isinstance(stated, list) else [stated])]


def load(workspace: Workspace, kept: Kept | None) -> None:
    """Put what is compared with later into the workspace: the rows imported before."""
    if kept is None:
        return
    for resource, column, number in (
        ("spend_lines", "line_id", None),
        ("contracts", "contract_id", None),
        ("decisions", "decision_ref", "decision_line"),
    ):
        for path in paths(kept, resource):
            if path.is_file():
                _load_one(workspace, path, resource, column, number)


def source(path: Path) -> str:
    """The rows of a package's own file as text, as a table in SQL."""
    if path.suffix == ".parquet":
        return f"read_parquet({literal(str(path))})"
    return (
        f"read_csv({literal(str(path))}, header=true, all_varchar=true, "
        "delim=',', quote='\"', escape='\"', strict_mode=false, null_padding=true)"
    )


def _load_one(
    workspace: Workspace, path: Path, resource: str, column: str, number: str | None
) -> None:
    rows = source(path)
    where = "line_id" if resource == "spend_lines" else "note"
    named = "contract|grant" if resource != "spend_lines" else ""
    pattern = f"(?:^|{named} )([0-9a-f]{{20}})-(\\d+)" if named else r"^([0-9a-f]{20})-(\d+)$"
    workspace.connection.execute(
        f"INSERT INTO kept_line SELECT regexp_extract({where}, $pattern, 1) AS content, count(*), "
        f"max(TRY_CAST(regexp_extract({where}, $pattern, 2) AS BIGINT)) FROM {rows} "
        f"WHERE regexp_matches({where}, $pattern) GROUP BY content",
        {"pattern": pattern},
    )
    counted = f"max(TRY_CAST({number} AS BIGINT))" if number else "count(*)"
    if resource != "spend_lines":
        workspace.connection.execute(
            f"INSERT INTO kept_reference SELECT {literal(resource)}, {column}, {counted} "
            f"FROM {rows} GROUP BY {column}"
        )
    if resource != "decisions":
        workspace.connection.execute(
            "INSERT INTO known_service SELECT service, min(service_id) "
            f"FROM {rows} WHERE service IS NOT NULL AND service_id IS NOT NULL "
            "AND service NOT IN (SELECT service FROM known_service) GROUP BY service"
        )


def services(folder: Path | None) -> list[tuple[str, str, str, str | None]]:
    """The table of services of a package: column, value as compared, service and programme.

    Raises MappingFault for a line that is not one.
    """
    path = folder / FOLDER / SERVICES if folder else None
    if path is None or not path.is_file():
        return []
    rows: dict[tuple[str, str], tuple[str, str, str, str | None]] = {}
    with path.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.DictReader(text)
        if tuple(reader.fieldnames or ()) != SERVICE_COLUMNS:
            raise MappingFault(SERVICES, f"its header is not {','.join(SERVICE_COLUMNS)}")
        for number, row in enumerate(reader, start=2):
            if row["field"] not in SERVICE_FIELDS:
                raise MappingFault(
                    SERVICES,
                    f"line {number}: '{row['field']}' is not one of {', '.join(SERVICE_FIELDS)}",
                )
            key = row["field"], (row["value"] or "").strip().lower()
            if key in rows:
                raise MappingFault(SERVICES, f"line {number}: '{row['value']}' is there twice")
            if row["service"]:
                rows[key] = (*key, row["service"].strip(), (row["programme"] or "").strip() or None)
    return list(rows.values())
