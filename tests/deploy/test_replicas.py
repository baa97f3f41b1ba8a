"""One of two explorers is killed under load: no link misses an answer, and no reader their view."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from commissioning.settings import Settings
from tests.browser.serving import Server, serving
from tests.browser.watching import PATIENCE_MILLISECONDS, settle
from tests.deploy.proxying import EXPLORE, PUBLISHED, Proxy, free_ports, proxying
from tests.sharing.published import FILES, Made, publish
from tests.sharing.viewing import viewing

BASE = "/commissioning"
VIEW = f"{BASE}/spend-growth?data=illustrative&measure=Index&first_year=2021%2F22"
READERS = 4


@dataclass
class Reading:
    """What readers of links were answered, for as long as they read."""

    proxy: Proxy
    made: Made
    answered: list[tuple[int, bytes]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def read(self, number: int) -> None:
        """Open the page and its file in turn, on a new connection each time, as readers do."""
        names = ["", "spend.csv"]
        while not self.ended.is_set():
            name = names[number % 2]
            number += 1
            try:
                # Each asks what no copy is held of, so that the viewer itself must answer.
                path = f"/s/{self.made.id}/{name}?{number}-{threading.get_ident()}"
                reply = self.proxy.ask(PUBLISHED, path)
            except OSError as error:
                self.faults.append(repr(error))
                continue
            whole = FILES[name or "index.html"] == reply.body
            if reply.status != 200 or not whole:
                self.faults.append(f"{reply.status} for {name or 'the page'}, whole: {whole}")
            self.answered.append((reply.status, reply.body))
            time.sleep(0.02)


@dataclass(frozen=True)
class Deployed:
    """Two explorers and a viewer behind the proxy, and a link that is open."""

    proxy: Proxy
    explorers: dict[str, Server]
    made: Made


@pytest.fixture
def deployed(built: Settings, tmp_path: Path) -> Iterator[Deployed]:
    made = publish(tmp_path / "published")
    with ExitStack() as running:
        viewer = running.enter_context(
            viewing(
                tmp_path / "published",
                tmp_path / "viewer.txt",
                COMMISSIONING_VIEWER_HOSTS=f"127.0.0.1 {PUBLISHED}",
            )
        )
        explorers = {
            name: running.enter_context(
                serving(
                    built,
                    tmp_path / f"{name}.txt",
                    base=BASE,
                    COMMISSIONING_SIGNED_IN_BY_PROXY="1",
                )
            )
            for name in ("a", "b")
        }
        proxy = running.enter_context(
            proxying(
                tmp_path / "proxy",
                explorers["a"].port,
                explorers["b"].port,
                viewer.port,
                # One address reads here for many.
                {"rate=40r/s": "rate=4000r/s"},
            )
        )
        yield Deployed(proxy, explorers, made)


def explorer_of(page: Page) -> str:
    """The explorer that a reader is told to stay with."""
    return next(
        (
            str(cookie.get("value"))
            for cookie in page.context.cookies()
            if cookie.get("name") == "explorer"
        ),
        "",
    )


def shown(page: Page) -> str:
    """Every word of the page, but for what stands in charts."""
    settle(page)
    return page.get_by_test_id("stMain").inner_text()


@pytest.mark.browser
def test_an_explorer_is_killed_under_load(deployed: Deployed, browser: Browser) -> None:
    reading = Reading(deployed.proxy, deployed.made)
    readers = [threading.Thread(target=reading.read, args=(n,)) for n in range(READERS)]
    with browser.new_context(ignore_https_errors=True) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        page.goto(f"https://{EXPLORE}:{deployed.proxy.port}{VIEW}")
        before, address = shown(page), page.url
        assert "100" in before
        first = explorer_of(page)
        other = {"a": "b", "b": "a"}[first]
        for reader in readers:
            reader.start()
        try:
            _wait_for_answers(reading, 20)
            os.kill(deployed.explorers[first].process_id, signal.SIGKILL)
            at_the_kill = len(reading.answered)
            # The page finds the other explorer by itself; nobody touches it.
            expect(page.get_by_test_id("stMain")).to_be_visible()
            give_up = time.monotonic() + 60
            while explorer_of(page) != other:
                assert time.monotonic() < give_up, "the page did not find the other explorer"
                page.wait_for_timeout(100)
            assert shown(page) == before
            assert page.url == address
            # And whoever opens the address afterwards has the same view.
            page.reload()
            assert shown(page) == before
            assert explorer_of(page) == other
            _wait_for_answers(reading, at_the_kill + 20)
        finally:
            reading.ended.set()
            for reader in readers:
                reader.join()
    assert reading.faults == []
    assert {status for status, _ in reading.answered} == {200}
    assert len(reading.answered) >= at_the_kill + 20


def test_an_explorer_without_a_sign_in_answers_nobody_who_comes_through_a_proxy(
    built: Settings, tmp_path: Path
) -> None:
    nobody, no_viewer = free_ports(2)
    with (
        serving(built, tmp_path / "explorer.txt", base=BASE) as explorer,
        proxying(tmp_path / "proxy", explorer.port, nobody, no_viewer) as proxy,
    ):
        cookie = {"Cookie": "explorer=a"}
        for path in (VIEW, f"{BASE}/_stcore/host-config", f"{BASE}/static/index.html"):
            assert proxy.ask(EXPLORE, path, cookie).status == 403
        stream = {
            **cookie,
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        }
        assert proxy.ask(EXPLORE, f"{BASE}/_stcore/stream", stream).status == 403
        # To the machine itself it answers, so it is not that it cannot.
        assert explorer.ask(f"{BASE}/health")[0] == explorer.ask(VIEW)[0] == 200


def _wait_for_answers(reading: Reading, count: int) -> None:
    give_up = time.monotonic() + 60
    while len(reading.answered) < count:
        assert time.monotonic() < give_up, reading.faults
        time.sleep(0.02)
