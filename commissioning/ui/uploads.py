"""Files that a director uploads to be imported: kept for one session, planned, answered, accepted.

Everything of a session lies in a folder of its own that goes when the session does, so that two
people who import at once do not meet before the package itself, where the second is told.
"""

import shutil
import tempfile
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from commissioning import settings
from commissioning.importing import accepting, planning
from commissioning.importing.accepting import Accepted
from commissioning.importing.faults import NotAccepted
from commissioning.importing.mapping import Mapping
from commissioning.importing.planning import Plan
from commissioning.importing.reading import Limits

TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "json", "zip"]
MEGABYTES = 200
FILES_AT_ONCE = 20
LIMITS = Limits(
    file_bytes=MEGABYTES * 2**20, unpacked_bytes=2**30, rows=5_000_000, seconds=600, cpu_seconds=300
)
_UPLOADS = "_uploads"
# Of two people who import at once the second waits, so that memory stays that of one import.
_ONE_AT_A_TIME = threading.Lock()


@dataclass
class Uploads:
    """The files of one session, the plan made of them and what was answered so far."""

    folder: Path
    paths: tuple[Path, ...] = ()
    package: str = ""
    plan: Plan | None = None
    mappings: list[Mapping] = field(default_factory=list)
    accepted: Accepted | None = None


def uploads() -> Uploads:
    """The uploads of this session."""
    if _UPLOADS not in st.session_state:
        folder = Path(tempfile.mkdtemp(prefix="upload-"))
        st.session_state[_UPLOADS] = Uploads(folder)
        weakref.finalize(st.session_state[_UPLOADS], shutil.rmtree, folder, ignore_errors=True)
    held: Uploads = st.session_state[_UPLOADS]
    return held


def take(files: Sequence[UploadedFile], package: str) -> None:
    """Keep the files uploaded and plan their import into a package.

    Raises MappingFault and NotAccepted as a plan does.
    """
    held = uploads()
    forget()
    if len(files) > FILES_AT_ONCE:
        raise NotAccepted(f"{len(files)} files are too many: at most {FILES_AT_ONCE} at once")
    paths = []
    for number, file in enumerate(files):
        place = held.folder / str(number)
        place.mkdir(exist_ok=True)
        # A name is shown and kept, and never followed: its last part alone, without what a shell
        # or a folder would make of it.
        name = Path(file.name.replace("\\", "/")).name.strip(". \0") or "file"
        path = place / name.replace("\0", "")[-150:]
        path.write_bytes(file.getbuffer())
        paths.append(path)
    held.paths, held.package, held.mappings = tuple(paths), package, []
    _plan(held)


def answer(mapping: Mapping) -> None:
    """Plan again with a mapping that answers what was open."""
    held = uploads()
    held.mappings = [one for one in held.mappings if one.name != mapping.name] + [mapping]
    _plan(held)


def accept(body: str) -> Accepted:
    """Carry the plan out. Raises NotAccepted."""
    held = uploads()
    if held.plan is None:
        raise RuntimeError("there is no plan to accept")
    held.accepted = accepting.accept(
        held.plan, settings.from_environment(), body=body, mappings=held.mappings
    )
    held.plan.close()
    held.plan = None
    return held.accepted


def forget() -> None:
    """Let the plan and the files of this session go."""
    held = uploads()
    if held.plan is not None:
        held.plan.close()
    for path in held.paths:
        path.unlink(missing_ok=True)
    held.paths, held.plan, held.accepted, held.mappings = (), None, None, []


def _plan(held: Uploads) -> None:
    if held.plan is not None:
        held.plan.close()
        held.plan = None
    with _ONE_AT_A_TIME:
        held.plan = planning.plan(
            held.paths,
            settings.from_environment().data / held.package,
            held.mappings or None,
            workspace=held.folder,
            limits=LIMITS,
        )
