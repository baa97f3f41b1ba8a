"""Streamlit's files arrive compressed, cacheable for good, and byte for byte what they were."""

import gzip
from pathlib import Path

import brotli
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from commissioning.ui.assets import CompressedAssets, compress_all, compressible
from commissioning.viewer.representation import CODINGS
from tests.serving.asking import SCRIPT, Ask

PATH = f"/{SCRIPT}"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def assets(plain: ASGIApp, front_end: Path, tmp_path: Path) -> CompressedAssets:
    return CompressedAssets(plain, folder=front_end, built=tmp_path / "built")


@pytest.mark.parametrize("coding", ["br", "gzip"])
@pytest.mark.parametrize("compressed_before", [True, False])
def test_a_script_unpacks_to_itself(
    coding: str,
    compressed_before: bool,
    assets: CompressedAssets,
    front_end: Path,
    tmp_path: Path,
    ask: Ask,
) -> None:
    if compressed_before:
        compress_all(compressible(front_end), tmp_path / "built")
    reply = ask(assets, PATH, {"accept-encoding": coding})
    original = (front_end / SCRIPT).read_bytes()
    assert reply.status == 200
    assert reply.headers["content-encoding"] == coding
    assert UNPACK[coding](reply.body) == original
    assert int(reply.headers["content-length"]) == len(reply.body) < len(original) / 10
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reply.headers["vary"] == "Accept-Encoding"
    assert reply.headers["content-type"].startswith("text/javascript")


def test_what_was_compressed_before_is_what_is_sent(
    assets: CompressedAssets, front_end: Path, tmp_path: Path, ask: Ask
) -> None:
    compress_all(compressible(front_end), tmp_path / "built")
    kept = (tmp_path / "built" / f"{SCRIPT}.br").read_bytes()
    assert ask(assets, PATH, {"accept-encoding": "br"}).body == kept


def test_compressing_again_makes_nothing(front_end: Path, tmp_path: Path) -> None:
    into = tmp_path / "built"
    made = compress_all(compressible(front_end), into)
    assert made == len(CODINGS), "the script in each coding, and not the tiny one or the font"
    assert compress_all(compressible(front_end), into) == 0
    assert not list(into.rglob("*.partial"))


def test_a_reader_of_plain_bytes_gets_them(
    assets: CompressedAssets, front_end: Path, ask: Ask
) -> None:
    reply = ask(assets, PATH)
    assert reply.body == (front_end / SCRIPT).read_bytes()
    assert "content-encoding" not in reply.headers
    assert reply.headers["vary"] == "Accept-Encoding"
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_each_coding_has_a_validator_of_its_own(assets: CompressedAssets, ask: Ask) -> None:
    tags = {ask(assets, PATH, {"accept-encoding": c}).headers["etag"] for c in ("br", "gzip", "")}
    assert len(tags) == 3


@pytest.mark.parametrize("coding", ["br", "gzip", ""])
def test_what_is_held_is_not_sent_again(coding: str, assets: CompressedAssets, ask: Ask) -> None:
    held = ask(assets, PATH, {"accept-encoding": coding}).headers["etag"]
    reply = ask(assets, PATH, {"accept-encoding": coding, "if-none-match": held})
    assert (reply.status, reply.body) == (304, b"")
    assert reply.headers["etag"] == held
    assert reply.headers["vary"] == "Accept-Encoding"
    stale = ask(assets, PATH, {"accept-encoding": coding, "if-none-match": '"other"'})
    assert stale.status == 200


@pytest.mark.parametrize("coding", ["br", ""])
def test_head_has_the_headers_of_get(coding: str, assets: CompressedAssets, ask: Ask) -> None:
    got = ask(assets, PATH, {"accept-encoding": coding})
    head = ask(assets, PATH, {"accept-encoding": coding}, method="HEAD")
    assert head.body == b""
    assert dict(head.headers) == dict(got.headers)


def test_a_range_is_of_the_plain_bytes(assets: CompressedAssets, front_end: Path, ask: Ask) -> None:
    reply = ask(assets, PATH, {"accept-encoding": "br", "range": "bytes=3-9"})
    original = (front_end / SCRIPT).read_bytes()
    assert reply.status == 206
    assert reply.body == original[3:10]
    assert reply.headers["content-range"] == f"bytes 3-9/{len(original)}"
    assert "content-encoding" not in reply.headers


def test_a_compressed_beginning_is_never_continued_with_plain_bytes(
    assets: CompressedAssets, front_end: Path, ask: Ask
) -> None:
    begun = ask(assets, PATH, {"accept-encoding": "br"}).headers["etag"]
    reply = ask(assets, PATH, {"accept-encoding": "br", "range": "bytes=3-", "if-range": begun})
    assert reply.status == 200
    assert reply.body == (front_end / SCRIPT).read_bytes()


@pytest.mark.parametrize(
    "path", ["/static/js/tiny.Ef56Gh78.js", "/static/media/icons.Ij90Kl12.woff2"]
)
def test_what_compression_does_not_help_is_left_alone(
    path: str, assets: CompressedAssets, front_end: Path, ask: Ask
) -> None:
    reply = ask(assets, path, {"accept-encoding": "br, gzip"})
    assert reply.body == (front_end / path[1:]).read_bytes()
    assert "content-encoding" not in reply.headers


@pytest.mark.parametrize("path", ["/static/../index.html", "/static/js/none.js", "//" + SCRIPT])
def test_other_paths_are_left_to_the_application(path: str, front_end: Path, ask: Ask) -> None:
    assets = CompressedAssets(PlainTextResponse("passed on"), folder=front_end)
    assert ask(assets, path, {"accept-encoding": "br"}).body == b"passed on"


def test_a_base_path_is_taken_off(
    plain: ASGIApp, front_end: Path, tmp_path: Path, ask: Ask
) -> None:
    assets = CompressedAssets(plain, "/spend/", folder=front_end, built=tmp_path / "built")
    reply = ask(assets, f"/spend{PATH}", {"accept-encoding": "br"})
    assert brotli.decompress(reply.body) == (front_end / SCRIPT).read_bytes()
