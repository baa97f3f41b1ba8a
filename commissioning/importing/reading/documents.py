"""JSON as tables: one for each array of records, under headings that are paths with slashes."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from commissioning.faults import Refusal
from commissioning.importing.reading.cells import Cells, counted
from commissioning.importing.reading.contract import Limits, Sheet
from commissioning.importing.reading.encodings import decide

T = TypeVar("T")
Record = dict[str, Any]
Row = tuple[int, dict[str, str]]
NAMES_SHOWN = 8


def read(
    path: Path, folder: Path, limits: Limits, progress: Callable[[int, int], None]
) -> list[Sheet]:
    """A sheet for each array of records. Raises Refusal when it is not JSON, or has no records."""
    encoding = decide(path)
    with path.open("rb") as data:
        data.seek(encoding.skip)
        text = data.read().decode(encoding.codec)
    size = path.stat().st_size
    notes = list(encoding.notes)
    try:
        tables = _put({}, _tables(_parsed(text, notes), notes, limits.depth))
    except RecursionError:
        raise Refusal(f"it is nested more than {limits.depth} deep") from None
    if len(tables) > limits.sheets:
        raise Refusal(f"it has more than {limits.sheets:,} arrays of records")
    sheets = []
    for number, (name, rows) in enumerate(tables.items(), start=1):
        headings = list(dict.fromkeys(path for _, row in rows for path in row))
        cells = Cells(folder / f"{number}.parquet", limits)
        cells.add(0, headings, sum(map(len, headings)))
        for line, row in rows:
            values = [row.get(heading, "") for heading in headings]
            cells.add(line, values, sum(map(len, row.values())))
        sheets.append(cells.sheet(name, "json", notes, encoding=encoding.codec))
        progress(size * number // len(tables), size)
    holding = [sheet for sheet in sheets if sheet.rows]
    if not holding:
        raise Refusal("it is JSON without records: an array of objects is what is read")
    return holding


def _parsed(text: str, notes: list[str]) -> Any:
    """The document; for JSON lines, an array of what is on them."""
    # Numbers stay as they are written, and a key given twice is not lost.
    decoder = json.JSONDecoder(
        parse_float=str,
        parse_int=str,
        parse_constant=str,
        object_pairs_hook=_object,
        strict=False,
    )
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        fault = error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    try:
        records = [decoder.decode(line) for _, line in lines[:2]]
        if len(records) < 2:
            raise fault
    except json.JSONDecodeError:
        raise Refusal(
            f"it is JSON that is damaged or cut short, at line {fault.lineno:,}: {fault.msg}"
        ) from None
    for number, line in lines[2:]:
        try:
            records.append(decoder.decode(line))
        except json.JSONDecodeError as error:
            raise Refusal(
                f"it is JSON lines, and line {number:,} is not JSON: {error.msg}"
            ) from None
    notes.append("read as JSON lines, a record on each")
    return records


def _object(pairs: list[tuple[str, Any]]) -> Record:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Refusal(f"it has an object in which “{twice[:100]}” is there twice")
    return found


def _tables(document: Any, notes: list[str], depth: int) -> Iterator[tuple[str, list[Row]]]:
    """Each array of records by its path, with the number of each record in its array."""
    if isinstance(document, dict) and _is_contracting(document):
        document = [document]
    outside: dict[str, str] = {}
    arrays = _put({}, _arrays(document, "", outside, depth))
    if not arrays and isinstance(document, dict) and document:
        arrays, outside = {"": [document]}, {}
    if outside:
        shown = ", ".join(list(outside)[:NAMES_SHOWN])
        more = f" and {len(outside) - NAMES_SHOWN} more" if len(outside) > NAMES_SHOWN else ""
        notes.append(f"what stands outside its records is not in a row: {shown}{more}")
    for name, records in arrays.items():
        if all(map(_is_contracting, records)):
            yield from _contracting(name, records, notes, depth)
        else:
            yield (
                name,
                [
                    (number, _put({}, _flat(record, "", depth)))
                    for number, record in enumerate(records, start=1)
                ],
            )


def _is_contracting(record: Record) -> bool:
    """Whether it is a release or a record of the Open Contracting Data Standard."""
    if isinstance(record.get("compiledRelease"), dict):
        return True
    releases = record.get("releases", [])
    return (
        "ocid" in record
        and isinstance(releases, list)
        and all(isinstance(release, dict) for release in releases)
    )


def _arrays(
    value: Any, path: str, outside: dict[str, str], depth: int
) -> Iterator[tuple[str, list[Record]]]:
    """The arrays of objects that are reached through objects alone; the rest goes ``outside``."""
    if depth < 0:
        raise RecursionError
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _arrays(inner, f"{path}/{key}" if path else key, outside, depth - 1)
    else:
        _put(outside, _flat(value, path, depth))


def _contracting(
    name: str, records: list[Record], notes: list[str], depth: int
) -> Iterator[tuple[str, list[Row]]]:
    """Releases of the Open Contracting Data Standard: a table of what each says of itself, and one
    for each array in them (awards, contracts, …), where that is repeated beside every element.
    """
    tables: dict[str, list[Row]] = {name: []}
    passed = 0
    for number, record in enumerate(records, start=1):
        releases = record.get("releases")
        behind = releases if isinstance(releases, list) else []
        compiled = record.get("compiledRelease")
        if isinstance(compiled, dict):
            passed += len(behind)
        for release in [compiled] if isinstance(compiled, dict) else behind or [record]:
            own: dict[str, str] = {}
            arrays = _put({}, _arrays(release, "", own, depth))
            tables[name].append((number, own))
            for path, elements in arrays.items():
                rows = tables.setdefault(f"{name}/{path}" if name else path, [])
                rows += [
                    (number, _put(dict(own), _flat(element, f"{path}/0", depth)))
                    for element in elements
                ]
    if passed:
        notes.append(
            f"the compiled release of each record was read, not the {counted(passed, 'release')} "
            "behind it"
        )
    yield from tables.items()


def _put(row: dict[str, T], pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """The row with more in it. Raises Refusal when a path is there already, as a key with a slash
    in it can make it: one of the two would be lost.
    """
    for path, value in pairs:
        if path in row:
            raise Refusal(f"it has two things at the path “{path[:100]}”")
        row[path] = value
    return row


def _flat(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """The text of every value below, with its path. Nothing is there for null and for what is
    empty.
    """
    if depth < 0:
        raise RecursionError
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}/{key}" if path else key, depth - 1)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _flat(inner, f"{path}/{number}" if path else str(number), depth - 1)
    elif isinstance(value, bool):
        yield path, "true" if value else "false"
    elif value is not None:
        if "\0" in value:
            raise Refusal("it has a NUL in a text")
        yield path, value
