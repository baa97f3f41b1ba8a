"""Links that do not open: what is said of each, and that a refusal tells nothing more."""

import asyncio
import datetime
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.types import Message

from commissioning.sharing.identifiers import new_identifier
from commissioning.sharing.register import Register
from commissioning.viewer.links import PublishedLinks
from tests.serving.asking import Ask
from tests.sharing.conftest import Clock
from tests.sharing.published import Made, publish

pytestmark = pytest.mark.usefixtures("at")


def states(root: Path, at: Clock) -> dict[str, Made]:
    """A link in every state, on the clock's day."""
    found = {name: publish(root) for name in ("open", "paused", "revoked")}
    found["expired"] = publish(root, expires=at.moment.date())
    register = Register(root)
    register.pause(found["paused"].digest, by="a")
    register.revoke(found["revoked"].digest, by="a")
    at.moment += datetime.timedelta(days=1)
    return found


def test_threat_01_old_links_are_gone_and_unknown_ones_were_never_there(
    links: PublishedLinks, ask: Ask, tmp_path: Path, at: Clock
) -> None:
    found = states(tmp_path, at)
    for state, status, words in (
        ("expired", 410, "This link has expired"),
        ("revoked", 410, "This page was withdrawn"),
        ("paused", 503, "closed for the moment"),
    ):
        for path in ("", "/", "/spend.csv", "/manifest.json", "/none.csv"):
            reply = ask(links, f"/{found[state].id}{path}")
            assert reply.status == status, (state, path)
            assert words in reply.body.decode(), (state, path)
            assert b"2021/22" not in reply.body
    for unknown in (new_identifier(), "", "x", found["open"].digest, found["open"].id[:-1]):
        reply = ask(links, f"/{unknown}/")
        assert (reply.status, b"nothing at this address" in reply.body) == (404, True)
    assert ask(links, f"/{found['open'].id}/").status == 200


def test_threat_01_a_refusal_takes_as_long_whatever_its_reason(
    links: PublishedLinks, tmp_path: Path, at: Clock
) -> None:
    found = states(tmp_path, at)
    ids = {
        "unknown": new_identifier(),
        "revoked": found["revoked"].id,
        "expired": found["expired"].id,
        "one letter off": found["open"].id[:-2] + "AA",
    }
    taken: dict[str, list[float]] = {name: [] for name in ids}

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(_: Message) -> None:
        return

    async def ask_in_turn() -> None:
        for _ in range(1000):
            for name, identifier in ids.items():
                scope = {"type": "http", "method": "GET", "path": f"/{identifier}/", "headers": []}
                began = time.perf_counter()
                await links(scope, receive, send)
                taken[name].append(time.perf_counter() - began)

    with ThreadPoolExecutor(1) as worker:
        worker.submit(asyncio.run, ask_in_turn()).result()
    # Reading one small file would double what a refusal takes.
    middles = {name: statistics.median(times) for name, times in taken.items()}
    assert max(middles.values()) < 1.25 * min(middles.values()), middles


def test_threat_01_a_refusal_opens_no_file_of_a_snapshot(
    ask: Ask, tmp_path: Path, at: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = states(tmp_path, at)
    links = PublishedLinks(tmp_path)
    asked: list[str] = []
    monkeypatch.setattr(links._holdings, "read", lambda wanted: asked.append(wanted.name))
    for state in ("expired", "revoked", "paused"):
        ask(links, f"/{found[state].id}/")
    ask(links, f"/{new_identifier()}/")
    assert asked == []
