"""What the tests of the server ask for, and what comes back."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Scope

SCRIPT = "static/js/chart.Ab12Cd34.js"


@dataclass(frozen=True)
class Reply:
    """What came back: status, headers and the whole body."""

    status: int
    headers: Headers
    body: bytes


Ask = Callable[..., Reply]


def asked(
    app: ASGIApp,
    path: str,
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    client: str = "127.0.0.1",
    query: bytes = b"",
) -> Reply:
    """Ask an application for a path without a server."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "client": (client, 50_000),
        "query_string": query,
        "headers": Headers(headers or {}).raw,
    }

    async def call() -> None:
        await app(scope, receive, send)

    # In a thread of its own, because a browser test before it leaves this one with a loop.
    with ThreadPoolExecutor(1) as worker:
        worker.submit(asyncio.run, call()).result()
    start = sent[0]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(start["status"], Headers(raw=start["headers"]), body)
