"""The files of published snapshots: only those a manifest names, and only as it has them."""

import hashlib
import json
import os
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from commissioning.viewer.representation import CODINGS, Representation

MANIFEST = "manifest.json"
INDEX = "index.html"
MEDIA_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8; header=present",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Already compressed: compressing again costs time and saves nothing.
AS_THEY_ARE = (".png", ".pdf", ".xlsx")
TAKEN_AWAY = (".csv", ".xlsx", ".pdf")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
SCRIPTS = "scripts"
BYTES_KEPT = 64 << 20
MANIFESTS_KEPT = 1000
MAIN = re.compile(rb"<main\b[^>]*>")
SMALLEST_COMPRESSED = 512


class NotNamed(Exception):
    """A file that the snapshot's manifest does not name."""


class Altered(Exception):
    """A file or a manifest that is not what was published, or is gone."""


@dataclass(frozen=True)
class Wanted:
    """A file of a snapshot: the digests of its link and of its manifest, its name and its coding.

    ``above`` is HTML to put above what the page says; it is no part of what was published.
    """

    digest: str
    manifest: str
    name: str
    encoding: str | None
    above: bytes = b""


class Holdings:
    """What is read from one published folder; what was asked for last is kept in memory.

    Nothing of a request becomes part of a path: names are looked up in the manifest.
    """

    def __init__(self, root: Path, bytes_kept: int = BYTES_KEPT) -> None:
        self._root = root
        self._bytes_kept = bytes_kept
        self._kept: OrderedDict[Wanted, Representation] = OrderedDict()
        self._held = 0
        self._named: OrderedDict[tuple[str, str], Mapping[str, str]] = OrderedDict()
        self._keeping = Lock()

    def kept(self, wanted: Wanted) -> Representation | None:
        """A file that is in memory in this coding; None where it has to be read first."""
        with self._keeping:
            found = self._kept.get(wanted)
            if found is not None:
                self._kept.move_to_end(wanted)
            return found

    def read(self, wanted: Wanted) -> Representation:
        """A file of a snapshot, read from the disk and held against its manifest.

        Raises NotNamed for a file that the manifest does not name, and Altered where the manifest
        or the file is not what was published.
        """
        named = self._named_by(wanted.digest, wanted.manifest)
        if wanted.name not in named or Path(wanted.name).suffix not in MEDIA_TYPES:
            raise NotNamed(wanted.name)
        content = _content(self._root / wanted.digest / wanted.name)
        if hashlib.sha256(content).hexdigest() != named[wanted.name]:
            raise Altered(wanted.name)
        if wanted.above:
            content = MAIN.sub(lambda main: main[0] + wanted.above, content, count=1)
        return self._keep(wanted, content)

    def read_script(self, wanted: Wanted) -> Representation:
        """A script that snapshots share. Raises NotNamed where there is none of this name."""
        if not NAME.fullmatch(wanted.name) or not wanted.name.endswith(".js"):
            raise NotNamed(wanted.name)
        try:
            content = _content(self._root / SCRIPTS / wanted.name)
        except Altered:
            raise NotNamed(wanted.name) from None
        return self._keep(wanted, content)

    def _keep(self, wanted: Wanted, content: bytes) -> Representation:
        suffix, encoding = Path(wanted.name).suffix, wanted.encoding
        if suffix in AS_THEY_ARE or len(content) < SMALLEST_COMPRESSED:
            encoding = None
        sent = content if encoding is None else CODINGS[encoding].fast(content)
        made = Representation(sent, encoding, MEDIA_TYPES[suffix])
        with self._keeping:
            if wanted not in self._kept and len(sent) <= self._bytes_kept:
                self._kept[wanted] = made
                self._held += len(sent)
            while self._held > self._bytes_kept:
                self._held -= len(self._kept.popitem(last=False)[1].content)
        return made

    def _named_by(self, digest: str, manifest: str) -> Mapping[str, str]:
        """The SHA-256 of every file of a snapshot, by name; its manifest is one of them."""
        key = (digest, manifest)
        with self._keeping:
            found = self._named.get(key)
        if found is None:
            content = _content(self._root / digest / MANIFEST)
            if hashlib.sha256(content).hexdigest() != manifest:
                raise Altered(MANIFEST)
            files = json.loads(content)["files"]
            found = {name: files[name] for name in files if NAME.fullmatch(name)}
            found[MANIFEST] = manifest
            with self._keeping:
                self._named[key] = found
                while len(self._named) > MANIFESTS_KEPT:
                    self._named.popitem(last=False)
        return found


def _content(file: Path) -> bytes:
    """What a file holds. Raises Altered where it is missing, or a link to somewhere else."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as opened:
            return opened.read()
    except OSError as error:
        raise Altered(file.name) from error
