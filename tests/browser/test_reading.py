"""Readable on a phone and on paper."""

import pytest
from playwright.sync_api import Page, expect

from commissioning.ui import links
from tests.browser.watching import PATHS, Visitor, settle

PHONE_WIDTH = 320


def sideways(page: Page) -> list[str]:
    """The parts of the page's frame that are wider than the window, which a reader must push."""
    wide: list[str] = page.evaluate(
        """() => ['html', '[data-testid=stAppViewContainer]', '[data-testid=stMain]',
                 '[data-testid=stMainBlockContainer]']
            .map(part => [part, document.querySelector(part)])
            .filter(([, element]) => element.scrollWidth > element.clientWidth)
            .map(([part, element]) => `${part}: ${element.scrollWidth}`)"""
    )
    return wide


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_need_not_be_pushed_sideways(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, width=PHONE_WIDTH, height=640)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert sideways(page) == []


@pytest.mark.parametrize("path", ["/services", "/outcomes", "/decisions"])
def test_a_word_longer_than_a_phone_is_broken(visitor: Visitor, path: str) -> None:
    page = visitor.open(f"{path}?service={'Unbroken' * 20}", width=PHONE_WIDTH, height=640)
    expect(page.get_by_text("UnbrokenUnbroken").first).to_be_visible()
    assert sideways(page) == []
    cut: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(":is([data-testid=stHtml], .cs-words) *")]
            .filter(words => words.matches("h1, h2, p, li"))
            .filter(words => words.scrollWidth > words.clientWidth + 1)
            .map(words => words.textContent.slice(0, 40))"""
    )
    assert cut == []


@pytest.mark.parametrize("path", PATHS)
def test_tables_scroll_in_a_box_that_a_keyboard_reaches(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, width=PHONE_WIDTH, height=640)
    out: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("[data-testid=stMain] table")]
            .filter(table => { const box = table.closest("[role=region][tabindex='0'][aria-label]");
                return !box || getComputedStyle(box).overflowX !== "auto"; })
            .map(table => table.innerText.slice(0, 40))"""
    )
    assert out == []


PLACES_LEFT = """() => {
  const places = "[data-testid=stMainBlockContainer] [data-testid=stElementContainer]";
  return [...document.querySelectorAll(places)]
    .filter((place) => !place.querySelector("[data-testid=stHtml], .cs-sheet"))
    .filter((place) => getComputedStyle(place).display !== "none")
    .map((place) => place.innerText);
}"""


@pytest.mark.parametrize("path", PATHS)
def test_paper_has_the_page_and_not_its_controls(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    charts = page.locator(".js-plotly-plot .main-svg").count()
    page.emulate_media(media="print")
    settle(page)
    for control in ("stSidebar", "stHeader", "stSelectbox", "stDownloadButton", "stPopover"):
        assert not any(each.is_visible() for each in page.get_by_test_id(control).all()), control
    # The place of a control, empty, would part a heading from what it heads.
    assert page.evaluate(PLACES_LEFT) == []
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    drawn = page.locator(".js-plotly-plot .main-svg").all()
    assert len(drawn) == charts
    window = page.viewport_size
    assert window is not None
    for chart in drawn:
        box = chart.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= window["width"]
    tables = page.locator("[data-testid=stMainBlockContainer] table").all()
    # Of shared links there are none yet.
    assert tables or path == f"/{links.SHARED_LINKS}"
    assert all(table.is_visible() for table in tables)
