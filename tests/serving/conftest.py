"""A small front end to serve, and a way to ask a middleware for something without a server."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Scope

from tests.serving.asking import SCRIPT, Ask, Reply


@pytest.fixture
def front_end(tmp_path: Path) -> Path:
    """A folder laid out as Streamlit lays out its static files."""
    folder = tmp_path / "front_end"
    (folder / "static" / "js").mkdir(parents=True)
    (folder / "static" / "media").mkdir()
    (folder / SCRIPT).write_text("export const chart = 'drawn';\n" * 400)
    (folder / "static/js/tiny.Ef56Gh78.js").write_text("export {};\n")
    (folder / "static/media/icons.Ij90Kl12.woff2").write_bytes(bytes(range(256)) * 8)
    (folder / "index.html").write_text(
        '<!DOCTYPE html><html lang="en"><head>'
        '<link rel="preload" href="./static/media/S.woff2" as="font" crossorigin />'
        '<title>Streamlit</title><link rel="service-desc" href="./agent.json" />'
        "<script>\n window.prerenderReady = false\n</script>"
        "</head><body><noscript><p>none</p></noscript></body></html>"
    )
    return folder


@pytest.fixture
def plain(front_end: Path) -> ASGIApp:
    """The files as they are, answered for as Streamlit answers: by Starlette's static files."""
    return StaticFiles(directory=front_end, html=True)


@pytest.fixture
def ask() -> Ask:
    """Ask an application for a path and return its reply."""

    def asked(
        app: ASGIApp,
        path: str,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        client: str = "127.0.0.1",
    ) -> Reply:
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
            "query_string": b"",
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

    return asked
