"""What reading a file gives, and the limits it is read within."""

from dataclasses import dataclass
from pathlib import Path

# The status with which the child ends when a library failed on a file.
DAMAGED = 3


@dataclass(frozen=True)
class Sheet:
    """One table of text cells as it stands in the file: nothing is parsed, no row is a header.

    ``cells`` is a Parquet file: ``line`` (physical line or row of the source, from 1), ``record``
    (from 1) and ``c1`` to ``cN``, text. Of JSON, ``line`` is the number of the record in its array,
    and 0 for the headings. A blank cell is '', a cell that a shorter row does not have
    is null. ``rows`` counts the records; ``blank_rows`` those that were wholly blank and are not
    among them. ``notes`` say in words every decision taken to read it.
    """

    name: str
    cells: Path
    rows: int
    width: int
    kind: str
    encoding: str | None = None
    delimiter: str | None = None
    notes: tuple[str, ...] = ()
    blank_rows: int = 0


@dataclass(frozen=True)
class Reading:
    """A file read whole: its name without folders, the SHA-256 of its bytes, and its tables."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Limits:
    """What one file may take: bytes, counts and seconds."""

    file_bytes: int = 2 * 2**30
    unpacked_bytes: int = 2 * 2**30
    unpacking_ratio: int = 200
    memory_bytes: int = 2**30
    output_bytes: int = 4 * 2**30
    cpu_seconds: int = 900
    seconds: int = 1800
    rows: int = 20_000_000
    columns: int = 2_000
    sheets: int = 256
    line_characters: int = 1_000_000
    cell_characters: int = 100_000
    depth: int = 32


def harmless(text: str, most: int = 300) -> str:
    """Text out of a file as it can be put on a screen or terminal: no longer than ``most``, and a
    replacement character for what steers one (escapes, line ends, a change of direction).
    """
    if len(text) > most:
        text = text[: most - 1] + "…"
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
