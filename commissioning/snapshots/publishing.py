"""Writing a snapshot: a folder that is whole or not there, and that nobody writes to again."""

import base64
import datetime
import json
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from commissioning import clock
from commissioning.durable import held, through
from commissioning.faults import Marked, PublishFault
from commissioning.libraries import Library, library_for
from commissioning.settings import from_environment
from commissioning.sharing.identifiers import digest_of, new_identifier
from commissioning.sharing.register import DEFAULT_DAYS
from commissioning.snapshots import meeting
from commissioning.snapshots.apart import forget_known, hold_apart, keep_known
from commissioning.snapshots.captured import Capture, Figure, Rows
from commissioning.snapshots.contents import files_of, placed
from commissioning.snapshots.page import Imprint, page
from commissioning.snapshots.published import (
    DRAWING,
    INDEX,
    MANIFEST,
    PDF,
    SCRIPT,
    Published,
    code_version,
    content_digest,
    reference,
    sha256,
)

FORMAT = 1
# A folder under way has a name that no link leads to.
UNDER_WAY = ".writing-"
# No publication is under way for so long: what is older was left by one that was killed.
ABANDONED_AFTER = datetime.timedelta(hours=6)
SCRIPTS = "scripts"


def publish(
    captures: Sequence[Capture],
    root: Path,
    *,
    by: str,
    expires: datetime.date | None = None,
    allow_newer: bool = False,
    title: str = "",
    reviewed: str = "",
    browser: bool = True,
) -> Published:
    """Write a snapshot of some views below ``root`` and return what opens it.

    ``expires`` is the last day it opens, 30 days from now by default. ``reviewed`` is what whoever
    publishes it says of text that looks like personal data. Without ``browser``, or where there is
    no Chromium, there is no PDF and no PNG. Raises Marked when a field may not be published,
    PublishFault when the views are not of one package, and Disclosing when a count could be worked
    out with a snapshot already published. Nothing is left behind by a publication that fails.
    """
    barred = tuple(dict.fromkeys(name for capture in captures for name in capture.markings))
    if barred:
        raise Marked(barred)
    if len({(capture.shown.name, capture.shown.data_version) for capture in captures}) > 1:
        raise PublishFault("Views of different packages, or of different data, make no pack.")
    identifier = new_identifier()
    digest = digest_of(identifier)
    moment = clock.now().astimezone(clock.ZONE)
    last = expires or moment.date() + datetime.timedelta(days=DEFAULT_DAYS)
    named = title or " · ".join(capture.title for capture in captures)
    root.mkdir(parents=True, exist_ok=True)
    files = dict(files_of(captures))
    files[SCRIPT] = Path(__file__).with_name(SCRIPT).read_bytes()
    files[DRAWING.name] = DRAWING.read_bytes()
    hold_apart(captures, files, root)
    library = library_for(part.chart.figure for each in captures for part in each.parts)
    integrity = shared_library(library, root)
    # The figures' own digest, which the page prints.
    content = content_digest({name: sha256(made) for name, made in files.items()})
    public = from_environment().public_address
    here = f"{public.rstrip('/')}/s/{identifier}/" if public else ""

    def imprint(made: Mapping[str, bytes]) -> Imprint:
        return Imprint(
            title=named,
            reference=reference(digest),
            content=content,
            code_version=code_version(),
            published=moment,
            expires=last,
            by=by,
            library=(f"../{SCRIPTS}/{library.name}", integrity),
            sizes={name: len(content) for name, content in made.items()},
            code=meeting.code(here) if here else "",
            pdf=PDF in made,
        )

    chromium = meeting.chromium() if browser else None
    if chromium:
        files |= meeting.pictures(chromium, files)
        draft = {**files, INDEX: page(captures, imprint(files))}
        files |= meeting.pdf(chromium, draft)
    files[INDEX] = page(captures, imprint(files))
    manifest = {
        "format": FORMAT,
        "title": named,
        "reference": reference(digest),
        "address": " ".join(without_version(capture.address) for capture in captures),
        "package": captures[0].shown.name,
        "illustrative": any(capture.shown.illustrative for capture in captures),
        "as_at": captures[0].shown.as_at,
        "data_version": captures[0].shown.data_version,
        "code_version": code_version(),
        "published": moment.isoformat(timespec="seconds"),
        "expires": last.isoformat(),
        "by": by,
        "allow_newer": allow_newer,
        "disclosure": _disclosure(captures),
        "markings": {
            "checked": list(dict.fromkeys(q for c in captures for q in c.asked)),
            "barred": [],
        },
        "personal_data": {"found": sum(len(c.personal) for c in captures), "reviewed": reviewed},
        "content": content,
        "library": {"name": library.name, "integrity": integrity},
        "views": _views(captures),
        "files": {name: sha256(made) for name, made in sorted(files.items())},
    }
    files[MANIFEST] = (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()
    folder = root / digest
    with held(root):
        # Another publication may have been first while this one was drawn.
        hold_apart(captures, files, root)
        # First, so that no snapshot is ever public without it.
        keep_known(captures, root, digest)
        try:
            write(folder, files)
        except BaseException:
            forget_known(root, digest)
            raise
    return Published(identifier, digest, folder, named, last)


def without_version(address: str) -> str:
    """An address without the version of the data, the same for every copy of one view."""
    kept = [
        part
        for part in address.partition("?")[2].split("&")
        if not part.startswith("data_version=")
    ]
    return address.partition("?")[0] + ("?" + "&".join(kept) if kept else "")


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder's files beside it and put it in place whole, for nobody to write to."""
    _clear_abandoned(folder.parent)
    draft = folder.with_name(f"{UNDER_WAY}{secrets.token_hex(8)}")
    draft.mkdir()
    try:
        for name, content in files.items():
            _write(draft / name, content)
        through(draft)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    through(folder.parent)


def shared_library(library: Library, root: Path) -> str:
    """The integrity of a library that draws charts, put where every snapshot finds it."""
    content = library.file.read_bytes()
    place = root / SCRIPTS / library.name
    if not place.is_file() or place.read_bytes() != content:
        place.parent.mkdir(exist_ok=True)
        draft = place.with_name(f"{UNDER_WAY}{secrets.token_hex(8)}")
        _write(draft, content)
        draft.replace(place)
    return "sha256-" + base64.b64encode(bytes.fromhex(sha256(content))).decode()


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o444)


def _clear_abandoned(root: Path) -> None:
    """Remove what publications that were killed have left."""
    oldest = (clock.now() - ABANDONED_AFTER).timestamp()
    for draft in root.glob(f"{UNDER_WAY}*"):
        with suppress(FileNotFoundError):
            if draft.stat().st_mtime < oldest:
                shutil.rmtree(draft, ignore_errors=True)


def _disclosure(captures: Sequence[Capture]) -> dict[str, Any]:
    cells = [capture.smallest_cell for capture in captures if capture.smallest_cell is not None]
    policy = captures[0].policy
    return {
        "threshold": policy.threshold,
        "round_to": policy.round_to,
        "zero_discloses": policy.zero_discloses,
        "smallest_cell": min(cells, default=None),
    }


def _views(captures: Sequence[Capture]) -> list[dict[str, Any]]:
    by_block = placed(captures)
    return [
        {
            "page": capture.page,
            "title": capture.title,
            "address": without_version(capture.address),
            "pinned": capture.address,
            "parameters": capture.parameters,
            "years": capture.years,
            "notices": capture.notices,
            "parts": [
                {
                    "name": by_block[id(block)].name,
                    "key": block.key,
                    "headline": block.chart.headline if isinstance(block, Figure) else block.title,
                    "rows": {name: answer.question for name, answer in by_block[id(block)].rows},
                }
                for block in capture.blocks
                if isinstance(block, Figure | Rows)
            ],
        }
        for capture in captures
    ]
