"""Pages run in-process, on the repository's own packages."""

import json
import zlib
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from commissioning import settings
from commissioning.settings import Settings
from commissioning.ui import links, navigation

ROUTER = settings.PROJECT / "commissioning" / "ui" / "app.py"

PAGES = tuple(file.removesuffix(".py") for _, file in navigation.PAGES.values())

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(built: Settings, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page by its file's name, with the parameters of an address."""
    monkeypatch.setenv("COMMISSIONING_DATA", str(built.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(built.builds))

    def opened(page: str, /, **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROUTER), default_timeout=20)
        app.context = {"theme": "light", "url": f"http://localhost:8501/{page}"}
        if page != "at_a_glance":
            # A first run tells Streamlit which pages there are; it opens on the shared filters of
            # the address, as the page itself does in a browser.
            for control in links.SHARED:
                if control.name in query:
                    app.query_params[control.name] = query[control.name]
            app.run()
            app.switch_page(f"../../pages/{page}.py")
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return opened


def words(app: AppTest) -> str:
    """Everything a page says in HTML, and then what it folds away."""
    return "\n".join(said(app))


def said(app: AppTest) -> list[str]:
    """The same, piece by piece."""
    of_sheets = [piece["html"] for piece in pieces(app) if piece["kind"] == "words"]
    return [*(element.value for element in app.html), *of_sheets]


def notices(app: AppTest) -> str:
    """What a page says it could not honour or show."""
    return "\n".join(html for html in said(app) if 'class="cs-note"' in html)


def charts(app: AppTest) -> list[dict[str, Any]]:
    """What the browser gets to draw each chart of the page with."""
    return [piece for piece in pieces(app) if piece["kind"] == "chart"]


def pieces(app: AppTest) -> list[dict[str, Any]]:
    """What the browser gets to lay out: each piece in the open, then each that is folded away."""
    opened: list[dict[str, Any]] = []
    folded: list[dict[str, Any]] = []

    def sort(laid: list[dict[str, Any]], into: list[dict[str, Any]]) -> None:
        for piece in laid:
            into.append(piece)
            for column in piece.get("columns", ()):
                sort(column, into)
            sort(piece.get("pieces", []), folded)

    for element in app.get("bidi_component"):
        sort(json.loads(zlib.decompress(element.proto.bytes)), opened)
    return opened + folded


def spec(app: AppTest, number: int = 0) -> dict[str, Any]:
    """The figure of a chart of the page as the browser gets it."""
    figure: dict[str, Any] = charts(app)[number]["figure"]
    return figure


def values(figure: dict[str, Any], axis: str) -> list[float]:
    """What a figure draws along one of its axes."""
    return [value for trace in figure["data"] for value in trace.get(axis, []) if value]


def asked_by(address: str) -> dict[str, list[str]]:
    """The parameters of an address."""
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(urlsplit(address).query):
        query.setdefault(name, []).append(value)
    return query
