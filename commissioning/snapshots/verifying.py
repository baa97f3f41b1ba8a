"""Holding a snapshot against its manifest, and its figures against the data it was made of."""

import csv
import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from commissioning import building
from commissioning.faults import CaptureFault, PublishFault
from commissioning.settings import Settings
from commissioning.sharing.identifiers import DIGEST, PATTERN, digest_of
from commissioning.snapshots.capturing import capture_all
from commissioning.snapshots.contents import files_of, without_comments
from commissioning.snapshots.published import (
    MANIFEST,
    REFERENCE_LETTERS,
    code_version,
    content_digest,
    sha256,
)


@dataclass(frozen=True)
class Verdict:
    """Whether a snapshot is what was published, and what was found, line by line."""

    holds: bool
    lines: tuple[str, ...]


def found(named: str, root: Path) -> Path:
    """The folder of a snapshot: a path, an identifier, a digest or the reference printed on it.

    Raises PublishFault when there is none, or a reference that is short for several.
    """
    if Path(named).is_dir():
        return Path(named)
    digest = named.replace("-", "").lower()
    folders = [root / digest_of(named)] if PATTERN.fullmatch(named) else []
    if not any(folder.is_dir() for folder in folders) and len(digest) >= REFERENCE_LETTERS:
        folders = [
            folder
            for folder in sorted(root.glob("*"))
            if DIGEST.fullmatch(folder.name) and folder.name.startswith(digest)
        ]
    there = [folder for folder in folders if folder.is_dir()]
    if len(there) != 1:
        raise PublishFault(f"There is no snapshot “{named}” in {root}.")
    return there[0]


def verify(folder: Path, settings: Settings | None = None) -> Verdict:
    """Whether every file of a snapshot is the one published; with ``settings`` its figures too.

    With ``settings`` the views are run again on the build of the snapshot's version of the data,
    where that is kept, and every figure is compared.
    """
    manifest, wrong = _manifest_of(folder)
    if manifest is None:
        return Verdict(False, tuple(wrong))
    wrong = [*wrong, *_changed_files(folder, manifest)]
    if wrong:
        return Verdict(False, tuple(wrong))
    said = (
        f"“{manifest['title']}”, reference {manifest['reference']}: "
        f"{len(manifest['files'])} files are as they were published on "
        f"{manifest['published'][:10]}."
    )
    if settings is None:
        return Verdict(True, (said,))
    try:
        differences = list(_differences(folder, manifest, settings))
    except CaptureFault as fault:
        return Verdict(False, (said, f"Its figures could not be worked out again: {fault}"))
    version = manifest["data_version"][:8]
    older = (
        "" if manifest["code_version"] == code_version() else ", by another version of the program"
    )
    if differences:
        return Verdict(False, (said, *differences))
    return Verdict(True, (said, f"Its figures are those of data version {version}{older}."))


def _manifest_of(folder: Path) -> tuple[Mapping[str, Any] | None, list[str]]:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        files = manifest["files"]
        if manifest["content"] != content_digest(files):
            return manifest, [f"{MANIFEST}: the digest of its figures is not that of its files."]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return None, [f"{MANIFEST} cannot be read: {error}"]
    return manifest, []


def _changed_files(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    there = {path.name for path in folder.iterdir()} - {MANIFEST}
    for name in sorted(there - manifest["files"].keys()):
        yield f"{name} was not published with it."
    for name, digest in manifest["files"].items():
        if name not in there:
            yield f"{name} is gone."
        elif (folder / name).is_symlink() or sha256((folder / name).read_bytes()) != digest:
            yield f"{name} is not the file that was published."


def _differences(folder: Path, manifest: Mapping[str, Any], settings: Settings) -> Iterator[str]:
    """A line for each file of figures that comes out otherwise when it is worked out again."""
    with tempfile.TemporaryDirectory() as place:
        then = as_it_was(settings, manifest["data_version"], Path(place))
        again = dict(files_of(capture_all([view["pinned"] for view in manifest["views"]], then)))
    for name in manifest["files"]:
        if not name.endswith(".csv"):
            continue
        if name not in again:
            yield f"{name}: the view has no such figures now."
            continue
        old, new = read_rows((folder / name).read_bytes()), read_rows(again[name])
        if old != new:
            moved = sum(a != b for a, b in zip(old, new, strict=False)) + abs(len(old) - len(new))
            yield f"{name}: {moved} of {max(len(old), len(new))} rows come out otherwise."


def as_it_was(settings: Settings, data_version: str, place: Path) -> Settings:
    """Settings under which the build of an earlier version of the data is the current one.

    Its builds folder is made in ``place`` and links to the kept builds. Raises CaptureFault when
    that version is not kept.
    """
    kept = building.kept_builds(settings.builds)
    build = next((each for each in kept if each.data_version == data_version), None)
    if build is None or not building.is_whole(settings.builds, build):
        raise CaptureFault(f"data version {data_version[:8]} is not kept here.")
    for each in kept:
        (place / each.file).symlink_to((settings.builds / each.file).resolve())
    (place / building.REGISTER).write_text(json.dumps([asdict(each) for each in kept]))
    (place / building.CURRENT).write_text(json.dumps(asdict(build)))
    return replace(settings, builds=place)


def read_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a snapshot's CSV file, as text."""
    return list(csv.DictReader(io.StringIO(without_comments(content.decode("utf-8")))))
