"""What the proxy lets through, to whom, with what, and what it writes down: stand-ins behind it."""

import http.client
import json
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from tests.deploy.proxying import (
    CONFIGURATION,
    EXPLORE,
    PUBLISHED,
    Proxy,
    Reply,
    free_ports,
    proxying,
)
from tests.deploy.standing_in import HELD, StandIn, standing_in

PAGE = "/commissioning/spend-growth?data=london&measure=Index"
STREAM = "/commissioning/_stcore/stream"
UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


class Site:
    """nginx with stand-ins behind it, each of which can go and come back."""

    def __init__(self, folder: Path, changes: dict[str, str] | None = None) -> None:
        self._running = ExitStack()
        self._each: dict[str, tuple[ExitStack, StandIn]] = {}
        self.ports = dict(zip(("a", "b", "viewer"), free_ports(3), strict=True))
        for name in self.ports:
            self.start(name)
        self.proxy: Proxy = self._running.enter_context(
            proxying(folder, **self.ports, changes=changes)
        )

    def start(self, name: str) -> None:
        stack = ExitStack()
        self._each[name] = stack, stack.enter_context(standing_in(self.ports[name]))

    def stop(self, name: str) -> None:
        stack, _ = self._each.pop(name)
        stack.close()

    def reached(self, name: str) -> list[dict[str, Any]]:
        return self._each[name][1].reached

    def all_reached(self) -> list[dict[str, Any]]:
        return [each for _, server in self._each.values() for each in server.reached]

    def name_of(self, reply: Reply) -> str:
        """Which stand-in answered."""
        port = json.loads(reply.body)["port"]
        return next(name for name, number in self.ports.items() if number == port)

    def close(self) -> None:
        for name in list(self._each):
            self.stop(name)
        self._running.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for the tests that leave it as they found it."""
    # These tests together ask more, and faster, than a reader does.
    site = Site(tmp_path_factory.mktemp("proxy"), {"burst=200": "burst=5000"})
    yield site
    site.close()


@pytest.fixture
def site(shared: Site) -> Site:
    for name in ("a", "b", "viewer"):
        shared.reached(name).clear()
    return shared


def upgraded(proxy: Proxy, cookie: str = "") -> Reply:
    """Ask for the connection a page is drawn over, as a browser does."""
    connection = proxy.connection(EXPLORE)
    try:
        connection.request("GET", STREAM, headers={**UPGRADE, "Cookie": f"explorer={cookie}"})
        reply = connection.getresponse()
        return Reply(reply.status, reply.headers, connection.sock.recv(100) or b"")
    finally:
        connection.close()


def test_an_unencrypted_request_is_sent_to_the_encrypted_address(site: Site) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.proxy.plain_port, timeout=30)
    connection.request("GET", PAGE, headers={"Host": EXPLORE})
    reply = connection.getresponse()
    assert (reply.status, reply.headers["Location"]) == (308, f"https://{EXPLORE}{PAGE}")
    connection.close()


def test_a_name_that_is_not_ours_is_not_answered(site: Site) -> None:
    connection = site.proxy.connection("other.localhost")
    with pytest.raises(ssl.SSLError, match=r"(?i)unrecognized[ _]name"):
        connection.connect()


def test_a_page_reaches_an_explorer_by_its_own_address(site: Site) -> None:
    reply = site.proxy.ask(EXPLORE, PAGE)
    assert reply.status == 200
    assert json.loads(reply.body)["path"] == PAGE
    assert site.name_of(reply) in ("a", "b")
    assert reply.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert reply.headers["Server"] == "nginx"


def test_a_page_may_ask_whether_its_server_is_there(site: Site) -> None:
    assert site.proxy.ask(EXPLORE, "/commissioning/_stcore/health").status == 200


@pytest.mark.parametrize("path", ["/", "/commissioning"])
def test_the_name_alone_leads_to_the_first_page(site: Site, path: str) -> None:
    reply = site.proxy.ask(EXPLORE, path)
    assert (reply.status, reply.headers["Location"]) == (
        302,
        f"https://{EXPLORE}:{site.proxy.port}/commissioning/",
    )


def test_what_a_reader_says_of_themselves_never_arrives(site: Site) -> None:
    names = (
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Port",
        "X-Forwarded-User",
        "X-Real-IP",
        "Forwarded",
        "Via",
        "Remote-User",
        "X-Remote-User",
        "X-Auth-Request-User",
        "X-Auth-Request-Email",
    )
    said = dict.fromkeys(names, "somebody else")
    for path in (PAGE, "/commissioning/_stcore/upload_file/x", "/commissioning/static/x.js"):
        arrived = json.loads(site.proxy.ask(EXPLORE, path, said).body)["headers"]
        assert "somebody else" not in arrived.values()
        assert arrived["x-forwarded-for"] == "127.0.0.1"
        assert arrived["x-forwarded-proto"] == "https"
        assert arrived["x-forwarded-host"] == arrived["host"] == EXPLORE
        assert not {name.lower() for name in said} & arrived.keys() - {
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
        }


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_reader_stays_with_one_explorer(site: Site, name: str) -> None:
    for _ in range(12):
        reply = site.proxy.ask(EXPLORE, PAGE, {"Cookie": f"explorer={name}"})
        assert site.name_of(reply) == name
        assert reply.cookie is None, "what a reader holds is not sent again"
    assert upgraded(site.proxy, name).body == b"port %d" % site.ports[name]


@pytest.mark.parametrize("cookie", [None, "", "c", "explorer_a", "127.0.0.1:22"])
def test_any_other_reader_is_given_one_by_lot(site: Site, cookie: str | None) -> None:
    given = set()
    for _ in range(40):
        headers = {} if cookie is None else {"Cookie": f"explorer={cookie}"}
        reply = site.proxy.ask(EXPLORE, PAGE, headers)
        assert reply.cookie == site.name_of(reply)
        given.add(reply.cookie)
    # Forty times the same of two has a chance of one in half a million million.
    assert given == {"a", "b"}
    (header,) = [h for h in reply.headers.get_all("Set-Cookie", []) if h.startswith("explorer")]
    assert header.partition("; ")[2] == "Path=/commissioning/; Secure; HttpOnly; SameSite=Lax"


def test_the_drawing_connection_is_passed_on(site: Site) -> None:
    reply = upgraded(site.proxy)
    assert reply.status == 101
    assert reply.cookie in ("a", "b")
    assert reply.body == b"port %d" % site.ports[reply.cookie]


@pytest.mark.parametrize(
    "path",
    [
        "/commissioning/health",
        "/commissioning/metrics",
        "/commissioning//metrics",
        "/commissioning/_stcore/metrics",
        "/commissioning/_stcore/agent/mcp",
        "/commissioning/_stcore/../metrics",
        "/commissioning/%6Detrics",
        "/commissioning/s/some-link/",
        "/metrics",
        "/s/some-link/",
        "/other",
    ],
)
def test_what_is_not_for_readers_is_closed(site: Site, path: str) -> None:
    assert site.proxy.ask(EXPLORE, path).status == 404
    assert site.all_reached() == []


def test_requests_are_as_large_as_they_need_to_be(site: Site) -> None:
    upload = "/commissioning/_stcore/upload_file/session/file"
    reply = site.proxy.ask(EXPLORE, upload, method="PUT", body=b"x" * 2_000_000)
    assert (reply.status, json.loads(reply.body)["length"]) == (200, 2_000_000)
    largest = int(st.get_option("server.maxUploadSize"))
    assert f"client_max_body_size {largest + 1}m;" in CONFIGURATION.read_text()
    too_large = {"Content-Length": str((largest + 2) << 20)}
    assert site.proxy.ask(EXPLORE, upload, too_large, method="PUT").status == 413
    too_large = {"Content-Length": str(65 << 10)}
    assert site.proxy.ask(EXPLORE, PAGE, too_large, method="POST").status == 413


def test_a_link_reaches_the_viewer_without_anything_about_its_reader(site: Site) -> None:
    reply = site.proxy.ask(
        PUBLISHED,
        "/s/some-link/",
        {
            "Cookie": "somebody=1",
            "Authorization": "Bearer somebody",
            "X-Forwarded-For": "somebody",
            "Referer": "https://mail.example.org/somebody",
        },
    )
    assert reply.status == 200
    (arrived,) = site.reached("viewer")
    assert arrived["path"] == "/s/some-link/"
    assert arrived["headers"]["host"] == PUBLISHED
    assert "somebody" not in json.dumps(arrived)
    assert "127.0.0.1" not in json.dumps(arrived)


@pytest.mark.parametrize("path", ["/", "/commissioning/", "/health", "/metrics", "/other"])
def test_the_published_name_has_nothing_but_links(site: Site, path: str) -> None:
    assert site.proxy.ask(PUBLISHED, path).status == 404
    assert site.all_reached() == []


def test_links_are_only_read(site: Site) -> None:
    assert site.proxy.ask(PUBLISHED, "/s/some-link/", method="HEAD").status == 200
    for method in ("POST", "PUT", "DELETE"):
        assert site.proxy.ask(PUBLISHED, "/s/some-link/", method=method).status == 403
    assert [each["method"] for each in site.reached("viewer")] == ["HEAD"], "which opens nothing"


def test_a_copy_is_held_when_the_viewer_says_so_and_not_otherwise(site: Site) -> None:
    for _ in range(5):
        assert site.proxy.ask(PUBLISHED, f"/s/one{HELD}").status == 200
        assert site.proxy.ask(PUBLISHED, "/s/one/gone").status == 200
    paths = [each["path"] for each in site.reached("viewer")]
    assert paths.count(f"/s/one{HELD}") == 1
    assert paths.count("/s/one/gone") == 5


def test_no_log_holds_a_search_or_a_link(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", {"burst=400": "burst=1", "rate=40r/s": "rate=1r/s"})
    try:
        searched, link = "/commissioning/decisions?search=jane+doe", "/s/a-key-to-something/"
        for _ in range(8):
            site.proxy.ask(EXPLORE, searched, {"Referer": f"https://{EXPLORE}{link}"})
            site.proxy.ask(PUBLISHED, link)
        for name in ("a", "b", "viewer"):
            site.stop(name)
        assert site.proxy.ask(EXPLORE, searched).status == 502
        site.proxy.ask(PUBLISHED, f"{link}spend.csv")
        written = site.proxy.written()
    finally:
        site.close()
    assert "/commissioning/decisions" in written
    assert " 429 " in written
    assert "jane" not in written
    assert "a-key-to-something" not in written


def test_a_program_that_runs_wild_is_held_up_and_others_are_not(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", {"burst=400": "burst=3", "rate=40r/s": "rate=1r/s"})
    try:
        statuses = [site.proxy.ask(PUBLISHED, "/s/x/").status for _ in range(30)]
        assert set(statuses) == {200, 429}
        assert site.proxy.ask(EXPLORE, PAGE).status == 200
    finally:
        site.close()


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_reader_lands_on_the_other_explorer_and_stays_there(tmp_path: Path, name: str) -> None:
    site = Site(tmp_path / "site")
    other = {"a": "b", "b": "a"}[name]
    try:
        site.stop(name)
        reply = site.proxy.ask(EXPLORE, PAGE, {"Cookie": f"explorer={name}"})
        assert (reply.status, site.name_of(reply), reply.cookie) == (200, other, other)
        stream = upgraded(site.proxy, name)
        assert (stream.status, stream.cookie) == (101, other)
        for _ in range(20):
            reply = site.proxy.ask(EXPLORE, PAGE)
            assert (reply.status, reply.cookie) == (200, other)
        site.start(name)
        reply = site.proxy.ask(EXPLORE, PAGE, {"Cookie": f"explorer={other}"})
        assert site.name_of(reply) == other
        assert upgraded(site.proxy, other).body == b"port %d" % site.ports[other]
    finally:
        site.close()
