"""Errors in the cells of workbooks (#N/A and the like), which the reader of values leaves blank."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from commissioning.faults import Refusal

Errors = dict[tuple[int, int], str]
BLOCK = 2**20
# A cell's formula, which stands before its value, has at most 8,192 characters.
OVERLAP = 2**16
CELL = re.compile(
    rb"""<(?:\w+:)?c\s([^<>]*\bt=["']e["'][^<>]*)>(?:<(?:\w+:)?f\b.*?)??<(?:\w+:)?v>([^<]*)<""",
    re.DOTALL,
)
# A formula, and then the end of its cell, where its result should stand.
UNRESOLVED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)</(?:\w+:)?c>")
PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
ERROR = f"{CALC}value-type"


def in_xlsx(path: Path) -> dict[str, Errors]:
    """By name of sheet, the error in each cell that has one, by row and column from 0."""
    with zipfile.ZipFile(path) as archive:
        links = {
            link.get("Id"): link.get("Target", "")
            for link in _tree(archive, "xl/_rels/workbook.xml.rels")
        }
        found = {}
        for sheet in _tree(archive, "xl/workbook.xml").iter():
            if sheet.tag.rpartition("}")[2] != "sheet":
                continue
            link = next((v for k, v in sheet.attrib.items() if k.rpartition("}")[2] == "id"), "")
            target = posixpath.normpath(posixpath.join("/xl", links.get(link, "")))[1:]
            if target in archive.namelist():
                with archive.open(target) as part:
                    found[sheet.get("name", "")] = dict(_cells(part))
        return found


def _tree(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    # Entities that multiply are stopped by expat itself, and by the limits of this process.
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 - in a child with limits


def _cells(part: IO[bytes]) -> Iterator[tuple[tuple[int, int], str]]:
    """Errors as they come; one near a seam of two blocks comes twice."""
    kept = b""
    while block := part.read(BLOCK):
        text = kept + block
        kept = text[-OVERLAP:]
        if UNRESOLVED.search(text):
            raise Refusal(
                "it has formulas whose results are not in it: open it in a spreadsheet program, "
                "save it and try again"
            )
        for attributes, error in CELL.findall(text):
            place = PLACE.search(attributes)
            if place is None:
                raise ValueError("an error in a cell that does not say where it stands")
            column = 0
            for letter in place[1]:
                column = column * 26 + letter - ord("A") + 1
            yield (int(place[2]) - 1, column - 1), error.decode()


def in_ods(path: Path) -> dict[str, Errors]:
    """By name of sheet, the error in each cell that has one, by row and column from 0."""
    found: dict[str, Errors] = {}
    with zipfile.ZipFile(path) as archive:
        if b'value-type="error"' not in archive.read("content.xml"):
            return found
        for table in _tree(archive, "content.xml").iter(f"{TABLE}table"):
            errors = found.setdefault(table.get(f"{TABLE}name", ""), {})
            row = 0
            for line in table.iter(f"{TABLE}table-row"):
                rows = int(line.get(f"{TABLE}number-rows-repeated", "1"))
                column = 0
                for cell in line:
                    columns = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
                    if cell.get(ERROR) == "error":
                        error = "".join(cell.itertext()).strip() or "#N/A"
                        for down in range(rows):
                            for across in range(columns):
                                errors[row + down, column + across] = error
                    column += columns
                row += rows
    return found
