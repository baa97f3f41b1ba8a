"""What a person said about a kind of sheet: a JSON file that is kept in the package and read again.

A mapping is found again by the headings of a sheet, or by the shape of one that has none. It is
small and in order of name, so that a change to it is seen in a review.
"""

import datetime
import json
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commissioning.importing import headings
from commissioning.importing.faults import MappingFault
from commissioning.importing.targets import COLUMNS, TARGETS, own_schemas

FOLDER = "mappings"
ORDERS = ("day_first", "month_first")
IDENTICAL = ("keep", "exclude")
VAT = ("net", "gross", "unknown")
# What stands in every row of the extract, where the file itself does not say.
CONSTANTS = ("funding_source", "instrument", "programme", "service", "area", "regime", "scope")
FROM_FILE = ("department", "service", "cost_centre", "category", "programme", "body", "title")


@dataclass(frozen=True)
class Options:
    """Choices that a file cannot settle by itself; blank ones are settled from evidence.

    ``date`` stands for a date column that is missing or whose dates were lost, as an ISO date.
    ``heading_row`` is the line of the headings, 0 where there are none.
    """

    date_order: str = ""
    date: str = ""
    vat_basis: str = ""
    identical_rows: str = ""
    heading_row: int | None = None


@dataclass(frozen=True)
class Mapping:
    """What the columns of a kind of sheet are, and what else was said of it.

    ``columns`` name the heading of each column, or its number as '#3' where there are no headings.
    ``service_from`` and ``programme_from`` name the column whose own words are taken as they are;
    where they are blank the package's table of services decides.
    """

    name: str
    target: str
    headings: tuple[str, ...] = ()
    columns: Map[str, str] = field(default_factory=dict)
    options: Options = Options()
    constants: Map[str, str] = field(default_factory=dict)
    service_from: str = ""
    programme_from: str = ""
    shape: str = ""

    @property
    def fingerprint(self) -> str:
        """What a sheet of this kind is known by again."""
        return headings.fingerprint(self.headings) if self.headings else self.shape

    def text(self) -> str:
        """The mapping as its file holds it."""
        written: dict[str, Any] = {
            "target": self.target,
            "headings": list(self.headings),
            "shape": self.shape,
            "columns": dict(sorted(self.columns.items())),
            "options": {
                name: value for name, value in vars(self.options).items() if value not in ("", None)
            },
            "constants": dict(sorted(self.constants.items())),
            "service_from": self.service_from,
            "programme_from": self.programme_from,
        }
        return json.dumps(written, indent=2, ensure_ascii=False) + "\n"


def read(path: Path) -> Mapping:
    """The mapping in a file. Raises MappingFault, which says what is wrong with it and where."""
    try:
        return parsed(path.read_text(encoding="utf-8"), path.stem)
    except OSError as error:
        raise MappingFault(path.name, f"it cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise MappingFault(path.name, "it is not UTF-8 text") from None


def parsed(text: str, name: str) -> Mapping:
    """The mapping that a text holds. Raises MappingFault."""
    try:
        said = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise MappingFault(name, f"it is not JSON: {error}") from None
    if not isinstance(said, dict):
        raise MappingFault(name, "it is not a JSON object")
    strangers = sorted(set(said) - set(Mapping.__dataclass_fields__) | (set(said) & {"name"}))
    if strangers:
        raise MappingFault(name, f"'{strangers[0]}' is not a part of a mapping")
    options = _texts(said.get("options", {}), name, "options")
    line = options.pop("heading_row", None)
    if set(options) - set(Options.__dataclass_fields__):
        raise MappingFault(name, f"'{min(options)}' is not among the options of a mapping")
    try:
        row = None if line is None else int(line)
    except ValueError:
        raise MappingFault(name, f"heading_row '{line}' is not a line number") from None
    mapping = Mapping(
        name=name,
        target=str(said.get("target", "")),
        headings=tuple(str(heading) for heading in _listed(said.get("headings", []), name)),
        columns=_texts(said.get("columns", {}), name, "columns"),
        options=Options(**options, heading_row=row),
        constants=_texts(said.get("constants", {}), name, "constants"),
        service_from=str(said.get("service_from", "")),
        programme_from=str(said.get("programme_from", "")),
        shape=str(said.get("shape", "")),
    )
    _hold(mapping)
    return mapping


def saved(package: Path | None) -> dict[str, Mapping]:
    """The mappings a package keeps, by the fingerprint of what they are for."""
    if package is None:
        return {}
    kept = [read(path) for path in sorted((package / FOLDER).glob("*.json"))]
    return {mapping.fingerprint: mapping for mapping in kept}


def _hold(mapping: Mapping) -> None:
    """Raise MappingFault for a value that no mapping may have."""

    def among(what: str, value: str, allowed: Sequence[str]) -> None:
        if value and value not in allowed:
            raise MappingFault(mapping.name, f"{what} '{value}' is not one of {', '.join(allowed)}")

    known = [*TARGETS, *own_schemas()]
    if mapping.target not in known:
        raise MappingFault(
            mapping.name, f"target '{mapping.target}' is not one of {', '.join(known)}"
        )
    if mapping.target in TARGETS:
        for column in mapping.columns:
            among("column", column, tuple(COLUMNS))
    among("date_order", mapping.options.date_order, ORDERS)
    among("vat_basis", mapping.options.vat_basis, VAT)
    among("identical_rows", mapping.options.identical_rows, IDENTICAL)
    among("service_from", mapping.service_from, FROM_FILE)
    among("programme_from", mapping.programme_from, FROM_FILE)
    for constant in mapping.constants:
        among("constant", constant, CONSTANTS)
    if mapping.options.date:
        _iso(mapping.options.date, mapping.name)


def _iso(text: str, name: str) -> None:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        raise MappingFault(name, f"date '{text}' is not an ISO date, such as 2024-03-31") from None


def _texts(value: object, name: str, what: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise MappingFault(name, f"'{what}' is not a JSON object")
    return {str(key): str(entry) for key, entry in value.items()}


def _listed(value: object, name: str) -> list[object]:
    if not isinstance(value, list):
        raise MappingFault(name, "'headings' is not a list")
    return value
