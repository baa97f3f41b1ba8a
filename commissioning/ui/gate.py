"""The gate before everything: nobody who is not let in gets a file, a page or a connection.

Only published links, health, the sign-in itself and metrics, which have a gate of their own, are
on the open side of it. A connection that was let in is closed at its next message once its sign-in
has ended or lost its role.
"""

import ipaddress
from collections.abc import Mapping
from urllib.parse import quote, unquote

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, cookie_parser
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commissioning.sharing.sessions import Person, Reason, Sessions
from commissioning.ui import identity, refusals
from commissioning.ui.access import Access

RETURN_TO = "_return_to"
RETURN_SECONDS = 600
FORWARDED = ("forwarded", "via", "x-real-ip")
FORWARDED_PREFIX = "x-forwarded-"
POLICY_VIOLATION = 1008
HTML = "text/html; charset=utf-8"
# Published links carry their own permission; the rest says nothing of any figure.
OPEN = ("/robots.txt", "/health", "/metrics", "/_stcore/health")
OPEN_BELOW = ("/s/",)
MACHINES = "/_stcore/"


class Gate:
    """ASGI middleware that lets through whom an installation lets in."""

    def __init__(self, app: ASGIApp, access: Access, base: str = "") -> None:
        self.app = app
        self._access = access
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with the page that says why not."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self._base)
        if path in OPEN or path.startswith(OPEN_BELOW) or self._access.by_proxy:
            await self.app(scope, receive, send)
        elif self._access.sessions is not None and self._access.sign_in is not None:
            kept = _by_tls_alone(send) if self._access.sign_in.by_tls else send
            await self._for_signed_in(self._access.sessions, path, scope, receive, kept)
        elif from_this_machine(scope):
            await self.app(scope, receive, send)
        else:
            await _refuse(403, refusals.ONLY_HERE, scope, receive, send)

    async def _for_signed_in(
        self, sessions: Sessions, path: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        cookies = _cookies(scope)
        if scope["type"] == "http" and path == "/sign-in":
            await self._send_to_sign_in(scope, receive, send)
            return
        if path == "/auth/login":
            await self.app(scope, receive, send)
            return
        if path == "/auth/logout":
            sessions.end(identity.claims_in(cookies))
            await self.app(scope, receive, send)
            return
        if path == "/oauth2callback":
            await self.app(scope, receive, _going_back(cookies, self._base, send))
            return
        person = await _admitted(sessions, cookies)
        if isinstance(person, Person):
            await self.app(scope, *_while_admitted(sessions, cookies, receive, send))
        elif person == "no role" and not path.startswith(MACHINES):
            await _refuse(403, refusals.no_role_page(self._base), scope, receive, send)
        elif scope["type"] == "http" and path.startswith(MACHINES):
            # A page that is still open asks here first, and shows what it is told.
            await JSONResponse(refusals.RELOAD, 401, {"cache-control": "no-store"})(
                scope, receive, send
            )
        else:
            wanted = _address(scope) if scope["type"] == "http" else ""
            words = refusals.signed_out_page(self._base, wanted, ended=person == "ended")
            await _refuse(401, words, scope, receive, send)

    async def _send_to_sign_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Remember where somebody was going, and send them to their provider."""
        answer = RedirectResponse(identity.sign_in_address(), 302, {"cache-control": "no-store"})
        wanted = HTTPConnection(scope).query_params.get("to", "")
        if is_own_address(wanted, self._base):
            answer.set_cookie(
                RETURN_TO,
                quote(wanted, safe=""),
                max_age=RETURN_SECONDS,
                path=f"{self._base}/",
                httponly=True,
                samesite="lax",
            )
        await answer(scope, receive, send)


def from_this_machine(scope: Scope) -> bool:
    """Whether a request was sent by the machine itself, to itself.

    Behind a proxy every request comes from the loopback address, so one that shows the marks of a
    proxy never is.
    """
    client = scope.get("client")
    if client is None:
        return False
    for name, _ in scope["headers"]:
        text = name.decode("latin-1").lower()
        if text in FORWARDED or text.startswith(FORWARDED_PREFIX):
            return False
    try:
        return ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False


def is_own_address(address: str, base: str) -> bool:
    """Whether an address leads to a page here, whatever a browser makes of its letters."""
    return (
        address.startswith(f"{base}/")
        and not address.startswith("//")
        and "\\" not in address
        and address.isprintable()
    )


async def _admitted(sessions: Sessions, cookies: Mapping[str, str]) -> Person | Reason:
    claims = identity.claims_in(cookies)
    if claims is None or not sessions.due(claims):
        return sessions.admit(claims)
    # The provider is asked over the network, off the event loop.
    return await anyio.to_thread.run_sync(sessions.admit, claims, identity.token_in(cookies))


def _while_admitted(
    sessions: Sessions, cookies: Mapping[str, str], receive: Receive, send: Send
) -> tuple[Receive, Send]:
    """What a connection receives and sends for as long as its sign-in holds."""
    closed = False

    async def received() -> Message:
        nonlocal closed
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        if isinstance(await _admitted(sessions, cookies), Person):
            return message
        closed = True
        await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": ""})
        return {"type": "websocket.disconnect", "code": POLICY_VIOLATION, "reason": ""}

    async def sent(message: Message) -> None:
        if not closed:
            await send(message)

    return received, sent


def _going_back(cookies: Mapping[str, str], base: str, send: Send) -> Send:
    """Lead whoever has just been signed in to where they were going."""
    wanted = unquote(cookies.get(RETURN_TO, ""))

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 302:
            headers = MutableHeaders(scope=message)
            if is_own_address(wanted, base):
                headers["location"] = wanted
            forgotten = Response()
            forgotten.delete_cookie(RETURN_TO, path=f"{base}/")
            headers.append("set-cookie", forgotten.headers["set-cookie"])
        await send(message)

    return sent


def _by_tls_alone(send: Send) -> Send:
    """Have browsers send the sign-in's cookies by HTTPS and no other way, as Streamlit does not."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [
                (name, value + b"; Secure" if name.lower() == b"set-cookie" else value)
                for name, value in message["headers"]
            ]
            message = {**message, "headers": headers}
        await send(message)

    return sent


async def _refuse(status: int, words: bytes, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        # Before a connection is accepted, closing it answers with 403 and nothing else.
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": ""})
        return
    content = b"" if scope["method"] == "HEAD" else words
    answer = Response(content, status, {"cache-control": "no-store"}, HTML)
    await answer(scope, receive, send)


def _cookies(scope: Scope) -> Mapping[str, str]:
    return {
        name: value
        for header in Headers(scope=scope).getlist("cookie")
        for name, value in cookie_parser(header).items()
    }


def _address(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return quote(scope["path"]) + (f"?{query}" if query else "")
