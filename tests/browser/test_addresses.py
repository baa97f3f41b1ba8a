"""The address is the view: it opens, it follows the reader, and it says what it cannot show."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from commissioning.ui.navigation import OFFICE, PAGES
from tests.browser.watching import STILL_MILLISECONDS, Visitor, choose, settle

TITLES = {f"/{path}": title for path, (title, _) in PAGES.items()}
REACHED_BY_SWITCHING = [title for title in TITLES.values() if title != "At a glance"]
EARLIEST = {"first_year": ["2015/16"], "last_year": ["2023/24"]}
WRITTEN_OUT = "first_year=2015%2F16&last_year=2023%2F24"


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def words(page: Page) -> list[str]:
    """Every sentence, table and chart on the page as it is read, once the page is still."""
    settle(page)
    placed = page.locator("[data-testid=stHtml], .cs-words, .cs-plot")
    read: list[str] = []
    while read != (read := placed.all_inner_texts()):
        page.wait_for_timeout(STILL_MILLISECONDS)
    return read


def test_the_first_request_of_all_may_be_a_deep_link(first_visitor: Visitor) -> None:
    page = first_visitor.open(f"/decisions?{WRITTEN_OUT}&rows=All+rows&search=domestic")
    expect(page.get_by_role("heading", level=1)).to_have_text("Decisions")
    links = page.get_by_role("navigation", name="App pages").get_by_role("link")
    office = [title for title, _ in OFFICE.values()]
    expect(links).to_have_text([*TITLES.values(), *office])
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
        ("/commitments", "Ending in", "January to March 2027"),
        ("/decisions", "Direction", "Both"),
        ("/data-and-methods", "Last year", "2022/23"),
    ],
)
def test_what_was_chosen_reopens_from_its_address(
    visitor: Visitor, path: str, label: str, value: str
) -> None:
    page = visitor.open(path)
    before, said = page.url, page.get_by_test_id("stMain").inner_text()
    choose(page, label, value)
    page.wait_for_url(lambda address: address != before)
    # The address changes before the server has answered, and each of these choices changes words.
    expect(page.get_by_test_id("stMain")).not_to_have_text(said, use_inner_text=True)
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
        pages = page.get_by_role("navigation", name="App pages")
        pages.get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        settle(page)
        expect(page.get_by_role("combobox", name="First year")).to_have_value("2015/16")
        expect(page.get_by_role("combobox", name="Last year")).to_have_value("2023/24")
        assert parameters(page).items() >= EARLIEST.items(), title


@pytest.mark.parametrize("path", ["/spend-growth", "/commitments", "/decisions"])
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


def test_a_click_on_a_quarter_lists_what_ends_in_it_on_the_same_page(visitor: Visitor) -> None:
    page = visitor.open("/commitments")
    settle(page)
    chart = page.get_by_role("figure", name="Bar chart of what ends")
    chart.evaluate("chart => chart.scrollIntoView({block: 'center'})")
    # Plotly has a sheet over its marks that takes the pointer, so the place is clicked.
    box = chart.locator(".point path").nth(1).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(lambda address: "ending=January+to+March+2027" in address)
    expect(page.get_by_role("combobox", name="Ending in")).to_have_value("January to March 2027")
    expect(page.get_by_text("Ending in January to March 2027: 5 approvals")).to_be_visible()


def mark(page: Page, chart: int, number: int) -> None:
    """Click a mark of a chart where a reader would, and wait until the page is still."""
    bar = page.locator(".cs-plot").nth(chart).locator(".points .point path").nth(number)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_click_keeps_the_basis_that_both_pages_have_a_control_for(visitor: Visitor) -> None:
    page = visitor.open("/bridge?data=illustrative&money=Contracted")
    mark(page, 1, 0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Where it goes")
    settle(page)
    asked = parameters(page)
    assert asked["money"] == ["Contracted"]
    assert asked["level"] == ["Service"]
    (programme,) = asked["programme"]
    expect(page.locator(".cs-h2").first).to_contain_text(f"Contract prices within {programme}")


def test_a_bar_of_money_in_leads_to_the_decisions_that_took_it(visitor: Visitor) -> None:
    page = visitor.open("/funding-flow?data=illustrative")
    # The first funder has nothing in, so the third bar is the first of money in.
    mark(page, 0, 2)
    expect(page.get_by_role("heading", level=1)).to_have_text("Decisions")
    settle(page)
    asked = parameters(page)
    assert asked["direction"] == ["Money in"]
    assert asked["funder"] == ["National grant A"]


@pytest.mark.parametrize("through", ["Areas", "Commitments ahead", "Data and methods"])
def test_back_and_forward_keep_the_choices_of_each_page(visitor: Visitor, through: str) -> None:
    page = visitor.open("/")
    mark(page, 2, 0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Decisions")
    settle(page)
    asked = parameters(page)
    assert asked.keys() == {"year", "programme"}
    read = page.locator(".cs-h2").first.inner_text()

    page.get_by_test_id("stSidebarNav").get_by_role("link", name=through, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(through)
    settle(page)
    assert parameters(page) == {}

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Decisions")
    expect(page.locator(".cs-h2").first).to_have_text(read)
    settle(page)
    assert parameters(page) == asked

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("At a glance")
    settle(page)
    assert parameters(page) == {}

    page.go_forward()
    expect(page.locator(".cs-h2").first).to_have_text(read)
    settle(page)
    assert parameters(page) == asked
