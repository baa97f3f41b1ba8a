"""Servers to look at with a browser, and readers whose troubles fail the test they are in."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from commissioning.settings import Settings
from tests.browser.serving import Server, serving
from tests.browser.watching import Visitor


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One dashboard for all tests that leave it as they found it."""
    with serving(built, tmp_path_factory.mktemp("server") / "printed.txt") as running:
        yield running


@pytest.fixture
def fresh_server(built: Settings, tmp_path: Path) -> AbstractContextManager[Server]:
    """A dashboard that nobody has asked for anything but its health."""
    return serving(built, tmp_path / "printed.txt")


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """One browser profile for most tests: what a server sends once need not be sent to each."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def visitor(profile: BrowserContext, server: Server) -> Iterator[Visitor]:
    """A reader of the shared dashboard; whatever goes wrong for them fails the test at its end."""
    reader = Visitor(profile, server)
    yield reader
    reader.leave()


@pytest.fixture
def first_visitor(
    browser: Browser, fresh_server: AbstractContextManager[Server]
) -> Iterator[Visitor]:
    """The first reader of a dashboard that has just started, with an empty browser."""
    with fresh_server as running, browser.new_context() as context:
        reader = Visitor(context, running)
        yield reader
        reader.leave()


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """The first page of the dashboard, on a laptop."""
    return visitor.open("/")
