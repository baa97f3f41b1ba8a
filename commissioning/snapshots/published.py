"""What publishing makes: where it is, what it is called, and what its files are."""

import datetime
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from commissioning.settings import PROJECT

MANIFEST = "manifest.json"
INDEX = "index.html"
FIGURES = "figures.json"
SCRIPT = "interactive.js"
# What a snapshot's script draws with, and so do pages.
DRAWING = PROJECT / "commissioning" / "ui" / "sheet" / "plot.js"
PDF = "snapshot.pdf"
REFERENCE_LETTERS = 12


@dataclass(frozen=True)
class Published:
    """A snapshot as it was written: ``id`` opens it and is kept nowhere, ``digest`` names it."""

    id: str
    digest: str
    folder: Path
    title: str
    expires: datetime.date

    @property
    def reference(self) -> str:
        """What is printed on every page of it."""
        return reference(self.digest)


def reference(digest: str) -> str:
    """The first letters of a digest, in fours, to be read out."""
    short = digest[:REFERENCE_LETTERS]
    return "-".join(short[place : place + 4] for place in range(0, len(short), 4))


def sha256(content: bytes) -> str:
    """The SHA-256 of some content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def content_digest(files: Mapping[str, str]) -> str:
    """One SHA-256 for the figures of a snapshot: over the names and digests of its CSV files."""
    figures = sorted((name, digest) for name, digest in files.items() if name.endswith(".csv"))
    return sha256("\n".join(f"{digest}  {name}" for name, digest in figures).encode())


@cache
def code_version() -> str:
    """SHA-256 over the code and the questions that pages are made by, in hexadecimal."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(f"{path.relative_to(PROJECT).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _sources() -> Sequence[Path]:
    found = [
        path
        for folder, kinds in (
            ("commissioning", (".py", ".js", ".css")),
            ("pages", (".py",)),
            ("queries", (".sql", ".json")),
        )
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in kinds
    ]
    return sorted(found)


def file_name(*words: str) -> str:
    """A name for a file of a snapshot, of letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower()).strip("-")[:80]
