"""Where nobody signs in, this machine alone is answered; what a proxy passed on is not from it."""

import base64
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Scope
from streamlit import runtime

from commissioning.settings import Settings
from commissioning.sharing.roles import Role
from commissioning.sharing.sessions import Person
from commissioning.ui import access, identity
from commissioning.ui.gate import Gate, from_this_machine, is_own_address
from tests.browser.serving import Server, serving
from tests.serving.asking import asked
from tests.sharing.published import PAGE, publish

MARKS = [
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-For", ""),
    ("x-forwarded-proto", "https"),
    ("X-Forwarded-Host", "localhost"),
    ("X-Forwarded-Anything", "1"),
    ("Forwarded", "for=127.0.0.1"),
    ("X-Real-IP", "127.0.0.1"),
    ("Via", "1.1 proxy"),
]


def scope(client: str | None, headers: dict[str, str] | None = None) -> Scope:
    return {
        "type": "http",
        "client": None if client is None else (client, 5),
        "headers": Headers(headers or {}).raw,
    }


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.9.1", "::1"])
def test_the_machine_itself_is_answered(client: str) -> None:
    assert from_this_machine(scope(client))


@pytest.mark.parametrize("client", ["192.0.2.4", "10.0.0.1", "::ffff:192.0.2.4", "unix:", "", None])
def test_another_machine_is_not(client: str | None) -> None:
    assert not from_this_machine(scope(client))


@pytest.mark.parametrize(("name", "value"), MARKS)
def test_what_a_proxy_passed_on_is_not_from_this_machine(name: str, value: str) -> None:
    assert not from_this_machine(scope("127.0.0.1", {name: value}))


@pytest.mark.parametrize(
    ("address", "base", "own"),
    [
        ("/", "", True),
        ("/outcomes?data=london", "", True),
        ("/spend/outcomes", "/spend", True),
        ("/outcomes", "/spend", False),
        ("//elsewhere.example", "", False),
        ("/\\elsewhere.example", "", False),
        ("https://elsewhere.example", "", False),
        ("/a\r\nset-cookie: b", "", False),
        ("", "", False),
        ("outcomes", "", False),
    ],
)
def test_only_an_address_of_its_own_is_come_back_to(address: str, base: str, own: bool) -> None:
    assert is_own_address(address, base) is own


def test_a_proxy_that_signs_people_in_is_trusted_only_where_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marked = {"x-forwarded-for": "203.0.113.5"}
    for said, status in (("", 403), ("0", 403), ("yes", 403), ("1", 200)):
        monkeypatch.setenv("COMMISSIONING_SIGNED_IN_BY_PROXY", said)
        gate = Gate(PlainTextResponse("the dashboard"), access.Access())
        assert asked(gate, "/", marked).status == status, said


def test_whom_a_proxy_let_in_may_look_and_not_publish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMISSIONING_SIGNED_IN_BY_PROXY", "1")
    monkeypatch.setattr(access, "_access", [access.Access()])
    person = access.visitor()
    assert isinstance(person, Person)
    assert person.role == Role.EXPLORER
    assert not access.may(Role.PUBLISHER)


def test_a_page_that_is_served_without_the_gate_lets_nobody_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(access, "_access", [])
    assert access.visitor() == access.AT_THIS_MACHINE, "a page that no server runs"
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: object.__new__(runtime.Runtime))
    assert access.visitor() == "signed out"
    assert not access.may(Role.EXPLORER)


WHOLE = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "a" * 32,
    "client_id": "dashboard",
    "client_secret": "b",
    "server_metadata_url": "http://localhost/.well-known/openid-configuration",
}


def configured(
    monkeypatch: pytest.MonkeyPatch, auth: dict[str, str], roles: dict[str, object] | None = None
) -> None:
    monkeypatch.setattr(identity, "get_secrets_auth_section", lambda: auth)
    monkeypatch.setattr(identity, "secrets_singleton", {"roles": roles or {}})


def test_a_sign_in_that_is_whole_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    configured(monkeypatch, WHOLE)
    found = identity.sign_in()
    assert found is not None
    assert found.from_userinfo
    assert found.rules.role({"roles": ["publisher"]}) == Role.PUBLISHER
    assert found.longest.total_seconds() == 8 * 3600


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_cookies_of_a_sign_in_go_by_tls_alone_where_readers_come_by_it(
    scheme: str, secure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    redirect = {"redirect_uri": f"{scheme}://spend.example.org/oauth2callback"}
    configured(monkeypatch, WHOLE | redirect)
    answer = PlainTextResponse("")
    answer.set_cookie("_streamlit_user", "signed", httponly=True)
    for path in ("/auth/login", "/oauth2callback"):
        headers = asked(Gate(answer, access.Access()), path).headers
        said = [cookie for cookie in headers.getlist("set-cookie") if "_streamlit_user" in cookie]
        assert [cookie.endswith("; Secure") for cookie in said] == [secure]


@pytest.mark.parametrize("missing", WHOLE)
def test_a_sign_in_that_is_not_whole_is_a_fault_and_not_none(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(monkeypatch, {name: value for name, value in WHOLE.items() if name != missing})
    with pytest.raises(identity.SignInFault, match=missing):
        identity.sign_in()


@pytest.mark.parametrize(
    ("auth", "roles", "said"),
    [
        ({"cookie_secret": "short"}, {}, "cookies could be forged"),
        ({}, {"source": "cookie"}, "source is 'cookie'"),
        ({}, {"explorer": [1]}, "'explorer' are not a list of text"),
        ({}, {"session_seconds": 100_000}, "session_seconds"),
        ({}, {"confirmed_for_seconds": 0}, "confirmed_for_seconds"),
        ({}, {"session_seconds": "8h"}, "session_seconds"),
    ],
)
def test_settings_that_would_let_in_too_many_are_faults(
    auth: dict[str, str], roles: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(monkeypatch, WHOLE | auth, roles)
    with pytest.raises(identity.SignInFault, match=said):
        identity.sign_in()


@pytest.fixture(scope="module")
def server(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(built, tmp_path_factory.mktemp("server") / "printed.txt") as running:
        yield running


@pytest.mark.parametrize(("name", "value"), MARKS)
@pytest.mark.parametrize("path", ["/", "/spend-growth", "/media/a.csv", "/static/js/x.js"])
def test_a_server_without_a_sign_in_refuses_what_a_proxy_passes_on(
    name: str, value: str, path: str, server: Server
) -> None:
    status, headers, body = server.ask(path, {name: value})
    assert status == 403
    assert b"open on its own machine only" in body
    assert "frame-ancestors" in headers["content-security-policy"]
    assert server.ask("/")[0] == 200


def test_a_connection_that_a_proxy_passes_on_is_refused(server: Server) -> None:
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(b'0123456789abcdef').decode()}",
        "Sec-WebSocket-Version: 13",
        f"Origin: {server.origin}",
    ]
    for more, status in (("", 101), ("X-Forwarded-For: 127.0.0.1", 403)):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            connection.sendall("\r\n".join([*lines, *filter(None, [more]), "", ""]).encode())
            assert int(connection.recv(4096).split(b" ")[1]) == status


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.2", "localhost.example"])
@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/s/x/", "/health"])
def test_another_host_than_those_allowed_is_not_answered(
    host: str, path: str, server: Server
) -> None:
    assert server.ask(path, {"host": host})[0] == 400


def test_machines_endpoints_are_closed_on_the_server(server: Server) -> None:
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/metrics"):
        assert server.ask(path)[0] == 404


def test_published_links_are_for_everybody(server: Server, built: Settings) -> None:
    made = publish(built.published)
    status, _, body = server.ask(f"/s/{made.id}/", {"x-forwarded-for": "203.0.113.5"})
    assert (status, body) == (200, PAGE.encode())


def test_the_server_says_whom_it_answers(server: Server) -> None:
    assert "this machine alone is answered" in Path(server.output).read_text()
