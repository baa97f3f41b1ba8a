"""From a view to a link that a panel member opens, and to its end: in Chromium, step by step."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from commissioning.settings import Settings
from commissioning.sharing.identifiers import digest_of
from commissioning.sharing.register import FILE, Register
from tests.browser.serving import Server, serving
from tests.browser.watching import Visitor, grave_violations, settle

VIEW = "/spend-growth?data=london&first_year=2019/20"


@pytest.fixture(scope="module")
def settings(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return replace(built, published=tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def publisher(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings, tmp_path_factory.mktemp("server") / "printed.txt") as running:
        yield running


@pytest.fixture
def reader(browser: Browser, publisher: Server) -> Iterator[Visitor]:
    with browser.new_context() as context:
        visitor = Visitor(context, publisher)
        yield visitor
        visitor.leave()


def publish(reader: Visitor, width: int = 1280, scheme: str = "light") -> str:
    """Go through the ceremony on a page; return the link it ends with."""
    page = reader.open(VIEW, width=width, scheme=scheme)
    page.get_by_role("button", name="Publish", exact=True).click()
    ceremony = page.get_by_role("dialog")
    expect(ceremony.get_by_text("What will be public")).to_be_visible()
    expect(ceremony.get_by_text("First year: 2019/20")).to_be_visible()
    assert grave_violations(page) == []
    now = ceremony.get_by_role("button", name="Publish", exact=True)
    expect(now).to_be_disabled()
    ceremony.get_by_text("I understand that anybody").click()
    expect(now).to_be_enabled()
    now.click()
    # Chromium prints the snapshot meanwhile.
    expect(ceremony.get_by_text("This link is shown once")).to_be_visible(timeout=120_000)
    code = ceremony.get_by_role("img", name="QR code of the link")
    assert code.evaluate("each => each.complete && each.naturalWidth > 20")
    assert grave_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return ceremony.locator("code").first.inner_text()


def test_a_view_becomes_a_link_that_opens_without_scripts_and_is_withdrawn(
    reader: Visitor, browser: Browser, settings: Settings
) -> None:
    address = publish(reader)
    assert re.fullmatch(rf"{reader.server.origin}/s/[A-Za-z0-9_-]{{22}}/", address)
    digest = digest_of(address.rstrip("/").rpartition("/")[2])
    register = Register(settings.published)
    assert register.state(digest) == "open"
    assert address not in (settings.published / FILE).read_text()

    with browser.new_context(java_script_enabled=False) as panel:
        snapshot = panel.new_page()
        answer = snapshot.goto(address)
        assert answer is not None
        assert answer.status == 200
        expect(snapshot.get_by_role("heading", level=1)).to_have_text("Spend growth")
        expect(snapshot.locator("svg").first).to_be_visible()

        links = reader.open("/shared-links")
        expect(links.get_by_role("heading", name="Spend growth open")).to_be_visible()
        assert grave_violations(links) == []
        links.get_by_role("button", name="Pause").click()
        expect(links.get_by_text("“Spend growth” is paused.")).to_be_visible()
        assert snapshot.goto(address).status == 503
        expect(snapshot.get_by_role("heading")).to_have_text("This page is closed for the moment")
        links.get_by_role("button", name="Resume").click()
        expect(links.get_by_text("“Spend growth” is open again.")).to_be_visible()
        links.get_by_text("What changed since", exact=True).click()
        expect(links.get_by_text("Every figure is what it was.")).to_be_visible(timeout=120_000)
        links.get_by_role("button", name="Withdraw", exact=True).click()
        links.get_by_role("button", name="Withdraw this link for good").click()
        expect(links.get_by_text("“Spend growth” is withdrawn.")).to_be_visible()
        assert snapshot.goto(address).status == 410
        expect(snapshot.get_by_role("heading")).to_have_text("This page was withdrawn")
    assert register.verify().sound


def test_the_ceremony_and_its_links_fit_a_telephone_in_the_dark(
    reader: Visitor, tmp_path: Path
) -> None:
    publish(reader, width=320, scheme="dark")
    links = reader.open("/shared-links", width=320, scheme="dark")
    assert links.evaluate("document.documentElement.scrollWidth") <= 320
    assert grave_violations(links) == []
    settle(links)
    with links.expect_download(timeout=120_000) as taken:
        links.get_by_role("button", name="Download the log").click()
    taken.value.save_as(tmp_path / "log.jsonl")
    assert '"event":"publish"' in (tmp_path / "log.jsonl").read_text()


def test_marks_that_could_not_be_loaded_are_on_asking_again(
    reader: Visitor, browser: Browser
) -> None:
    address = publish(reader)
    with browser.new_context() as panel:
        page = panel.new_page()
        page.goto(address)
        picture = page.locator(".drawn").first
        said = picture.get_attribute("aria-label")
        page.route("**/scripts/**", lambda route: route.abort())
        page.get_by_role("button", name="Point at the marks").first.click()
        again = page.get_by_text("The marks could not be loaded. Try again").first
        expect(again).to_be_enabled()
        expect(picture).to_be_visible()
        expect(page.locator(".live")).to_have_count(0)
        page.unroute("**/scripts/**")
        again.click()
        expect(page.locator(".live .main-svg").first).to_be_visible()
        expect(picture).to_be_hidden()
        expect(page.get_by_role("figure", name=said or "none").first).to_be_visible()


def test_threat_01_a_published_page_asks_no_other_site_for_anything(
    reader: Visitor, browser: Browser
) -> None:
    address = publish(reader)
    with browser.new_context() as panel:
        snapshot = Visitor(panel, reader.server)
        page: Page = snapshot.blank()
        page.goto(address)
        page.get_by_role("button", name="Point at the marks").first.click()
        expect(page.locator(".main-svg").first).to_be_visible()
        expect(page.locator("[data-title*='Cloud'], [data-title*='Share']")).to_have_count(0)
        asked = page.evaluate("performance.getEntriesByType('resource').length")
        assert asked > 0, "what it asked for was watched"
        snapshot.leave()
