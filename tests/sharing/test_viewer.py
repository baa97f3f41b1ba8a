"""What answers for a published link, asked as a client by hand would ask it."""

import gzip
from pathlib import Path

import brotli
import pytest

from commissioning.sharing.identifiers import new_identifier
from commissioning.sharing.register import Register
from commissioning.viewer.links import PublishedLinks
from tests.serving.asking import Ask
from tests.sharing.conftest import Clock
from tests.sharing.published import FIGURES, PAGE, Made, publish

pytestmark = pytest.mark.usefixtures("at")
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


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
