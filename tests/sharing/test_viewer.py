"""What answers for a published link, asked as a client by hand would ask it."""

import asyncio
import datetime
import gzip
import hashlib
import json
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some
from starlette.types import Message

from commissioning.sharing.identifiers import new_identifier
from commissioning.sharing.register import FILE, Register
from commissioning.viewer.links import PublishedLinks
from tests.serving.asking import Ask, asked
from tests.sharing.conftest import Clock
from tests.sharing.published import FIGURES, FILES, PAGE, Made, publish

pytestmark = pytest.mark.usefixtures("at")
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
HOST = {"host": "localhost"}


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return publish(tmp_path)


@pytest.fixture
def links(tmp_path: Path) -> PublishedLinks:
    return PublishedLinks(tmp_path)


@pytest.mark.parametrize("coding", ["br", "gzip", ""])
def test_a_page_arrives_as_it_was_published(
    coding: str, made: Made, links: PublishedLinks, ask: Ask
) -> None:
    reply = ask(links, f"/{made.id}/", {"accept-encoding": coding})
    assert reply.status == 200
    assert UNPACK[coding](reply.body) == PAGE.encode()
    assert reply.headers.get("content-encoding", "") == coding
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert int(reply.headers["content-length"]) == len(reply.body)


def test_figures_are_a_file_to_keep(made: Made, links: PublishedLinks, ask: Ask) -> None:
    reply = ask(links, f"/{made.id}/spend.csv")
    assert reply.body == FIGURES.encode()
    assert reply.headers["content-type"].startswith("text/csv")
    assert reply.headers["content-disposition"] == 'attachment; filename="spend.csv"'


def test_the_address_without_its_last_slash_leads_to_the_page(
    made: Made, links: PublishedLinks, ask: Ask
) -> None:
    reply = ask(links, f"/{made.id}")
    assert (reply.status, reply.headers["location"]) == (308, f"{made.id}/")
    assert ask(links, f"/{new_identifier()}").status == 404


def test_a_browser_asks_every_time_and_a_cache_on_the_way_within_half_a_minute(
    made: Made, links: PublishedLinks, ask: Ask, tmp_path: Path
) -> None:
    reply = ask(links, f"/{made.id}/")
    assert reply.headers["cache-control"] == ("public, max-age=0, s-maxage=30, must-revalidate")
    assert ask(links, f"/{new_identifier()}/").headers["cache-control"] == "no-store"
    Register(tmp_path).pause(made.digest, by="a")
    assert ask(links, f"/{made.id}/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("coding", ["br", ""])
def test_what_is_held_is_not_sent_again_until_it_is_revoked(
    coding: str, made: Made, links: PublishedLinks, ask: Ask, tmp_path: Path
) -> None:
    accepted = {"accept-encoding": coding}
    held = ask(links, f"/{made.id}/", accepted).headers["etag"]
    again = ask(links, f"/{made.id}/", {**accepted, "if-none-match": held})
    assert (again.status, again.body) == (304, b"")
    Register(tmp_path).revoke(made.digest, by="a")
    assert ask(links, f"/{made.id}/", {**accepted, "if-none-match": held}).status == 410
    assert ask(links, f"/{made.id}/", {**accepted, "if-none-match": "*"}).status == 410


def test_head_is_get_without_its_body_and_is_not_counted(
    made: Made, links: PublishedLinks, ask: Ask
) -> None:
    head = ask(links, f"/{made.id}/", method="HEAD")
    links.counting.enter()
    assert links.register.listed()[made.digest].opened == 0
    got = ask(links, f"/{made.id}/")
    assert (head.body, dict(head.headers)) == (b"", dict(got.headers))


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=some.text(some.characters(codec="ascii"), max_size=80))
def test_threat_02_nothing_in_an_address_widens_what_was_published(
    query: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("widened")
    made = publish(root)
    links = PublishedLinks(root)
    for name, content in FILES.items():
        found = asked(links, f"/{made.id}/{name}", query=query.encode())
        assert (found.status, found.body) == (200, content)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"])
def test_what_is_not_reading_is_refused(
    method: str, made: Made, links: PublishedLinks, ask: Ask
) -> None:
    reply = ask(links, f"/{made.id}/", method=method)
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert PAGE.encode() not in reply.body


def test_options_says_what_is_allowed_and_no_more(
    made: Made, links: PublishedLinks, ask: Ask
) -> None:
    reply = ask(links, f"/{made.id}/", method="OPTIONS")
    assert (reply.status, reply.headers["allow"], reply.body) == (204, "GET, HEAD, OPTIONS", b"")
    assert "access-control-allow-origin" not in reply.headers


def test_a_range_is_answered_with_the_whole(made: Made, links: PublishedLinks, ask: Ask) -> None:
    reply = ask(links, f"/{made.id}/", {"range": "bytes=0-9"})
    assert (reply.status, reply.body) == (200, PAGE.encode())
    assert reply.headers["accept-ranges"] == "none"


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


@pytest.mark.parametrize(
    "name",
    [
        "../register.jsonl",
        "..%2fregister.jsonl",
        "%2e%2e/register.jsonl",
        "..\\register.jsonl",
        "....//register.jsonl",
        "/etc/passwd",
        "//etc/passwd",
        "./index.html",
        "index.html/",
        "index.html\x00.csv",
        "INDEX.HTML",
        "index.html%00",
        "secret.csv",
        "link.csv",
        "../../../../../../etc/passwd",
        "spend.csv?x=../",
        "\u2025/register.jsonl",
        "con",
        ".hidden",
        "",
    ],
)
def test_threat_10_a_name_leads_to_a_named_file_or_nowhere(
    name: str, made: Made, links: PublishedLinks, ask: Ask
) -> None:
    (made.folder / "secret.csv").write_text("the secret")
    (made.folder / ".hidden").write_text("the secret")
    (made.folder / "link.csv").symlink_to("/etc/passwd")
    reply = ask(links, f"/{made.id}/{name}")
    if name == "":
        assert reply.body == PAGE.encode()
        return
    assert reply.status == 404
    for secret in (b"root:", b"the secret", b'"event"'):
        assert secret not in reply.body


def test_threat_10_a_named_file_that_leads_elsewhere_is_not_followed(
    tmp_path: Path, ask: Ask
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("the secret")
    root = tmp_path / "root"
    made = publish(root, files={**FILES, "led.csv": b"the secret"})
    (made.folder / "led.csv").unlink()
    (made.folder / "led.csv").symlink_to(outside)
    reply = ask(PublishedLinks(root), f"/{made.id}/led.csv")
    assert (reply.status, b"the secret" in reply.body) == (503, False)


def test_a_file_of_a_kind_that_is_not_published_is_not_served(tmp_path: Path, ask: Ask) -> None:
    made = publish(tmp_path, files={**FILES, "run.exe": b"MZ", ".env": b"KEY=1"})
    for name in ("run.exe", ".env"):
        assert ask(PublishedLinks(tmp_path), f"/{made.id}/{name}").status == 404


@pytest.mark.parametrize("harmed", ["index.html", "manifest.json", "both"])
def test_threat_15_what_was_altered_since_it_was_published_is_not_shown(
    harmed: str, made: Made, ask: Ask, tmp_path: Path
) -> None:
    page, manifest = made.folder / "index.html", made.folder / "manifest.json"
    said = json.loads(manifest.read_text())
    if harmed in ("index.html", "both"):
        page.write_text(PAGE.replace("£59.9m", "£49.9m"))
    if harmed == "manifest.json":
        said["title"] = "Another title"
    if harmed == "both":
        said["files"]["index.html"] = hashlib.sha256(page.read_bytes()).hexdigest()
    if harmed != "index.html":
        manifest.write_text(json.dumps(said))
    reply = ask(PublishedLinks(tmp_path), f"/{made.id}/")
    assert reply.status == 503
    assert b"not what was published" in reply.body
    assert "£49.9m" not in reply.body.decode()


def test_a_newer_version_is_told_above_the_page_and_no_byte_of_it_changes(
    made: Made, links: PublishedLinks, ask: Ask, tmp_path: Path, at: Clock
) -> None:
    before = ask(links, f"/{made.id}/").body
    at.go_to("2026-03-20")
    newer = publish(tmp_path)
    told = ask(links, f"/{made.id}/").body.decode()
    assert "A newer version of this page was published on 20 March 2026." in told
    start, end = told.index('<p class="newer"'), told.index("</p>") + len("</p>")
    assert (told[:start] + told[end:]).encode() == before
    assert newer.id not in told, "the link itself is known to nobody"
    assert ask(links, f"/{newer.id}/").body == before


def test_threat_16_openings_are_counted_and_entered_together(
    made: Made, links: PublishedLinks, ask: Ask, tmp_path: Path
) -> None:
    who = {"user-agent": "Prying/1.0", "x-forwarded-for": "203.0.113.9", "referer": "http://x/"}
    for _ in range(5):
        ask(links, f"/{made.id}/", who)
    ask(links, f"/{made.id}/spend.csv", who)
    ask(links, f"/{made.id}/manifest.json", who)
    assert links.register.listed()[made.digest].opened == 0, "not yet on the disk"
    links.counting.enter()
    listed = Register(tmp_path).listed()[made.digest]
    assert (listed.opened, listed.exported) == (5, 1)
    written = (tmp_path / FILE).read_text("utf-8")
    assert written.count("\n") == 3
    for told in (*who.values(), made.id):
        assert told not in written


def test_readers_go_on_reading_where_the_register_cannot_be_written(
    made: Made, links: PublishedLinks, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(links.register, "record_opens", full)
    assert ask(links, f"/{made.id}/").status == 200
    links.counting.enter()
    assert ask(links, f"/{made.id}/").status == 200


def test_a_shared_script_is_kept_for_good(made: Made, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "plotly-7.1.0.min.js").write_text("draw();" * 200)
    links = PublishedLinks(tmp_path)
    reply = ask(links, "/scripts/plotly-7.1.0.min.js", {"accept-encoding": "br"})
    assert brotli.decompress(reply.body) == b"draw();" * 200
    assert "immutable" in reply.headers["cache-control"]
    for name in ("../register.jsonl", f"../{made.digest}/index.html", "none.js", "", "x.css"):
        assert ask(links, f"/scripts/{name}").status == 404


def test_memory_is_held_to_its_limit_and_what_is_asked_for_last_stays(
    tmp_path: Path, ask: Ask
) -> None:
    made = [publish(tmp_path, files={"index.html": bytes([65 + n]) * 1000}) for n in range(5)]
    links = PublishedLinks(tmp_path)
    links._holdings._bytes_kept = 3000
    for _ in range(2):
        for number, one in enumerate(made):
            assert ask(links, f"/{one.id}/").body == bytes([65 + number]) * 1000
    assert links._holdings._held <= 3000
    assert [wanted.digest for wanted in links._holdings._kept] == [one.digest for one in made[2:]]
