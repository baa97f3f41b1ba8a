"""A server told to stop finishes what it has begun, and one that was killed is found again."""

import base64
import json
import os
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from commissioning.libraries import WHOLE
from commissioning.settings import Settings
from commissioning.sharing.register import Register
from commissioning.ui.assets import PLOTLY
from commissioning.ui.stopping import SECONDS
from tests.browser.serving import Server, serving
from tests.browser.watching import PATIENCE_MILLISECONDS, settle
from tests.sharing.published import publish
from tests.sharing.viewing import viewing

VIEW = "/spend-growth?data=illustrative&measure=Index&first_year=2021%2F22"


def ended(server: Server, within: float) -> tuple[int, float]:
    """The exit code of a server and how many seconds it took to end; fails when it does not."""
    began = time.monotonic()
    while time.monotonic() - began < within:
        # Left to be collected by whoever started it.
        found = os.waitid(os.P_PID, server.process_id, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if found is not None:
            code = found.si_status if found.si_code == os.CLD_EXITED else -found.si_status
            return code, time.monotonic() - began
        time.sleep(0.02)
    pytest.fail(f"The server goes on. It printed:\n{server.output.read_text()}", pytrace=False)


def messages(server: Server) -> list[str]:
    """What the server logged, in order."""
    lines = [line for line in server.output.read_text().splitlines() if line.startswith("{")]
    return [str(json.loads(line)["message"]) for line in lines]


def connected(server: Server, request: str) -> socket.socket:
    """A connection on which something has been asked, of which little is taken at a time."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(60)
    connection.connect(("127.0.0.1", server.port))
    connection.sendall(f"{request}Host: localhost\r\n\r\n".encode())
    return connection


def test_what_was_begun_is_finished_before_the_end(built: Settings, tmp_path: Path) -> None:
    whole = WHOLE.file.read_bytes()
    with serving(built, tmp_path / "printed.txt") as server:
        assert server.ask("/health")[0] == 200
        reader = connected(
            server, f"GET /{PLOTLY}/{WHOLE.name} HTTP/1.1\r\nAccept-Encoding: identity\r\n"
        )
        received = reader.recv(1000)
        assert received.startswith(b"HTTP/1.1 200")
        os.kill(server.process_id, signal.SIGTERM)
        time.sleep(0.5)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))
        with suppress(ConnectionError):
            while more := reader.recv(1 << 16):
                received += more
        reader.close()
        _, _, body = received.partition(b"\r\n\r\n")
        assert body == whole
        code, _ = ended(server, SECONDS)
    assert code == 0
    assert messages(server)[-2:] == ["stopping", "stopped"]


def test_a_reader_who_does_not_let_go_holds_up_nothing_for_long(
    built: Settings, tmp_path: Path
) -> None:
    with serving(built, tmp_path / "printed.txt") as server:
        key = base64.b64encode(os.urandom(16)).decode()
        silent = connected(
            server,
            "GET /_stcore/stream HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n",
        )
        assert silent.recv(100).startswith(b"HTTP/1.1 101")
        os.kill(server.process_id, signal.SIGTERM)
        code, _ = ended(server, SECONDS + 20)
        silent.close()
    assert code == 0
    assert messages(server)[-1] == "stopped"


def test_the_viewer_counts_what_was_opened_before_it_ends(tmp_path: Path) -> None:
    root = tmp_path / "published"
    made = publish(root)
    with viewing(root, tmp_path / "viewer.txt") as viewer:
        assert viewer.get(f"/s/{made.id}/")[0] == 200
        viewer.process.terminate()
        assert viewer.process.wait(SECONDS) == 0
    assert Register(root).listed()[made.digest].opened == 1


def shown(page: Page) -> str:
    """Every word of the page, but for what stands in charts."""
    settle(page)
    return page.get_by_test_id("stMain").inner_text()


@pytest.mark.browser
def test_a_server_is_killed_and_started_again_under_a_reader(
    built: Settings, tmp_path: Path, browser: Browser
) -> None:
    app = "[data-testid=stApp]"
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        with serving(built, tmp_path / "first.txt") as first:
            page.goto(first.origin + VIEW)
            before, address = shown(page), page.url
            state = page.locator(app).get_attribute("data-test-connection-state")
            assert state == "CONNECTED"
            os.kill(first.process_id, signal.SIGKILL)
            expect(page.locator(app)).not_to_have_attribute(
                "data-test-connection-state", "CONNECTED"
            )
        with serving(built, tmp_path / "second.txt", port=first.port):
            # The page finds it by itself; nobody touches it.
            expect(page.locator(app)).to_have_attribute(
                "data-test-connection-state", "CONNECTED", timeout=2 * PATIENCE_MILLISECONDS
            )
            assert shown(page) == before
            assert page.url == address
            again = context.new_page()
            again.goto(address)
            assert shown(again) == before
