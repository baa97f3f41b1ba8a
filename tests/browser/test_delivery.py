"""What the running server sends: little, cacheable, closed where it should be closed."""

import json
import re
import socket

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import Server
from tests.browser.watching import Visitor, settle

BUDGET_BYTES = 2_500_000
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def test_a_first_visit_is_small(browser: Browser, server: Server) -> None:
    with browser.new_context() as context:
        visitor = Visitor(context, server)
        sizes = _transferred(visitor.blank(), server)
        visitor.leave()
    assert len(sizes) > 20
    assert sum(sizes) < BUDGET_BYTES


def _transferred(page: Page, server: Server) -> list[int]:
    """The bytes on the wire of each request that the first page makes."""
    wire = page.context.new_cdp_session(page)
    sizes: list[int] = []
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(server.origin)
    settle(page)
    page.wait_for_load_state("networkidle")
    return sizes


def test_every_file_the_page_names_is_compressed_and_kept(server: Server) -> None:
    _, _, index = server.ask("/")
    named = re.findall(r'"\.(/static/[^"]+)"', index.decode())
    assert len(named) > 20
    large = 0
    for path in named:
        status, headers, body = server.ask(path, {"Accept-Encoding": "gzip, deflate, br"})
        assert status == 200, path
        assert "immutable" in headers["Cache-Control"], path
        large += len(body) > 2_000
        if len(body) > 2_000:
            assert headers["Content-Encoding"] == "br", path
    assert large > 10


def test_threat_17_no_other_site_may_steer_an_open_page(server: Server) -> None:
    status, _, answer = server.ask("/_stcore/host-config")
    assert status == 200
    assert json.loads(answer)["allowedOrigins"] == []


@pytest.mark.parametrize("path", ["/", "/decisions", "/spend-growth?first_year=2015%2F16"])
def test_every_address_answers_with_a_page_that_is_checked_each_time(
    server: Server, path: str
) -> None:
    status, headers, _ = server.ask(path, {"Accept-Encoding": "br"})
    assert (status, headers["Cache-Control"], headers["Content-Encoding"]) == (
        200,
        "no-cache",
        "br",
    )
    held = {"Accept-Encoding": "br", "If-None-Match": headers["ETag"]}
    assert server.ask(path, held)[0] == 304


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/static/none.js", "/_stcore/metrics"])
def test_every_answer_keeps_out_of_frames_searches_and_logs(server: Server, path: str) -> None:
    _, headers, _ = server.ask(path)
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"],
)
def test_machines_endpoints_are_closed(server: Server, path: str) -> None:
    assert server.ask(path)[0] == 404
    assert server.ask("/_stcore/agent/interact", {}, "POST")[0] == 404


def test_only_this_machine_can_connect(server: Server) -> None:
    # A server that listens everywhere answers on every loopback address, 127.0.0.2 included.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=5)


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Host": "elsewhere.example"}, False),
    ],
)
def test_a_session_opens_from_this_host_only(
    server: Server, headers: dict[str, str], allowed: bool
) -> None:
    status, _, _ = server.ask("/_stcore/stream", {**UPGRADE, **headers})
    assert (status == 101) is allowed
