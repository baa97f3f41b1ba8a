"""Snapshots made by hand: folders with a page, a file of figures and a manifest that names them."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commissioning.sharing.identifiers import digest_of, new_identifier
from commissioning.sharing.register import Register

PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>Spend</title><style>p{margin:0}</style></head>'
    "<body><main><h1>Spend grew</h1>" + "<p>£59.9m in 2021/22.</p>" * 40 + "</main></body></html>"
)
FIGURES = "financial_year,amount_gbp\n2020/21,57200000.00\n2021/22,59900000.00\n"
FILES: Mapping[str, bytes] = {"index.html": PAGE.encode(), "spend.csv": FIGURES.encode()}


@dataclass(frozen=True)
class Made:
    """What publishing returns: the identifier, its digest, the folder and the title."""

    id: str
    digest: str
    folder: Path
    title: str


def publish(
    root: Path,
    *,
    title: str = "Spend growth",
    address: str = "/spend-growth?data=london",
    files: Mapping[str, bytes] = FILES,
    by: str = "a director",
    expires: datetime.date | None = None,
    allow_newer: bool = True,
) -> Made:
    """A snapshot in ``root``, entered in its register."""
    identifier = new_identifier()
    digest = digest_of(identifier)
    folder = root / digest
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    manifest = {
        "title": title,
        "address": address,
        "data_version": "3f9c" * 16,
        "allow_newer": allow_newer,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    made = Made(identifier, digest, folder, title)
    Register(root).record_publication(made, by=by, expires=expires)
    return made
