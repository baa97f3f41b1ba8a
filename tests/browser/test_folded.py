"""What is folded away is on the page once it is unfolded, and nothing that runs ever is."""

from playwright.sync_api import Browser, expect

from commissioning.settings import PROJECT
from tests.browser.conftest import Visitor
from tests.browser.watching import choose, settle

SCRIPT = PROJECT / "commissioning" / "ui" / "folded.js"
HOSTILE = (
    '<div class="data-table" onclick="hit()"><table><tr><td>kept<script>hit()</script>'
    '<img src="x" onerror="hit()"><a href="javascript:hit()">a</a><a href="/providers">b</a>'
    '<svg><a xlink:href="javascript:hit()">c</a></svg><iframe srcdoc="<script>hit()</script>">'
    '</iframe><form action="//elsewhere"><input autofocus onfocus="hit()"></form>'
    "<style>td { color: red }</style></td></tr></table></div>"
)
PLACE = """async ([script, html]) => {
  const module = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: folded } = await import(module);
  document.body.innerHTML =
    '<details><summary>More</summary><div id="one"><div class="cs-folded"></div></div></details>';
  folded({ data: { html }, parentElement: document.querySelector("#one") });
}"""
HELD = """place => [...place.querySelectorAll("*")].map((one) =>
  [one.localName, ...one.getAttributeNames()].join(" "))"""


def test_a_table_is_parsed_when_it_is_unfolded(visitor: Visitor) -> None:
    page = visitor.open("/providers?data=illustrative")
    settle(page)
    fold = page.locator(".st-key-table-breakdown")
    expect(fold.locator("table")).to_have_count(0)
    fold.locator("summary").click()
    rows = fold.locator("tbody tr")
    expect(rows.first).to_be_visible()
    before = rows.all_inner_texts()
    choose(page, "Last year", "2021/22")
    expect(page.locator(".cs-meta")).to_contain_text("to 2021/22")
    settle(page)
    assert rows.all_inner_texts() != before
    fold.locator("summary").click()
    expect(fold.locator("details[open]")).to_have_count(0)
    choose(page, "Last year", "2024/25")
    expect(fold.locator("table")).to_have_count(0)


def test_it_is_unfolded_by_keyboard_too(visitor: Visitor) -> None:
    page = visitor.open("/providers?data=illustrative")
    settle(page)
    fold = page.locator(".st-key-table-breakdown")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.locator("tbody tr").first).to_be_visible()


def test_nothing_that_runs_gets_through(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        hit: list[int] = []
        page.expose_function("hit", lambda: hit.append(1))
        page.route("http://localhost/", lambda route: route.fulfill(body="<p>A page</p>"))
        page.goto("http://localhost/")
        page.evaluate(PLACE, [SCRIPT.read_text("utf-8"), HOSTILE])
        place = page.locator(".cs-folded")
        expect(place.locator("*")).to_have_count(0)
        page.locator("summary").click()
        expect(place.get_by_text("kept")).to_be_visible()
        kept = ["div class", "table", "tbody", "tr", "td", "img src", "a", "a href"]
        assert place.evaluate(HELD) == kept
        assert hit == []
