"""A small front end to serve, and a way to ask a middleware for something without a server."""

from pathlib import Path

import pytest
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from tests.serving.asking import SCRIPT, Ask, asked


@pytest.fixture
def front_end(tmp_path: Path) -> Path:
    """A folder laid out as Streamlit lays out its static files."""
    folder = tmp_path / "front_end"
    (folder / "static" / "js").mkdir(parents=True)
    (folder / "static" / "media").mkdir()
    (folder / SCRIPT).write_text("export const chart = 'drawn';\n" * 400)
    (folder / "static/js/tiny.Ef56Gh78.js").write_text("export {};\n")
    (folder / "static/media/icons.Ij90Kl12.woff2").write_bytes(bytes(range(256)) * 8)
    (folder / "index.html").write_text(
        '<!DOCTYPE html><html lang="en"><head>'
        '<link rel="preload" href="./static/media/S.woff2" as="font" crossorigin />'
        '<title>Streamlit</title><link rel="service-desc" href="./agent.json" />'
        "<script>\n window.prerenderReady = false\n</script>"
        "</head><body><noscript><p>none</p></noscript></body></html>"
    )
    return folder


@pytest.fixture
def plain(front_end: Path) -> ASGIApp:
    """The files as they are, answered for as Streamlit answers: by Starlette's static files."""
    return StaticFiles(directory=front_end, html=True)


@pytest.fixture
def ask() -> Ask:
    """Ask an application for a path and return its reply."""
    return asked
