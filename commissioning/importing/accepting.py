"""Carrying a plan out: the package goes from what it was to what it will be in one rename.

New rows go into files of their own, which nothing names yet; then ``datapackage.json``, which names
them, is replaced by a rename. Whatever is cut off before that leaves the package as it was, and
whatever is cut off after it as it will be: what is left to tidy is written down beforehand and done
by the next import. Before the rename the package is built, in a copy, to a draft; that build is
published after it, when what was put in place is what was built.
"""

import hashlib
import itertools
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from commissioning import building, clock
from commissioning.durable import held, through
from commissioning.faults import PackageFault
from commissioning.importing import descriptors, extract_files, kept
from commissioning.importing.extract_files import IMPORTED, digest
from commissioning.importing.faults import NotAccepted
from commissioning.importing.kept import DESCRIPTOR
from commissioning.importing.mapping import FOLDER, Mapping, saved
from commissioning.importing.planning import Plan
from commissioning.settings import Settings

STAGING = ".import-"
COMMIT = "commit.json"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Accepted:
    """What was accepted: the package, the files added to it and the build that followed.

    ``build`` is None when the package is in place and the build failed; ``failure`` says why.
    """

    package: str
    added: tuple[str, ...]
    rows: int
    build: building.Build | None
    failure: str = ""


def accept(
    plan: Plan,
    settings: Settings,
    *,
    body: str = "",
    mappings: Sequence[Mapping] = (),
    progress: Progress = lambda step: None,
) -> Accepted:
    """Put the rows of a plan into its package and build.

    ``body`` names the body of a package that is not there yet; ``mappings`` are kept in it.
    Raises NotAccepted, with the package as it was, when the plan is not to be carried out: a file
    is not ready, the package changed since, or it would not pass the checks of a build.
    """
    folder = plan.package
    if folder is None:
        raise NotAccepted("no package was named to import into")
    if not plan.has_rows:
        raise NotAccepted("there is no row to load")
    waiting = [file.name for file in plan.files if not file.ready]
    if waiting:
        raise NotAccepted(f"not every file is ready: {', '.join(waiting)}")
    if folder.parent.resolve() != settings.data.resolve():
        raise NotAccepted(f"{folder} is not a folder of {settings.data}, where packages are")
    if not NAME.fullmatch(folder.name):
        raise NotAccepted("the name of a package is lower-case letters, digits and hyphens")
    settings.data.mkdir(parents=True, exist_ok=True)
    # Of two imports at once, the second waits for the first.
    with held(settings.data):
        recover(settings.data)
        holds = kept.read(folder)
        if (holds.digest if holds else "") != (plan.kept.digest if plan.kept else ""):
            raise NotAccepted("the package has changed since the plan was made; plan again")
        if holds is None and not body:
            raise NotAccepted(f"there is no package {folder.name}; name the body to make one")
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=settings.data))
        try:
            return _carry_out(plan, settings, folder, staging, body, mappings, progress)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def recover(data: Path) -> None:
    """Tidy what an import that was cut off has left, under the lock of importers.

    One that had not replaced the descriptor leaves nothing; one that had has its mappings put in
    place.
    """
    for staging in sorted(data.glob(f"{STAGING}*")):
        try:
            noted = json.loads((staging / COMMIT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            noted = None
        if noted:
            folder = data / noted["package"]
            if digest(folder / DESCRIPTOR) == noted["digest"]:
                _place(staging / FOLDER, folder / FOLDER)
            else:
                for path in noted["files"]:
                    (folder / path).unlink(missing_ok=True)
                if noted["is_new"] and folder.is_dir():
                    shutil.rmtree(folder)
        shutil.rmtree(staging, ignore_errors=True)


def _carry_out(
    plan: Plan,
    settings: Settings,
    folder: Path,
    staging: Path,
    body: str,
    mappings: Sequence[Mapping],
    progress: Progress,
) -> Accepted:
    """Stage the files and the descriptor, build them, put them in place and publish the build."""
    trial = staging / "data" / folder.name
    trial.mkdir(parents=True)
    progress("writing the extracts")
    added, text = _stage(plan, folder, trial, body)
    _surround(settings.data, folder, trial)
    files = tuple(added.values())
    with ExitStack() as stack:
        staged = replace(settings, data=staging / "data")
        try:
            draft = stack.enter_context(building.drafted(staged, progress))
        except PackageFault as fault:
            raise NotAccepted(f"the package would not pass its checks: {fault}") from fault
        _stage_mappings(mappings, folder, staging)
        note = {
            "package": folder.name,
            "digest": hashlib.sha256(text.encode()).hexdigest(),
            "files": files,
            "is_new": plan.kept is None,
        }
        _write_through(staging / COMMIT, json.dumps(note))
        _put_in_place(folder, trial, files, text)
        _place(staging / FOLDER, folder / FOLDER)
        progress("publishing the build")
        try:
            build = draft.publish(settings, progress)
        except PackageFault as fault:
            return Accepted(folder.name, files, plan.account.loaded, None, str(fault))
    return Accepted(folder.name, files, plan.account.loaded, build)


def _stage(plan: Plan, folder: Path, trial: Path, body: str) -> tuple[dict[str, str], str]:
    """Write what is added and the descriptor that names it; return the files and its text."""
    today = clock.today()
    before = (
        plan.kept.descriptor if plan.kept else descriptors.new_package(folder.name, body, today)
    )
    added, values, last = extract_files.write(plan, before, trial)
    after = descriptors.after_import(before, added, values, _imports(plan), last, today)
    text = json.dumps(after, indent=2, ensure_ascii=False) + "\n"
    (trial / DESCRIPTOR).write_text(text, encoding="utf-8")
    return added, text


def _stage_mappings(mappings: Sequence[Mapping], folder: Path, staging: Path) -> None:
    (staging / FOLDER).mkdir()
    for mapping in mappings:
        name = _free_name(folder / FOLDER, mapping)
        # The date is that of these files: the next with these headings has one of its own.
        lasting = replace(mapping, options=replace(mapping.options, date=""))
        (staging / FOLDER / f"{name}.json").write_text(lasting.text(), encoding="utf-8")


def _put_in_place(folder: Path, trial: Path, files: Sequence[str], text: str) -> None:
    """Move the files in, which nothing names yet, and then the descriptor over the one there."""
    (folder / IMPORTED).mkdir(parents=True, exist_ok=True)
    for path in files:
        through(trial / path)
        (trial / path).replace(folder / path)
    through(folder / IMPORTED)
    draft = folder / f"{DESCRIPTOR}.draft"
    _write_through(draft, text)
    draft.replace(folder / DESCRIPTOR)
    through(folder)


def _imports(plan: Plan) -> list[dict[str, Any]]:
    """What the descriptor keeps of each file: its bytes' SHA-256 and its account."""
    return [
        {
            "file": file.name,
            "sha256": file.sha256,
            "imported_at": clock.now().isoformat(timespec="seconds"),
            "rows_in": file.account.rows_in,
            "loaded": file.account.loaded,
            "rejected": file.account.rejected,
            "excluded": file.account.excluded,
            "pounds_in": str(file.account.pounds_in),
            "pounds_loaded": str(file.account.pounds_loaded),
            "pounds_rejected": str(file.account.pounds_rejected),
            "pounds_excluded": str(file.account.pounds_excluded),
        }
        for file in plan.files
        if file.ready
    ]


def _surround(data: Path, folder: Path, trial: Path) -> None:
    """Set the staged package among the others, and its new files among those it has, by links."""
    for package in sorted(data.glob(f"*/{DESCRIPTOR}")):
        if package.parent.name != folder.name:
            (trial.parent / package.parent.name).symlink_to(package.parent.resolve())
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name not in (DESCRIPTOR, IMPORTED):
            (trial / path.name).symlink_to(path.resolve())
    for path in sorted((folder / IMPORTED).glob("*")):
        if not (trial / IMPORTED / path.name).exists():
            (trial / IMPORTED / path.name).symlink_to(path.resolve())


def _free_name(folder: Path, mapping: Mapping) -> str:
    """A name for a mapping that takes the place of none but that for the same headings."""
    held = {one.name: fingerprint for fingerprint, one in saved(folder.parent).items()}
    for number in itertools.count(1):
        name = mapping.name if number == 1 else f"{mapping.name}-{number}"
        if held.get(name, mapping.fingerprint) == mapping.fingerprint:
            return name
    raise AssertionError("counting has no end")


def _place(source: Path, target: Path) -> None:
    """Move the mappings of an import to where the package keeps them."""
    for path in sorted(source.glob("*.json")):
        target.mkdir(parents=True, exist_ok=True)
        path.replace(target / path.name)


def _write_through(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    through(path)
