"""From packages to a published build: read them, fill a file with them, publish it.

The file is named by what it was made from, written beside the ones being served and put in
place by a rename. A build that fails changes nothing but the notice that it failed.
"""

import errno
import fcntl
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import duckdb

from commissioning import clock, filling, loading
from commissioning.faults import PackageFault
from commissioning.packages import Package, read_packages
from commissioning.settings import PROJECT, QUERIES, Settings

LOGGER = logging.getLogger("commissioning")
CURRENT = "current.json"
FAILURE = "failure.json"
REGISTER = "builds.json"
DRAFTS = "draft-"
# How many different versions of the data can be compared; each is a file of some nine megabytes.
BUILDS_KEPT = 12

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Build:
    """A published build: its file, what it was made from and what its load counted.

    ``size`` is the file's, in bytes: one that was cut short opens, and fails at a question.
    """

    file: str
    size: int
    data_version: str
    built_at: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int


def build(settings: Settings, progress: Progress = lambda step: None) -> Build:
    """Build the packages under ``settings.data`` and publish the result.

    Returns the published build; when data and queries are those of the current build, that one.
    Raises PackageFault, leaving the current build in place and ``failure.json`` beside it, when a
    package cannot be built from.
    """
    settings.builds.mkdir(parents=True, exist_ok=True)
    with _sole_builder(settings.builds):
        _clear_drafts(settings.builds)
        return _published(settings, progress)


@dataclass(frozen=True)
class Draft:
    """A whole build that nothing points to, of packages that may not be in their place yet."""

    folder: Path
    build: Build

    def publish(self, settings: Settings, progress: Progress = lambda step: None) -> Build:
        """Publish this when it is what a build of ``settings.data`` would make, or else build.

        Returns the published build. Raises PackageFault as ``build`` does.
        """
        return _published(settings, progress, self)


@contextmanager
def drafted(settings: Settings, progress: Progress = lambda step: None) -> Iterator[Draft]:
    """Build the packages under ``settings.data``; what is served changes when that is published.

    Until the block is left, no other build is made under ``settings.builds``. Raises PackageFault
    as a build would, without a note for the dashboard: what it serves is not at fault.
    """
    settings.builds.mkdir(parents=True, exist_ok=True)
    with _sole_builder(settings.builds):
        _clear_drafts(settings.builds)
        with tempfile.TemporaryDirectory(prefix=DRAFTS, dir=settings.builds) as folder:
            try:
                packages = read_packages(settings.data)
                draft = _draft(Path(folder), packages, data_version(packages), settings, progress)
            except Exception as error:
                raise _as_fault(error, settings) from error
            yield draft


def current_build(builds: Path) -> Build | None:
    """The build that is being served from a folder, or None when there is none to be read."""
    try:
        return Build(**json.loads((builds / CURRENT).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def kept_builds(builds: Path) -> list[Build]:
    """The builds whose files are there, newest first and the current one in front.

    One for each version of the data: of two that differ in their recipe alone, the newer.
    """
    try:
        entries = json.loads((builds / REGISTER).read_text(encoding="utf-8"))
        listed = [Build(**entry) for entry in entries]
    except (FileNotFoundError, ValueError, TypeError):
        listed = []
    current = current_build(builds)
    different: dict[str, Build] = {}
    for entry in [*([current] if current else []), *listed]:
        if entry is current or (builds / entry.file).is_file():
            different.setdefault(entry.data_version, entry)
    return list(different.values())[:BUILDS_KEPT]


def last_failure(builds: Path) -> str | None:
    """Why the latest build failed, or None when it did not."""
    try:
        failure = json.loads((builds / FAILURE).read_text(encoding="utf-8"))
        return str(failure["message"])
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def check(settings: Settings, progress: Progress = lambda step: None) -> Build:
    """Everything a build does except publishing it. Raises PackageFault as a build would."""
    try:
        packages = read_packages(settings.data)
        with tempfile.TemporaryDirectory() as folder:
            return _draft(Path(folder), packages, data_version(packages), settings, progress).build
    except Exception as error:
        raise _as_fault(error, settings) from error


def _as_fault(error: Exception, settings: Settings) -> PackageFault:
    """An error as a fault of the data, which it is nearly always, with the engine's own words."""
    if isinstance(error, PackageFault):
        return error
    if is_full(error):
        return PackageFault(str(settings.builds), "room on the disk for the build", "none left")
    LOGGER.exception("a build failed")
    return PackageFault(
        str(settings.data), "packages that can be built", f"{type(error).__name__}: {error}"
    )


def is_full(error: Exception) -> bool:
    """Whether there was no room on the disk, or no more than this process may write to it.

    The engine says so in the operating system's words.
    """
    reasons = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if isinstance(error, OSError):
        return error.errno in reasons
    return isinstance(error, duckdb.Error) and any(os.strerror(n) in str(error) for n in reasons)


def data_version(packages: list[Package]) -> str:
    """SHA-256, as hexadecimal, over every package's descriptor and extracts."""
    digest = hashlib.sha256()
    for package in packages:
        files = [package.directory / "datapackage.json"]
        files += [file.path for resource in package.resources for file in resource.files]
        for path in sorted(files):
            size = path.stat().st_size if path.is_file() else 0
            name = f"{package.name}/{path.relative_to(package.directory).as_posix()}"
            digest.update(f"{name}\0{size}\0".encode())
            for part in _parts(path) if size else ():
                digest.update(part)
    return digest.hexdigest()


def _parts(path: Path) -> Iterator[bytes]:
    """A file's content in parts, so that one of a gigabyte needs no gigabyte of memory."""
    with path.open("rb") as content:
        while part := content.read(1_048_576):
            yield part


def _published(settings: Settings, progress: Progress, draft: Draft | None = None) -> Build:
    """The build of ``settings.data``, published, or a note of why there is none."""
    try:
        published = _build_if_new(settings, progress, draft)
    except Exception as error:
        fault = _as_fault(error, settings)
        _note_failure(settings.builds, fault)
        raise fault from error
    (settings.builds / FAILURE).unlink(missing_ok=True)
    return published


def _build_if_new(settings: Settings, progress: Progress, draft: Draft | None) -> Build:
    packages = read_packages(settings.data)
    version = data_version(packages)
    name = _file_name(version)
    current = current_build(settings.builds)
    if current and current.file == name and is_whole(settings.builds, current):
        return current
    if draft and (draft.build.file, draft.build.data_version) == (name, version):
        return _publish(draft, settings.builds)
    with tempfile.TemporaryDirectory(prefix=DRAFTS, dir=settings.builds) as folder:
        made = _draft(Path(folder), packages, version, settings, progress)
        if data_version(packages) != version:
            raise PackageFault(
                str(settings.data), "files that stay as they are while they are read", "a change"
            )
        return _publish(made, settings.builds)


def _file_name(version: str) -> str:
    return f"{version[:16]}-{_recipe_version()[:8]}.duckdb"


def _draft(
    folder: Path, packages: list[Package], version: str, settings: Settings, progress: Progress
) -> Draft:
    path, built_at = folder / _file_name(version), _now()
    counts = filling.fill(path, packages, version, built_at, settings, progress)
    made = Build(
        file=path.name,
        size=path.stat().st_size,
        data_version=version,
        built_at=built_at,
        rows_read=sum(entry.rows_read for entry in counts),
        rows_loaded=sum(entry.rows_loaded for entry in counts),
        rows_rejected=sum(entry.rows_rejected for entry in counts),
    )
    if not is_whole(folder, made):
        raise PackageFault(str(settings.builds), "a file that holds what was written to it")
    return Draft(folder, made)


def _publish(draft: Draft, builds: Path) -> Build:
    """Put a draft in its place, turn the pointer to it and list it."""
    published = draft.build
    (draft.folder / published.file).replace(builds / published.file)
    earlier = [one for one in kept_builds(builds) if one.data_version != published.data_version]
    kept = [published, *earlier][:BUILDS_KEPT]
    # The pointer first: a builder that is killed between the two has published the build, and the
    # register, which is read behind the pointer, lists none that never was.
    _replace(builds / CURRENT, json.dumps(asdict(published)))
    _replace(builds / REGISTER, json.dumps([asdict(build) for build in kept]))
    _prune(builds, {build.file for build in kept})
    return published


def is_whole(builds: Path, build: Build) -> bool:
    """Whether a build's file is there as it was published, opens, and holds its version."""
    path = builds / build.file
    if not path.is_file() or path.stat().st_size != build.size:
        return False
    try:
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH {loading.literal(str(path))} AS store (READ_ONLY)")
            row = connection.execute("SELECT data_version FROM store.build_info").fetchone()
    except duckdb.Error:
        return False
    return row == (build.data_version,)


def _recipe_version() -> str:
    """SHA-256 over everything besides the data that decides what a build holds."""
    digest = hashlib.sha256(f"{duckdb.__version__} {metadata.version('rapidfuzz')}".encode())
    parts = [path for path in sorted(QUERIES.glob("*/*")) if path.is_file()]
    modules = (
        "evidence/chart_marks",
        "evidence/control",
        "extracts",
        "filling",
        "importing/identities",
        "loading",
        "packages",
        "query_files",
        "records",
        "statistics/disclosure",
        "statistics/spc",
        "statistics/spc_marks",
        "statistics/spc_refusal",
        "statistics/spc_signals",
        "statistics/spc_terms",
        "typed_extracts",
        "withholding",
    )
    parts += [PROJECT / "commissioning" / f"{name}.py" for name in modules]
    for path in parts:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _replace(path: Path, text: str) -> None:
    """Put a text in a file's place, whole or not at all."""
    draft = path.with_suffix(".draft")
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _note_failure(builds: Path, fault: PackageFault) -> None:
    """Leave a note for the running dashboard, where there is room for one."""
    try:
        _replace(builds / FAILURE, json.dumps({"message": str(fault), "at": _now()}))
    except OSError as error:
        LOGGER.warning("the failure could not be noted: %s", error)


def _clear_drafts(builds: Path) -> None:
    """Remove what builders that were killed have left; only the holder of the lock has a draft."""
    for left in builds.glob(f"{DRAFTS}*"):
        shutil.rmtree(left, ignore_errors=True)


def _prune(builds: Path, kept: set[str]) -> None:
    """Remove the builds that are not ``kept``; a reader that holds an older file keeps it open."""
    for path in builds.glob("*.duckdb"):
        if path.name not in kept:
            path.unlink(missing_ok=True)


@contextmanager
def _sole_builder(builds: Path) -> Iterator[None]:
    """Hold the folder's lock, so that of two builds at once the second waits for the first."""
    with (builds / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _now() -> str:
    return clock.now().isoformat(timespec="seconds")
