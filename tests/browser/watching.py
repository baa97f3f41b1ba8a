"""Pages that are watched: what they asked of other sites, what went wrong, what axe finds."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from commissioning.ui import links
from commissioning.ui.navigation import PAGES
from tests.browser.serving import Server

# Quiet: a test of "no request to another site" must not hear the browser's own errands.
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STILL = "[data-testid=stApp][data-test-script-state=notRunning]"
PATIENCE_MILLISECONDS = 30_000
STILL_MILLISECONDS = 400
# What is waited for comes; how soon depends on what else the machine is doing.
expect.set_options(timeout=PATIENCE_MILLISECONDS)
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
GRAVE = ("serious", "critical")
# Every page as it opens, and those that have little to draw without contract returns.
PATHS = [
    *(f"/{page}" for page in PAGES),
    f"/{links.SHARED_LINKS}",
    *(
        f"/{page}?data=illustrative"
        for page in (links.INDICATORS, links.COMPARISON, links.EQUALITY, links.RATINGS)
    ),
]


@contextmanager
def started_browser() -> Iterator[Browser]:
    """The machine's Chromium, or else Playwright's. Raises playwright's Error where neither is."""
    names = ("chromium", "chromium-browser", "google-chrome")
    installed = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=installed, args=CHROMIUM_ARGUMENTS)
        yield launched
        launched.close()


@dataclass
class Visitor:
    """One reader: opens pages of a dashboard and notes everything that goes wrong."""

    context: BrowserContext
    server: Server
    faults: list[str] = field(default_factory=list)
    printed_before: int = 0

    def __post_init__(self) -> None:
        self.printed_before = len(self.server.output.read_text())

    def open(
        self, address: str = "/", *, width: int = 1280, height: int = 900, scheme: str = "light"
    ) -> Page:
        """Open an address of the dashboard in a session of its own, and wait until it is drawn."""
        page = self.blank()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(urljoin(self.server.origin, address))
        settle(page)
        return page

    def blank(self) -> Page:
        """A page that has not been anywhere yet."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        self._watch(page)
        return page

    def leave(self) -> None:
        """Close every page, and fail the test if anything went wrong on one."""
        for page in self.context.pages:
            page.close()
        printed = self.server.output.read_text()[self.printed_before :]
        if "Traceback" in printed:
            self.faults.append(f"the server printed: {printed}")
        if self.faults:
            pytest.fail("\n".join(self.faults), pytrace=False)

    def _watch(self, page: Page) -> None:
        def off_site(address: str) -> None:
            parts = urlsplit(address)
            if parts.scheme in ("data", "blob", "about"):
                return
            if parts.netloc != urlsplit(self.server.origin).netloc:
                self.faults.append(f"asked another site: {address}")

        page.on("request", lambda request: off_site(request.url))
        page.on("websocket", lambda socket: off_site(socket.url))
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on(
            "console",
            lambda said: (
                self.faults.append(f"console: {said.text}") if said.type == "error" else None
            ),
        )
        page.on(
            "response",
            lambda reply: (
                self.faults.append(f"{reply.status}: {reply.url}") if reply.status >= 400 else None
            ),
        )


def settle(page: Page) -> None:
    """Wait until the script has run and every chart it placed is drawn."""
    page.wait_for_selector(STILL)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.locator(".cs-sheet:empty:not(details:not([open]) *)")).to_have_count(0)
    expect(
        page.locator(".cs-plot:not(:has(.main-svg)), [aria-busy=true]:is(.cs-plot, .cs-sheet)")
    ).to_have_count(0)


def choose(page: Page, label: str, value: str) -> None:
    """Choose ``value`` in the list called ``label``."""
    box = page.get_by_role("combobox", name=label, exact=True)
    # A list closes when the page is scrolled, and a click on what is out of sight scrolls it.
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(STILL_MILLISECONDS)
    box.click()
    page.get_by_role("option", name=value, exact=True).click()


def grave_violations(page: Page) -> list[str]:
    """What axe calls serious or critical, one line for each element."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations'], "
        "runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:200]} — "
        f"{' '.join(node['failureSummary'].split())[:200]}"
        for violation in found["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]
