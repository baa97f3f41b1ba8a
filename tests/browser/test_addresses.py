"""The address is the view: it opens, it follows the reader, and it says what it cannot show."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Visitor, settle

PAGES = {
    "/": "At a glance",
    "/spend-growth": "Spend growth",
    "/decisions": "Decisions",
    "/data-and-methods": "Data and methods",
}
REACHED_BY_SWITCHING = [title for title in PAGES.values() if title != "At a glance"]
EARLIEST = {"first_year": ["2015/16"], "last_year": ["2023/24"]}
STILL_MILLISECONDS = 400
WRITTEN_OUT = "first_year=2015%2F16&last_year=2023%2F24"


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def words(page: Page) -> list[str]:
    """Every sentence, table and chart on the page as it is read, once the page is still."""
    settle(page)
    placed = page.locator("[data-testid=stHtml], .cs-plot")
    read: list[str] = []
    while read != (read := placed.all_inner_texts()):
        page.wait_for_timeout(STILL_MILLISECONDS)
    return read


def choose(page: Page, label: str, value: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=value, exact=True).click()


def test_the_first_request_of_all_may_be_a_deep_link(first_visitor: Visitor) -> None:
    page = first_visitor.open(f"/decisions?{WRITTEN_OUT}&rows=All+rows&search=domestic")
    expect(page.get_by_role("heading", level=1)).to_have_text("Decisions")
    links = page.get_by_role("navigation", name="App pages").get_by_role("link")
    expect(links).to_have_text(list(PAGES.values()))
    expect(page.get_by_role("combobox", name="First year")).to_have_value("2015/16")
    expect(page.get_by_role("combobox", name="Rows")).to_have_value("All rows")
    rows = page.locator("[data-testid=stMainBlockContainer] tbody tr")
    expect(rows.first).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert parameters(page) == {**EARLIEST, "rows": ["All rows"], "search": ["domestic"]}


@pytest.mark.parametrize(
    ("path", "label", "value"),
    [
        ("/", "Last year", "2022/23"),
        ("/spend-growth", "First year", "2018/19"),
        ("/decisions", "Direction", "Both"),
        ("/data-and-methods", "Last year", "2022/23"),
    ],
)
def test_what_was_chosen_reopens_from_its_address(
    visitor: Visitor, path: str, label: str, value: str
) -> None:
    page = visitor.open(path)
    before = page.url
    choose(page, label, value)
    page.wait_for_url(lambda address: address != before)
    expect(page.get_by_role("combobox", name=label, exact=True)).to_have_value(value)
    chosen = words(page)
    assert [value] in parameters(page).values()

    again = visitor.open(page.url.removeprefix(visitor.server.origin))
    expect(again.get_by_role("combobox", name=label, exact=True)).to_have_value(value)
    assert words(again) == chosen
    assert again.url == page.url


def test_switching_pages_keeps_what_pages_share(visitor: Visitor) -> None:
    page = visitor.open(f"/?{WRITTEN_OUT}")
    for title in [*REACHED_BY_SWITCHING, "At a glance"]:
        page.get_by_role("navigation", name="App pages").get_by_role("link", name=title).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        settle(page)
        expect(page.get_by_role("combobox", name="First year")).to_have_value("2015/16")
        expect(page.get_by_role("combobox", name="Last year")).to_have_value("2023/24")
        assert parameters(page).items() >= EARLIEST.items(), title


@pytest.mark.parametrize("path", ["/spend-growth", "/decisions"])
def test_a_pinned_link_opens_the_same_view(visitor: Visitor, path: str) -> None:
    page = visitor.open(f"{path}?{WRITTEN_OUT}")
    seen = words(page)
    page.get_by_role("button", name="Copy pinned link").click()
    pinned = page.get_by_test_id("stCode").inner_text().strip()
    spelled = parse_qs(urlsplit(pinned).query, keep_blank_values=True)
    assert spelled.items() >= EARLIEST.items()
    assert spelled["data_version"] != [""]

    again = visitor.open(pinned)
    assert words(again) == seen


def test_what_an_address_asks_in_vain_is_named_on_screen(visitor: Visitor) -> None:
    page = visitor.open(
        "/decisions?direction=Sideways&programme=Nowhere&colour=blue&data_version=0123abcd"
    )
    said = page.get_by_role("status").filter(has_text="Not everything")
    for asked in ("Sideways", "Nowhere", "colour", "0123abcd"):
        expect(said).to_contain_text(asked)
