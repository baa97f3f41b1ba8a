"""Signing in by a real OpenID Connect provider: who gets what before, during and after."""

import base64
import json
import socket
import time
from collections.abc import Iterator

import pytest
from itsdangerous import URLSafeTimedSerializer

from commissioning.settings import Settings
from commissioning.ui.navigation import PAGES
from tests.serving.provided import COOKIE_SECRET, Client, Guarded, guarded
from tests.sharing.published import PAGE, publish

USER = "_streamlit_user"
CONFIRMED_FOR_SECONDS = 1
ROLES = f"[roles]\nconfirmed_for_seconds = {CONFIRMED_FOR_SECONDS}\n"
PLACES = [
    *(f"/{page}" for page in PAGES),
    "/spend-growth?data=london&fy_from=2019/20",
    "/no-such-page",
    "/shared-links",
    "/media/0123456789abcdef.csv",
    "/_stcore/host-config",
    "/_stcore/upload_file/a/b",
    "/_stcore/script-health-check",
    "/_stcore/stream",
    "/component/x/index.html",
    "/static/js/index.js",
    "/s",
    "/auth",
    "/index.html",
    "/agent.json",
]


@pytest.fixture(scope="module")
def server(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(built, tmp_path_factory.mktemp("guarded"), ROLES) as running:
        running.provider.account("ann", email="ann@example.org", roles=["explorer"])
        running.provider.account("bob", email="bob@example.org", roles=["administrator"])
        running.provider.account("eve", email="eve@example.org", roles=["visitor"])
        yield running


def handshake(server: Guarded, cookies: dict[str, str], *headers: str) -> int:
    """The status that a request for a connection is answered with."""
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(b'0123456789abcdef').decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit, PLACEHOLDER_AUTH_TOKEN",
        f"Origin: {server.origin}",
        *headers,
    ]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        return int(connection.recv(4096).split(b" ")[1])


def kept(client: Client, server: Guarded) -> dict[str, str]:
    return client.cookies[f"127.0.0.1:{server.port}"]


def status(server: Guarded, cookies: dict[str, str], path: str = "/") -> int:
    return Client({f"127.0.0.1:{server.port}": dict(cookies)}).send(server.origin + path)[0]


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_threat_17_whoever_is_signed_out_sees_the_sign_in_and_nothing_else(
    path: str, method: str, server: Guarded
) -> None:
    found, headers, body = Client().send(server.origin + path, method=method)
    assert found == 401
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors" in headers["content-security-policy"]
    assert "set-cookie" not in headers
    if method == "HEAD":
        assert body == b""
        return
    if path.startswith("/_stcore/"):
        assert b"Reload the page to sign in again" in body
    else:
        assert b"<h1>Sign in</h1>" in body
    assert b"<script" not in body
    for told in (b"streamlit", b"London", b"MOPAC", b"2021/22"):
        assert told not in body


def test_threat_17_no_connection_is_opened_for_whoever_is_signed_out(server: Guarded) -> None:
    assert handshake(server, {}) == 403
    assert handshake(server, {USER: "nothing"}) == 403
    assert handshake(server, {"_streamlit_session": "x", "_xsrf": "y"}) == 403


def test_health_is_told_to_everybody(server: Guarded) -> None:
    assert status(server, {}, "/_stcore/health") == 200
    assert status(server, {}, "/robots.txt") == 200


def test_signing_in_leads_back_to_the_address_that_was_asked_for(server: Guarded) -> None:
    client, come_to = server.signed_in("ann", "/spend-growth%3Fdata%3Dlondon%26fy%3Da%2520b")
    assert come_to == f"{server.origin}/spend-growth?data=london&fy=a%20b"
    assert status(server, kept(client, server), "/spend-growth") == 200
    assert handshake(server, kept(client, server)) == 101
    assert status(server, kept(client, server), "/media/0123456789abcdef.csv") == 404
    assert "_return_to" not in kept(client, server)


@pytest.mark.parametrize(
    "path",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/%5Celsewhere.example/",
        "/%09/elsewhere.example/",
        "%5C%5Celsewhere.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_signing_in_never_leads_elsewhere(path: str, server: Guarded) -> None:
    _, come_to = server.signed_in("ann", path)
    assert come_to == f"{server.origin}/"


def test_whoever_has_no_role_is_told_so_and_gets_nothing(server: Guarded) -> None:
    client, _ = server.signed_in("eve")
    found, _, body = client.send(f"{server.origin}/spend-growth")
    assert (found, b"no part in this dashboard" in body) == (403, True)
    assert handshake(server, kept(client, server)) == 403
    assert status(server, kept(client, server), "/media/0123456789abcdef.csv") == 403


def forged(claims: dict[str, object], secret: str, name: str = USER) -> str:
    """A cookie as Streamlit signs it."""
    return str(URLSafeTimedSerializer(secret, salt=name).dumps(json.dumps(claims)))


def test_a_forged_cookie_opens_nothing(server: Guarded) -> None:
    client, _ = server.signed_in("ann")
    true = kept(client, server)[USER]
    claims = {
        "is_logged_in": True,
        "sub": "bob",
        "email": "bob@example.org",
        "roles": ["administrator"],
        "iat": int(time.time()),
        "iss": "x",
    }
    payload, *rest = true.rsplit(".", 2)
    letters = "".join("A" if letter != "A" else "B" for letter in payload[-4:])
    attempts = [
        forged(claims, "a guess"),
        forged(claims, ""),
        forged(claims, "PLACEHOLDER_AUTH_TOKEN"),
        forged(claims, COOKIE_SECRET, "_streamlit_user_tokens"),
        ".".join([payload[:-4] + letters, *rest]),
        true[:-1] + ("A" if true[-1] != "A" else "B"),
        base64.b64encode(json.dumps(claims).encode()).decode(),
        json.dumps(claims).replace('"', "'"),
        "",
        "a" * 5000,
    ]
    for attempt in attempts:
        assert status(server, {USER: attempt}) == 401
        assert handshake(server, {USER: attempt}) == 403
    assert status(server, {USER: true, **kept(client, server)}) == 200


def test_a_cookie_with_claims_of_ones_own_opens_nothing_even_rightly_signed(
    server: Guarded,
) -> None:
    """Whoever came by the secret still has no token that the provider stands by."""
    claims = {
        "is_logged_in": True,
        "sub": "bob",
        "roles": ["administrator"],
        "iat": int(time.time()),
        "iss": "x",
    }
    assert status(server, {USER: forged(claims, COOKIE_SECRET)}) == 401
    ann, _ = server.signed_in("ann")
    mixed = {**kept(ann, server), USER: forged(claims, COOKIE_SECRET)}
    assert status(server, mixed) == 401, "a token of somebody else"


def test_signing_out_ends_the_session_for_every_copy_of_its_cookie(server: Guarded) -> None:
    client, _ = server.signed_in("ann")
    copied = dict(kept(client, server))
    other, _ = server.signed_in("bob")
    assert status(server, copied) == 200
    client.follow(f"{server.origin}/auth/logout")
    assert USER not in kept(client, server)
    assert status(server, copied) == 401
    assert handshake(server, copied) == 403
    found = Client({f"127.0.0.1:{server.port}": copied}).send(f"{server.origin}/")[2]
    assert b"Your session has ended" in found
    assert status(server, kept(other, server)) == 200


def test_a_role_that_is_taken_away_closes_the_dashboard_within_the_time_set(
    server: Guarded,
) -> None:
    server.provider.account("dan", email="dan@example.org", roles=["explorer"])
    client, _ = server.signed_in("dan")
    assert status(server, kept(client, server)) == 200
    server.provider.account("dan", email="dan@example.org", roles=[])
    time.sleep(CONFIRMED_FOR_SECONDS)
    assert status(server, kept(client, server)) == 403
    assert handshake(server, kept(client, server)) == 403
    server.provider.account("dan", email="dan@example.org", roles=["explorer"])
    time.sleep(CONFIRMED_FOR_SECONDS)
    assert status(server, kept(client, server)) == 200


def test_somebody_who_left_is_signed_out_within_the_time_set(server: Guarded) -> None:
    server.provider.account("fay", email="fay@example.org", roles=["publisher"])
    client, _ = server.signed_in("fay")
    assert status(server, kept(client, server)) == 200
    server.provider.forget("fay")
    time.sleep(CONFIRMED_FOR_SECONDS)
    assert status(server, kept(client, server)) == 401


def test_a_published_link_needs_no_account(server: Guarded, built: Settings) -> None:
    made = publish(built.published)
    found, _, body = Client().send(f"{server.origin}/s/{made.id}/")
    assert (found, body) == (200, PAGE.encode())
    assert status(server, {}, f"/s/{made.id}/../../media/x") in (400, 404)


def test_the_log_says_who_is_answered_and_holds_no_secret(server: Guarded) -> None:
    client, _ = server.signed_in("ann")
    printed = server.output.read_text()
    assert "once they are signed in and have a role" in printed
    for secret in (COOKIE_SECRET, *kept(client, server).values()):
        assert secret not in printed
    assert "Traceback" not in printed
