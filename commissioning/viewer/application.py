"""The viewer: a server for published links that has nothing else to give.

It opens the published folder and no other, and loads neither Streamlit nor DuckDB nor pandas.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commissioning.viewer import notices
from commissioning.viewer.headers import security_headers
from commissioning.viewer.links import PublishedLinks

HERE = ("localhost", "127.0.0.1")
NO_ROBOTS = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True)
class Viewing:
    """What one viewer serves and to whom.

    ``hosts`` are the names it answers to, ``framed_by`` the sites that may embed a snapshot, and
    ``base`` the path it stands below ("" at a site's root).
    """

    root: Path
    hosts: tuple[str, ...] = HERE
    framed_by: tuple[str, ...] = ()
    base: str = ""


def from_environment(root: Path) -> Viewing:
    """The viewer of a published folder as the environment has it.

    ``COMMISSIONING_VIEWER_HOSTS`` names the hosts it answers to (default: this machine alone),
    ``COMMISSIONING_FRAMED_BY`` the sites that may embed a snapshot (default: none but itself) and
    ``COMMISSIONING_VIEWER_BASE`` the path it stands below; lists are separated by spaces.
    """
    return Viewing(
        root,
        tuple(os.environ.get("COMMISSIONING_VIEWER_HOSTS", " ".join(HERE)).split()),
        framed_by_environment(),
        "/".join(["", *filter(None, os.environ.get("COMMISSIONING_VIEWER_BASE", "").split("/"))]),
    )


def framed_by_environment() -> tuple[str, ...]:
    """The sites that may embed a snapshot, by ``COMMISSIONING_FRAMED_BY``."""
    return tuple(os.environ.get("COMMISSIONING_FRAMED_BY", "").split())


async def robots(_: Request) -> Response:
    """Every search engine is asked to stay away from everything."""
    return PlainTextResponse(NO_ROBOTS)


async def health(_: Request) -> Response:
    """That the viewer answers, for whoever watches over it."""
    return JSONResponse({"status": "ok"}, headers={"cache-control": "no-store"})


async def nothing_here(_: Request, __: Exception) -> Response:
    """The answer for an address that is no link's."""
    return Response(notices.UNKNOWN, 404, {"cache-control": "no-store"}, "text/html; charset=utf-8")


class EveryAnswer:
    """ASGI middleware that puts headers on every answer that lacks them."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self.app = app
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                missing = [pair for pair in self._headers if pair[0] not in there]
                message = {**message, "headers": [*message["headers"], *missing]}
            await send(message)

        await self.app(scope, receive, add)


def viewer(viewing: Viewing) -> Starlette:
    """The application that serves one published folder."""
    links = PublishedLinks(viewing.root, viewing.framed_by)

    @asynccontextmanager
    async def counted_to_the_end(_: Starlette) -> AsyncIterator[None]:
        yield
        await anyio.to_thread.run_sync(links.counting.enter)

    return Starlette(
        routes=[
            Mount(f"{viewing.base}/s", links),
            Route(f"{viewing.base}/health", health),
            Route(f"{viewing.base}/robots.txt", robots),
        ],
        middleware=[
            Middleware(EveryAnswer, headers=dict(security_headers(viewing.framed_by))),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(viewing.hosts)),
        ],
        exception_handlers={404: nothing_here},
        lifespan=counted_to_the_end,
    )
