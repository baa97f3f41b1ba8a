"""The register of what was published: who may open which snapshot until when, and what was done.

Everything it knows is read from ``register.jsonl`` in the published folder, a chained log that
holds nothing about readers: how often a snapshot was opened on a day, and no more.
"""

import datetime
import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any, Literal, Protocol

from commissioning import clock
from commissioning.faults import RegisterFault
from commissioning.sharing.chain import Log, Verdict
from commissioning.sharing.identifiers import DIGEST

FILE = "register.jsonl"
MANIFEST = "manifest.json"
DEFAULT_DAYS = 30
LONGEST_DAYS = 3 * 366
# Files of a link that nobody can open any more are deleted after a year; the log keeps its lines.
RETENTION_DAYS = 365

State = Literal["open", "paused", "revoked", "expired", "unknown"]
PUBLISH, OPEN, EXPORT, REMOVE = "publish", "open", "export", "remove"
PAUSE, RESUME, REVOKE, RENEW = "pause", "resume", "revoke", "renew"


class Publication(Protocol):
    """What publishing returns that the register keeps: the identifier itself is not part of it."""

    @property
    def digest(self) -> str:
        """The SHA-256 of the identifier."""

    @property
    def folder(self) -> Path:
        """Where the snapshot's files are."""

    @property
    def title(self) -> str:
        """What the publisher called it."""


@dataclass(frozen=True)
class Listed:
    """One snapshot as the register has it; ``expires`` is the last day on which it opens."""

    digest: str
    title: str
    address: str
    data_version: str
    published: datetime.datetime
    by: str
    expires: datetime.date
    manifest: str
    allow_newer: bool = False
    paused: bool = False
    ended: datetime.date | None = None
    removed: bool = False
    opened: int = 0
    exported: int = 0
    days_opened: Mapping[str, int] = field(default_factory=dict)

    def state(self, today: datetime.date) -> State:
        """Whether a link to it opens on a day, and why not."""
        if self.ended is not None:
            return "revoked"
        if today > self.expires or self.removed:
            return "expired"
        return "paused" if self.paused else "open"


class Register:
    """The register of one published folder. Safe to share between threads and processes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = Log(root / FILE)
        self._reading = Lock()
        self._seen = (0, 0, 0)
        self._offset = 0
        self._listed: dict[str, Listed] = {}

    def record_publication(
        self,
        published: Publication,
        *,
        by: str,
        expires: datetime.date | None = None,
        allow_newer: bool | None = None,
        address: str | None = None,
    ) -> Listed:
        """Enter a snapshot, which opens from now until the end of ``expires`` (30 days by default).

        What is not given is read from the snapshot's manifest. Raises RegisterFault where it is
        entered already, has no readable manifest, or would expire before today or after three
        years.
        """
        last = expires or clock.today() + datetime.timedelta(days=DEFAULT_DAYS)
        _hold_to_limits(last)
        if published.digest in self.listed() or not DIGEST.fullmatch(published.digest):
            raise RegisterFault(f"“{published.title}” cannot be entered under this identifier.")
        manifest, said = _manifest_of(published.folder)
        self._record(
            PUBLISH,
            published.digest,
            title=published.title,
            address=address if address is not None else _addresses(said),
            data_version=str(said.get("data_version", "")),
            by=by,
            expires=last.isoformat(),
            manifest=manifest,
            allow_newer=bool(said.get("allow_newer")) if allow_newer is None else allow_newer,
        )
        return self.listed()[published.digest]

    def listed(self) -> Mapping[str, Listed]:
        """Every snapshot ever entered, by its digest, the oldest first."""
        with self._reading:
            state = self.log.state()
            if state != self._seen:
                grown = state[0] == self._seen[0] and state[1] >= self._offset
                if not grown:
                    self._offset, self._listed = 0, {}
                said, self._offset = self.log.since(self._offset)
                listed = dict(self._listed)
                for values in said:
                    _enter(listed, values)
                self._listed = listed
                self._seen = state
            return self._listed

    def state(self, digest: str) -> State:
        """Whether a link to the snapshot of this digest opens today, and why not."""
        found = self.listed().get(digest)
        return "unknown" if found is None else found.state(clock.today())

    def pause(self, digest: str, *, by: str) -> None:
        """Stop a link from opening until it is resumed. Raises RegisterFault where it is not open.

        A link that a site's cache holds may open for some seconds more.
        """
        self._change(digest, PAUSE, by, "open")

    def resume(self, digest: str, *, by: str) -> None:
        """Let a paused link open again. Raises RegisterFault where it is not paused."""
        self._change(digest, RESUME, by, "paused")

    def revoke(self, digest: str, *, by: str) -> None:
        """Stop a link from opening for good. Raises RegisterFault where it was revoked before."""
        self._change(digest, REVOKE, by, "open", "paused", "expired")

    def renew(self, digest: str, until: datetime.date, *, by: str) -> None:
        """Let a link open until the end of another day, whether or not it has expired.

        Raises RegisterFault for a link that was revoked or whose files are gone, and for a day
        before today or after three years.
        """
        _hold_to_limits(until)
        if digest in self.listed() and self.listed()[digest].removed:
            raise RegisterFault(
                "Its files were deleted when it had long expired: publish it again."
            )
        self._change(digest, RENEW, by, "open", "paused", "expired", expires=until.isoformat())

    def record_opens(self, opened: Mapping[str, int], exported: Mapping[str, int]) -> None:
        """Enter how often pages were opened and files taken away since the last time, by digest."""
        day = clock.today().isoformat()
        entries = [
            {"event": event, "snapshot": digest, "count": count, "at": day}
            for event, counts in ((OPEN, opened), (EXPORT, exported))
            for digest, count in counts.items()
            if count
        ]
        if entries:
            self.log.append(*entries)

    def newer(self, digest: str) -> datetime.datetime | None:
        """When the newest later snapshot of the same address was published; None without one.

        None too where its publisher did not allow that to be said.
        """
        listed = self.listed()
        this = listed.get(digest)
        if this is None or not this.allow_newer or not this.address:
            return None
        today = clock.today()
        later = [
            other.published
            for other in listed.values()
            if other.address == this.address
            and other.published > this.published
            and other.state(today) == "open"
        ]
        return max(later, default=None)

    def remove_long_closed(self, *, by: str) -> list[Listed]:
        """Delete the files of links that closed more than a year ago. Returns those deleted."""
        before = clock.today() - datetime.timedelta(days=RETENTION_DAYS)
        due = [
            entry
            for entry in self.listed().values()
            if not entry.removed and (entry.ended or entry.expires) < before
        ]
        for entry in due:
            # Entered first: files without an entry would be deleted and nobody could say when.
            self._record(REMOVE, entry.digest, by=by)
            shutil.rmtree(self.root / entry.digest, ignore_errors=True)
        return due

    def verify(self) -> Verdict:
        """Whether the log is what was written to it."""
        return self.log.verify()

    def _change(self, digest: str, event: str, by: str, *allowed: State, **more: Any) -> None:
        state = self.state(digest)
        if state not in allowed:
            raise RegisterFault(f"A link that is {state} cannot be changed in this way: {event}.")
        self._record(event, digest, by=by, **more)

    def _record(self, event: str, digest: str, **values: Any) -> None:
        at = clock.now().isoformat(timespec="seconds")
        self.log.append({"event": event, "snapshot": digest, "at": at, **values})


def _enter(listed: dict[str, Listed], values: Mapping[str, Any]) -> None:
    """Bring one line of the log into what is listed; lines it cannot bear are passed over."""
    event, digest = values.get("event"), values.get("snapshot", "")
    found = listed.get(digest)
    if event == PUBLISH:
        if found is None:
            listed[digest] = Listed(
                digest=digest,
                title=values["title"],
                address=values["address"],
                data_version=values["data_version"],
                published=datetime.datetime.fromisoformat(values["at"]),
                by=values["by"],
                expires=datetime.date.fromisoformat(values["expires"]),
                manifest=values["manifest"],
                allow_newer=values["allow_newer"],
            )
        return
    if found is None:
        return
    match event:
        case "pause" | "resume":
            listed[digest] = replace(found, paused=event == PAUSE)
        case "revoke":
            listed[digest] = replace(found, ended=_day(values["at"]))
        case "renew":
            until = datetime.date.fromisoformat(values["expires"])
            listed[digest] = replace(found, expires=until)
        case "remove":
            listed[digest] = replace(found, removed=True)
        case "open":
            day = values["at"]
            opened = {**found.days_opened, day: found.days_opened.get(day, 0) + values["count"]}
            listed[digest] = replace(
                found, opened=found.opened + values["count"], days_opened=opened
            )
        case "export":
            listed[digest] = replace(found, exported=found.exported + values["count"])


def _day(moment: str) -> datetime.date:
    return datetime.datetime.fromisoformat(moment).astimezone(clock.ZONE).date()


def _hold_to_limits(last: datetime.date) -> None:
    today = clock.today()
    if not today <= last <= today + datetime.timedelta(days=LONGEST_DAYS):
        raise RegisterFault(
            f"A link opens until a day between {today.isoformat()} and three years from then, "
            f"not {last.isoformat()}."
        )


def _manifest_of(folder: Path) -> tuple[str, Mapping[str, Any]]:
    """The SHA-256 of a snapshot's manifest and what it says."""
    try:
        content = (folder / MANIFEST).read_bytes()
        said = json.loads(content)
    except (OSError, ValueError) as error:
        raise RegisterFault(f"The snapshot's manifest cannot be read: {error}") from error
    if not isinstance(said, dict):
        raise RegisterFault("The snapshot's manifest is not an object.")
    return hashlib.sha256(content).hexdigest(), said


def _addresses(manifest: Mapping[str, Any]) -> str:
    """The addresses a snapshot was made from, parted by spaces."""
    return str(manifest.get("address", ""))
