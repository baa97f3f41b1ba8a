"""Data packages: what a folder's ``datapackage.json`` says of its extracts.

A package is a Frictionless Data Package (https://specs.frictionlessdata.io/data-package/) whose
resources follow the canonical Table Schemas in ``queries/sources/<resource>.schema.json``. A
package may narrow a schema (its own list of programmes) and may leave a resource out; keys, types
and rules are the canonical schema's whatever its descriptor says.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
    except (AttributeError, KeyError, TypeError) as error:
        raise PackageFault(
            file, "a Table Schema with fields (name, type, kind)", f"a schema without {error}"
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


def read_packages(data: Path) -> list[Package]:
    """The packages under a folder, in order of name.

    Raises PackageFault when there is none to show, or when a descriptor cannot be followed.
    """
    canonical = canonical_schemas()
    packages = [
        _read_package(path.parent, canonical) for path in sorted(data.glob("*/datapackage.json"))
    ]
    if all(package.kind == "reference" for package in packages):
        raise PackageFault(
            str(data), f"a folder of data packages, one of kind {' or '.join(PACKAGE_KINDS[:2])}"
        )
    defaults = [package.name for package in packages if package.about.get("default") is True]
    if len(defaults) > 1:
        raise PackageFault(
            f"{defaults[1]}/datapackage.json",
            "one default package among all",
            f"a second, after {defaults[0]}",
            field="commissioning.default",
        )
    return packages


def _read_package(directory: Path, canonical: Mapping[str, Schema]) -> Package:
    label = f"{directory.name}/datapackage.json"
    try:
        descriptor = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise PackageFault(label, "valid JSON", error.msg, line=error.lineno) from error
    except UnicodeDecodeError as error:
        raise PackageFault(label, "UTF-8 text", "bytes that are not UTF-8") from error
    if not isinstance(descriptor, dict):
        raise PackageFault(label, "a JSON object", "something else")
    about = _about(descriptor, label)
    licence = _titles(descriptor.get("licenses", []))
    publisher = _titles(descriptor.get("contributors", []))
    entries = descriptor.get("resources", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PackageFault(label, "a list of JSON objects", "something else", field="resources")
    names = [entry.get("name", "") for entry in entries]
    for position, name in enumerate(names):
        if name not in canonical or name in names[:position]:
            raise PackageFault(
                label,
                f"each at most once of {', '.join(sorted(canonical))}",
                f"resource '{name}'",
                field="resources",
            )
    return Package(
        name=directory.name,
        directory=directory,
        title=str(descriptor.get("title", directory.name)),
        description=str(descriptor.get("description", "")),
        kind=about["kind"],
        licence=licence,
        about=about,
        resources=tuple(
            _resource(entry, directory, label, canonical[entry["name"]], licence, publisher)
            for entry in entries
        ),
    )


def _about(descriptor: Mapping[str, Any], label: str) -> dict[str, Any]:
    """What a package says of itself to readers, with what the pages cannot do without."""
    about = descriptor.get("commissioning")
    if not isinstance(about, dict) or about.get("kind") not in PACKAGE_KINDS:
        raise PackageFault(
            label, f"a kind, one of {', '.join(PACKAGE_KINDS)}", field="commissioning.kind"
        )
    try:
        datetime.date.fromisoformat(str(about.get("as_at")))
    except ValueError:
        raise PackageFault(
            label,
            "the date its figures describe, such as 2026-03-31",
            f"'{about.get('as_at', '')}'",
            field="commissioning.as_at",
        ) from None
    body = about.get("body", {})
    if about["kind"] != "reference" and not (isinstance(body, dict) and body.get("name")):
        raise PackageFault(label, "the name of the body", field="commissioning.body.name")
    return about


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
    parts = stated if isinstance(stated, list) else [stated]
    # No part at all is as good as a part without a name.
    files = [PurePosixPath(str(part)) for part in parts or [""]]
    for where in files:
        if where.is_absolute() or ".." in where.parts or not where.name:
            raise PackageFault(
                label, "a file inside the package", f"path '{where}'", field=f"{name}.path"
            )
    kind = str(entry.get("format", files[0].suffix.removeprefix("."))).lower()
    if kind not in FORMATS:
        raise PackageFault(label, f"one of {', '.join(FORMATS)}", kind, field=f"{name}.format")
    schema = _narrowed(canonical, read_schema(entry.get("schema", {}), label), label, name)
    return Resource(
        name=name,
        files=tuple(ExtractFile(directory / where, f"{directory.name}/{where}") for where in files),
        title=str(entry.get("title", name)),
        description=str(entry.get("description", "")),
        format=kind,
        encoding=str(entry.get("encoding", "utf-8")),
        publisher=_titles(entry.get("sources", [])) or publisher,
        licence=_titles(entry.get("licenses", [])) or licence,
        schema=schema,
    )


def _narrowed(canonical: Schema, declared: Schema, label: str, name: str) -> Schema:
    """The canonical schema with the values and rules that a package adds to it."""
    theirs = [(field.name, field.kind) for field in declared.fields]
    ours = [(field.name, field.kind) for field in canonical.fields]
    if theirs != ours:
        missing = [f"{n} ({k})" for n, k in ours if (n, k) not in theirs]
        extra = [f"{n} ({k})" for n, k in theirs if (n, k) not in ours]
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
    fields = []
    for known, field in zip(canonical.fields, declared.fields, strict=True):
        strangers = sorted(set(field.allowed) - set(known.allowed))
        if known.allowed and strangers:
            raise PackageFault(
                label,
                f"no values besides {', '.join(known.allowed)}",
                ", ".join(strangers),
                field=f"{name}.{field.name}",
            )
        fields.append(
            replace(
                field,
                required=known.required or field.required,
                allowed=field.allowed or known.allowed,
                pattern=known.pattern or field.pattern,
                minimum=max(
                    (least for least in (known.minimum, field.minimum) if least is not None),
                    default=None,
                ),
                protective_marking=field.protective_marking or known.protective_marking,
            )
        )
    return replace(canonical, fields=tuple(fields))


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


def _titles(entries: object) -> str:
    """The titles of licences, sources or contributors, as one line of text."""
    listed = entries if isinstance(entries, list) else [entries]
    return "; ".join(
        str(entry.get("title") or entry.get("name") or "")
        if isinstance(entry, dict)
        else str(entry)
        for entry in listed
    )
