"""Data packages: what a folder's ``datapackage.json`` says of its extracts.

A package is a Frictionless Data Package (https://specs.frictionlessdata.io/data-package/) whose
resources follow the canonical Table Schemas in ``queries/sources/<resource>.schema.json``. A
package may narrow a schema (its own list of programmes) and may leave a resource out; it may not
drop or retype a field.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from commissioning.faults import PackageFault
from commissioning.settings import QUERIES

SOURCES = QUERIES / "sources"
FORMATS = ("csv", "parquet")
PACKAGE_KINDS = ("real", "illustrative", "reference")


@dataclass(frozen=True)
class Field:
    """One column of an extract. ``kind`` decides how its text is parsed."""

    name: str
    kind: str
    title: str
    description: str
    unit: str
    required: bool
    allowed: tuple[str, ...]
    pattern: str | None
    minimum: float | None
    protective_marking: str


@dataclass(frozen=True)
class ForeignKey:
    """Fields of a resource whose values must exist in another resource of the same package."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """The fields of an extract in header order, its primary key and its foreign keys."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


@dataclass(frozen=True)
class ExtractFile:
    """One file of an extract; ``label`` is its name with its package, as readers are shown it."""

    path: Path
    label: str


@dataclass(frozen=True)
class Resource:
    """One extract of a package, in one file or in several that follow each other."""

    name: str
    files: tuple["ExtractFile", ...]
    title: str
    description: str
    format: str
    encoding: str
    publisher: str
    licence: str
    schema: Schema


@dataclass(frozen=True)
class Package:
    """A folder of extracts with its descriptor."""

    name: str
    directory: Path
    title: str
    description: str
    kind: str
    licence: str
    about: Mapping[str, Any]
    resources: tuple[Resource, ...]


def read_schema(descriptor: Mapping[str, Any], file: str) -> Schema:
    """The schema in a Table Schema descriptor; ``file`` is named in a fault."""
    try:
        fields = tuple(_field(entry) for entry in descriptor["fields"])
        primary = descriptor.get("primaryKey", [])
        keys = tuple(
            ForeignKey(
                fields=_names(entry["fields"]),
                resource=entry["reference"]["resource"],
                reference_fields=_names(entry["reference"]["fields"]),
            )
            for entry in descriptor.get("foreignKeys", [])
        )
    except (KeyError, TypeError) as error:
        raise PackageFault(
            file, "a Table Schema with fields (name, type, kind)", f"no {error}"
        ) from error
    return Schema(fields=fields, primary_key=_names(primary), foreign_keys=keys)


def canonical_schemas() -> dict[str, Schema]:
    """Every extract the dashboard knows, by resource name."""
    return {
        path.name.removesuffix(".schema.json"): read_schema(
            json.loads(path.read_text(encoding="utf-8")), path.name
        )
        for path in sorted(SOURCES.glob("*.schema.json"))
    }


def find_packages(data: Path) -> list[Path]:
    """The folders under ``data`` that hold a ``datapackage.json``, in order of name."""
    return sorted(path.parent for path in data.glob("*/datapackage.json"))


def read_package(directory: Path, canonical: Mapping[str, Schema]) -> Package:
    """The package in a folder. Raises PackageFault when its descriptor cannot be followed."""
    label = f"{directory.name}/datapackage.json"
    try:
        descriptor = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise PackageFault(label, "valid JSON", error.msg, line=error.lineno) from error
    except UnicodeDecodeError as error:
        raise PackageFault(label, "UTF-8 text", "bytes that are not UTF-8") from error
    about = descriptor.get("commissioning")
    if not isinstance(about, dict) or about.get("kind") not in PACKAGE_KINDS:
        raise PackageFault(
            label, f"a kind, one of {', '.join(PACKAGE_KINDS)}", field="commissioning.kind"
        )
    licence = _licence(descriptor)
    resources = []
    for entry in descriptor.get("resources", []):
        name = entry.get("name", "")
        if name not in canonical:
            raise PackageFault(
                label,
                f"one of {', '.join(sorted(canonical))}",
                f"resource '{name}'",
                field="resources",
            )
        resources.append(
            _resource(entry, directory, label, canonical[name], licence, _publisher(descriptor))
        )
    return Package(
        name=directory.name,
        directory=directory,
        title=descriptor.get("title", directory.name),
        description=descriptor.get("description", ""),
        kind=about["kind"],
        licence=licence,
        about=about,
        resources=tuple(resources),
    )


def _resource(
    entry: Mapping[str, Any],
    directory: Path,
    label: str,
    canonical: Schema,
    licence: str,
    publisher: str,
) -> Resource:
    name = entry["name"]
    stated = entry.get("path", "")
    files = [PurePosixPath(part) for part in ([stated] if isinstance(stated, str) else stated)]
    for where in files:
        if where.is_absolute() or ".." in where.parts or not where.name:
            raise PackageFault(
                label, "a file inside the package", f"path '{where}'", field=f"{name}.path"
            )
    kind = str(entry.get("format", files[0].suffix.removeprefix("."))).lower()
    if kind not in FORMATS:
        raise PackageFault(label, f"one of {', '.join(FORMATS)}", kind, field=f"{name}.format")
    schema = read_schema(entry.get("schema", {}), label)
    _hold_to_canonical(schema, canonical, label, name)
    sources = entry.get("sources", [])
    return Resource(
        name=name,
        files=tuple(ExtractFile(directory / where, f"{directory.name}/{where}") for where in files),
        title=entry.get("title", name),
        description=entry.get("description", ""),
        format=kind,
        encoding=entry.get("encoding", "utf-8"),
        publisher="; ".join(source.get("title", "") for source in sources) or publisher,
        licence=_licence(entry) or licence,
        schema=schema,
    )


def _hold_to_canonical(schema: Schema, canonical: Schema, label: str, name: str) -> None:
    declared = [(field.name, field.kind) for field in schema.fields]
    expected = [(field.name, field.kind) for field in canonical.fields]
    if declared != expected:
        missing = [f"{n} ({k})" for n, k in expected if (n, k) not in declared]
        extra = [f"{n} ({k})" for n, k in declared if (n, k) not in expected]
        found = "; ".join(
            part
            for part in (
                f"lacks {', '.join(missing)}" if missing else "",
                f"adds {', '.join(extra)}" if extra else "",
            )
            if part
        )
        raise PackageFault(
            label,
            f"the fields that 'python -m commissioning schema {name}' prints, in that order",
            found or "another order of fields",
            field=f"{name}.schema",
        )
    for field, known in zip(schema.fields, canonical.fields, strict=True):
        strangers = set(field.allowed) - set(known.allowed)
        if known.allowed and (strangers or not field.allowed):
            raise PackageFault(
                label,
                f"no values besides {', '.join(known.allowed)}",
                ", ".join(sorted(strangers)) or "any value allowed",
                field=f"{name}.{field.name}",
            )


def _field(entry: Mapping[str, Any]) -> Field:
    constraints = entry.get("constraints", {})
    return Field(
        name=entry["name"],
        kind=entry["kind"],
        title=entry.get("title", entry["name"]),
        description=entry.get("description", ""),
        unit=entry.get("unit", ""),
        required=bool(constraints.get("required", False)),
        allowed=tuple(str(value) for value in constraints.get("enum", ())),
        pattern=constraints.get("pattern"),
        minimum=constraints.get("minimum"),
        protective_marking=entry.get("protectiveMarking", ""),
    )


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _licence(entry: Mapping[str, Any]) -> str:
    return "; ".join(
        licence.get("title", licence.get("name", "")) for licence in entry.get("licenses", [])
    )


def _publisher(entry: Mapping[str, Any]) -> str:
    return "; ".join(person.get("title", "") for person in entry.get("contributors", []))
