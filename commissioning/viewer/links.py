"""What answers for published links: ``/<identifier>/`` and the files its manifest names.

Every request does the same work up to the point where its answer is chosen: the digest of what was
sent is looked up in the register. How long a refusal takes therefore says nothing about why.
"""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

import anyio
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from commissioning.sharing.identifiers import digest_of
from commissioning.sharing.register import Listed, Register, State
from commissioning.viewer import notices
from commissioning.viewer.counting import Counting
from commissioning.viewer.headers import security_headers
from commissioning.viewer.holdings import (
    INDEX,
    SCRIPTS,
    TAKEN_AWAY,
    Altered,
    Holdings,
    NotNamed,
    Wanted,
)
from commissioning.viewer.negotiation import preferred_encoding
from commissioning.viewer.representation import CODINGS, FOREVER, Representation

LOGGER = logging.getLogger("commissioning")
# A reader's own browser asks every time; a cache on the way, which spares the viewer a crowd, may
# show a page for half a minute after its link is revoked.
SECONDS_HELD = 30
HELD = f"public, max-age=0, s-maxage={SECONDS_HELD}, must-revalidate"
NOT_HELD = "no-store"
METHODS = "GET, HEAD, OPTIONS"
REFUSALS: Mapping[State, tuple[int, bytes]] = {
    "unknown": (404, notices.UNKNOWN),
    "expired": (410, notices.EXPIRED),
    "revoked": (410, notices.REVOKED),
    "paused": (503, notices.PAUSED),
}
HTML = "text/html; charset=utf-8"


class PublishedLinks:
    """ASGI application over one published folder; it opens nothing else."""

    def __init__(self, root: Path, framed_by: tuple[str, ...] = ()) -> None:
        self.register = Register(root)
        self.counting = Counting(self.register)
        self._holdings = Holdings(root)
        self._headers = security_headers(framed_by)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise RuntimeError("published links answer HTTP requests alone")
        answer = await self._answer(scope)
        for name, value in self._headers.items():
            answer.headers.setdefault(name, value)
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            return _not_read(scope)
        path = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix("/")
        identifier, slash, name = path.partition("/")
        if identifier == SCRIPTS:
            return await self._script(name, scope)
        listed = self.register.listed()
        digest = digest_of(identifier)
        state = self.register.state(digest)
        if state != "open":
            status, words = REFUSALS[state]
            return _said(status, words, scope)
        if not slash:
            # The files of a snapshot are named relative to its folder.
            return RedirectResponse(
                f"{identifier}/", status_code=308, headers={"cache-control": NOT_HELD}
            )
        return await self._file(listed[digest], name or INDEX, scope)

    async def _file(self, entry: Listed, name: str, scope: Scope) -> Response:
        newer = self.register.newer(entry.digest) if name == INDEX else None
        wanted = Wanted(
            entry.digest,
            entry.manifest,
            name,
            _encoding(scope),
            notices.newer_version(newer) if newer else b"",
        )
        try:
            found = await self._found(wanted, self._holdings.read)
        except NotNamed:
            return _said(404, notices.UNKNOWN, scope)
        except Altered:
            LOGGER.error("snapshot %s: %s is not what was published", entry.digest, name)
            return _said(503, notices.ALTERED, scope)
        if scope["method"] == "GET":
            if name == INDEX:
                self.counting.opened(entry.digest)
            elif Path(name).suffix in TAKEN_AWAY:
                self.counting.exported(entry.digest)
        answer = found.answer(scope, HELD)
        answer.headers["accept-ranges"] = "none"
        if name.endswith(".csv"):
            answer.headers["content-disposition"] = f'attachment; filename="{name}"'
        return answer

    async def _script(self, name: str, scope: Scope) -> Response:
        wanted = Wanted(SCRIPTS, "", name, _encoding(scope))
        try:
            found = await self._found(wanted, self._holdings.read_script)
        except NotNamed:
            return _said(404, notices.UNKNOWN, scope)
        return found.answer(scope, FOREVER)

    async def _found(
        self, wanted: Wanted, read: Callable[[Wanted], Representation]
    ) -> Representation:
        """A file from memory, or read where it does not keep others waiting; raises as it does."""
        kept = self._holdings.kept(wanted)
        return await anyio.to_thread.run_sync(read, wanted) if kept is None else kept


def _encoding(scope: Scope) -> str | None:
    return preferred_encoding(Headers(scope=scope).getlist("accept-encoding"), tuple(CODINGS))


def _said(status: int, words: bytes, scope: Scope) -> Response:
    """A page of plain words, which no cache may hold: a link can be opened again."""
    answer = Representation(words, None, HTML).answer(scope, NOT_HELD, status)
    del answer.headers["etag"]
    return answer


def _not_read(scope: Scope) -> Response:
    """The answer to a request that is not for reading."""
    if scope["method"] == "OPTIONS":
        return Response(status_code=204, headers={"allow": METHODS, "cache-control": NOT_HELD})
    answer = _said(405, notices.NOT_READ, scope)
    answer.headers["allow"] = METHODS
    return answer
