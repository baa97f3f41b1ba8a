"""One sheet of a file: what it is, and its rows put in the workspace under the names used here."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from commissioning.importing import headings
from commissioning.importing.headings import Match
from commissioning.importing.mapping import Mapping as SheetMapping
from commissioning.importing.reading import Sheet
from commissioning.importing.targets import COLUMNS, DATES, TARGETS
from commissioning.importing.targets import money_field as own_money
from commissioning.importing.workspace import Workspace
from commissioning.loading import literal

# A cell, or the first words of one, by which a row says it is a total.
TOTAL = r"(grand|sub|overall|report|page)?[ -]*totals?"
TOTAL_CELL = (
    rf"(?i)(^|\x1f)\s*{TOTAL}"
    r"( (for|of|amount|spend|paid|payments?|net|value|expenditure)\b[^\x1f]*)?"
    r"\s*[:=.-]*\s*(\x1f|$)"
)
MONTH_WORDS = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s'/-]*((?:20)?\d{2})\b",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def first_rows(workspace: Workspace, sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    """The first rows of a sheet, each with its line."""
    names = ", ".join(f"coalesce(c{number}, '')" for number in range(1, sheet.width + 1))
    found = workspace.connection.execute(
        f"SELECT line, {names} FROM {workspace.cells(sheet.cells)} "
        f"WHERE record <= {headings.ROWS_LOOKED_AT} ORDER BY record"
    ).fetchall()
    return [(int(row[0]), tuple(row[1:])) for row in found]


def shape(rows: Sequence[tuple[int, tuple[str, ...]]], width: int) -> str:
    """What a sheet without headings is known by: its width, and which columns hold numbers."""
    kinds = []
    for column in range(width):
        filled = [row[column].strip() for _, row in rows if row[column].strip()]
        digits = sum(bool(re.fullmatch(r"[-(£\d.,)/: ]+", cell)) for cell in filled)
        kinds.append("e" if not filled else "n" if 2 * digits > len(filled) else "t")
    return f"shape-{width}-{''.join(kinds)}"


def recognise(
    rows: Sequence[tuple[int, tuple[str, ...]]],
    width: int,
    mappings: Mapping[str, SheetMapping],
    given: Sequence[SheetMapping],
) -> tuple[Match | None, SheetMapping | None]:
    """What a sheet is, by a mapping given, one that the package keeps, or headings known.

    Returns the match and the mapping it rests on, None for either that there is not.
    """
    by_headings = {**mappings, **{one.fingerprint: one for one in given if one.headings}}
    for position, (_, row) in enumerate(rows):
        mapping = by_headings.get(headings.fingerprint(row))
        if mapping is not None and mapping.headings:
            return _mapped(mapping, position, row), mapping
    shaped = mappings.get(shape(rows, width))
    for mapping in (*given, shaped):
        if mapping is not None and (not mapping.headings or mapping in given):
            found = _by_position(mapping, rows)
            if found is not None:
                return found, mapping
    return headings.find([row for _, row in rows]), None


def _by_position(
    mapping: SheetMapping, rows: Sequence[tuple[int, tuple[str, ...]]]
) -> Match | None:
    """A mapping used on a sheet whose headings it does not know: by line, number or names."""
    line = mapping.options.heading_row
    position = -1
    if line:
        position = next((at for at, (number, _) in enumerate(rows) if number == line), -1)
    elif line is None:
        wanted = {headings.plain(name) for name in mapping.columns.values() if name[:1] != "#"}
        if wanted:
            position = next(
                (
                    at
                    for at, (_, row) in enumerate(rows)
                    if wanted <= {headings.plain(cell) for cell in row}
                ),
                -2,
            )
    if position == -2:
        return None
    match = _mapped(mapping, position, rows[position][1] if position >= 0 else ())
    if match.own or set(match.columns) == set(mapping.columns):
        return match
    return None


def _mapped(mapping: SheetMapping, position: int, row: Sequence[str]) -> Match:
    """The columns of a mapping at their places in a row of headings."""
    if mapping.target not in TARGETS:
        found = headings.find([row])
        if found is not None and found.own and found.target == mapping.target:
            return replace(found, row=position)
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        places.setdefault(headings.plain(cell), place)
    columns = {}
    for name, heading in mapping.columns.items():
        if heading.startswith("#") and heading[1:].isdigit():
            columns[name] = int(heading[1:]) - 1
        elif headings.plain(heading) in places:
            columns[name] = places[headings.plain(heading)]
    known = headings.find([row]) if not columns else None
    if known is not None and known.target == mapping.target:
        return replace(known, row=position)
    return Match(
        target=mapping.target,
        row=position,
        headings=tuple(row),
        columns=columns,
        standard=f"the mapping {mapping.name}",
        vat_basis=mapping.options.vat_basis or "unknown",
    )


def months_named(
    sheet_name: str, rows: Sequence[tuple[int, tuple[str, ...]]], heading: int
) -> frozenset[datetime.date]:
    """The months that a sheet's name or the lines above its headings name, as their first days."""
    said = [sheet_name, *(cell for _, row in rows[: max(heading, 0)] for cell in row)]
    found = set()
    for text in said:
        for month, year in MONTH_WORDS.findall(text):
            number = MONTHS.index(month[:3].lower()) + 1
            found.add(datetime.date(int(year) if len(year) == 4 else 2000 + int(year), number, 1))
    return frozenset(found)


def stage(workspace: Workspace, number: int, sheet: Sheet, match: Match) -> None:
    """Put the rows of a sheet into the workspace: those under its headings, and those above."""
    cells = [f"coalesce(c{place}, '')" for place in range(1, sheet.width + 1)]
    names = ["sheet", "record", "line", "filled", "is_heading", "says_total"]
    filled = " + ".join(f"(trim({cell}) <> '')::INTEGER" for cell in cells)
    whole = f"concat_ws(chr(31), {', '.join(cells)})"
    same = [
        f"lower(trim(c{place + 1})) = {literal(match.headings[place].strip().lower())}"
        for place in sorted(set(match.columns.values()))
        if match.row >= 0 and match.headings[place].strip()
    ]
    values = [
        str(number),
        "record",
        "line",
        filled,
        " AND ".join(same) or "false",
        f"contains(lower({whole}), 'total') AND regexp_matches({whole}, {literal(TOTAL_CELL)})",
    ]
    for column in COLUMNS:
        if column in match.columns:
            cell = f"c{match.columns[column] + 1}"
            names.append(f'"{column}"')
            values.append(f"plain_text({cell})" if column in DATES else f"nullif(trim({cell}), '')")
    source = workspace.cells(sheet.cells)
    workspace.connection.execute(
        f"INSERT INTO raw ({', '.join(names)}) SELECT {', '.join(values)} FROM {source} "
        f"WHERE record > {match.row + 1}"
    )
    workspace.connection.execute(
        f"INSERT INTO above SELECT {number}, record, line, CASE WHEN record <= {match.row} "
        f"THEN 'above the headings' ELSE 'the headings' END FROM {source} "
        f"WHERE record <= {match.row + 1}"
    )


def counted_apart(workspace: Workspace, sheet: Sheet, match: Match) -> tuple[int, Decimal]:
    """Rows and pounds of a sheet straight from its cells, to hold the account against."""
    money = own_money(match.target) if match.own else "amount"
    place = match.columns.get(money) if money else None
    pounds = "0"
    if place is not None:
        read = "parse_money" if match.own else "import_money"
        pounds = f"sum({read}(nullif(trim(c{place + 1}), ''))) FILTER (record > {match.row + 1})"
    cells = workspace.cells(sheet.cells)
    found = workspace.connection.execute(
        f"SELECT count(*), coalesce({pounds}, 0)::DECIMAL(38, 2) FROM {cells}"
    ).fetchone()
    return (int(found[0]), Decimal(found[1])) if found else (0, Decimal(0))
