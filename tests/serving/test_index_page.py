"""The page behind every address: smaller, truthful, never stale, and only where it belongs."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from starlette.types import ASGIApp

from commissioning.ui import assets
from commissioning.ui.index_page import FIRST_PAGE, START, IndexPage, first_page_files, index_page
from tests.serving.asking import SCRIPT, Ask


@pytest.fixture
def served(plain: ASGIApp, front_end: Path) -> IndexPage:
    return IndexPage(plain, front_end)


@pytest.mark.parametrize(
    ("coding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)]
)
def test_every_coding_holds_the_same_page(
    coding: str, unpack: type[bytes], served: IndexPage, front_end: Path, ask: Ask
) -> None:
    reply = ask(served, "/", {"accept-encoding": coding})
    assert unpack(reply.body) == index_page(front_end)
    assert reply.headers.get("content-encoding", "") == coding
    assert reply.headers["cache-control"] == "no-cache"
    assert reply.headers["vary"] == "Accept-Encoding"


def test_a_held_page_is_checked_and_not_sent_again(served: IndexPage, ask: Ask) -> None:
    held = ask(served, "/", {"accept-encoding": "br"}).headers["etag"]
    reply = ask(served, "/", {"accept-encoding": "br", "if-none-match": held})
    assert (reply.status, reply.body) == (304, b"")


def test_head_has_no_body(served: IndexPage, ask: Ask) -> None:
    head = ask(served, "/", {"accept-encoding": "br"}, method="HEAD")
    got = ask(served, "/", {"accept-encoding": "br"})
    assert head.body == b""
    assert head.headers["content-length"] == str(len(got.body))


def test_a_part_of_the_page_is_answered_with_the_whole(
    served: IndexPage, front_end: Path, ask: Ask
) -> None:
    reply = ask(served, "/", {"range": "bytes=0-3"})
    assert reply.status == 200
    assert reply.body == index_page(front_end)


def test_other_files_pass_through(served: IndexPage, front_end: Path, ask: Ask) -> None:
    assert ask(served, f"/{SCRIPT}").body == (front_end / SCRIPT).read_bytes()


def test_the_page_leaves_out_what_is_not_used(front_end: Path) -> None:
    page = index_page(front_end).decode()
    for unused in ('as="font"', "service-desc", "prerenderReady", "<p>none</p>"):
        assert unused not in page
    assert '<html lang="en-GB">' in page
    assert "needs JavaScript" in page


def test_the_installed_streamlit_is_understood() -> None:
    page = index_page(assets.front_end()).decode()
    for unused in ('as="font"', "service-desc", "prerenderReady", "<title>Streamlit", "<!--"):
        assert unused not in page
    assert re.findall(r"<script>(.*?)</script>", page, re.DOTALL) == [START]
    assert page.index(START) < page.index("<script type"), "it is read when the rest starts"


def test_the_first_page_files_exist_and_cover_each_element() -> None:
    folder = assets.front_end()
    page = index_page(folder).decode()
    files = first_page_files(folder)
    assert len(files) == len(set(files))
    for element in FIRST_PAGE:
        assert any(file.startswith(f"static/js/{element}.") for file in files), element
    for file in files:
        assert (folder / file).is_file()
        assert page.count(f'"./{file}"') == 1


def test_a_front_end_without_a_manifest_asks_for_nothing_early(front_end: Path) -> None:
    assert first_page_files(front_end) == []
