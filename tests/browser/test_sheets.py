"""Sheets: what is folded away comes when unfolded, what runs never does, and a file once."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from commissioning.settings import PROJECT
from tests.browser.conftest import Visitor
from tests.browser.watching import choose, settle

SCRIPTS = PROJECT / "commissioning" / "ui" / "sheet"
HOSTILE = (
    '<div class="data-table" onclick="hit()"><table><tr><td>kept<script>hit()</script>'
    '<img src="x" onerror="hit()"><a href="javascript:hit()">a</a><a href="/providers">b</a>'
    '<svg><a xlink:href="javascript:hit()">c</a></svg><iframe srcdoc="<script>hit()</script>">'
    '</iframe><form action="//elsewhere"><input autofocus onfocus="hit()"></form>'
    "<style>td { color: red }</style></td></tr></table></div>"
)
PLACE = """async (changes) => {
  const { default: sheet } = await import("/sheet.js");
  document.querySelector("#one") ??
    (document.body.innerHTML = '<div id="one"><div class="cs-sheet"></div></div>');
  window.told = [];
  const packed = async (pieces) => {
    const packing = new CompressionStream("deflate");
    const sent = new Blob([JSON.stringify(pieces)]).stream().pipeThrough(packing);
    return new Uint8Array(await new Response(sent).arrayBuffer());
  };
  for (const data of await Promise.all(changes.map(packed)))
    sheet({
      data,
      parentElement: document.querySelector("#one"),
      setTriggerValue: (event, value) => window.told.push([event, value]),
    });
  while (document.querySelector("#one [aria-busy]")) await new Promise(requestAnimationFrame);
}"""
SLOW_FIRST = """() => {
  const { json } = Response.prototype;
  let begun = 0;
  window.unpacked = 0;
  Response.prototype.json = async function () {
    const isFirst = !begun++;
    const read = await json.call(this);
    if (isFirst) await new Promise((done) => setTimeout(done, 200));
    setTimeout(() => window.unpacked++, 50); // once it was laid
    return read;
  };
}"""
HELD = """place => [...place.querySelectorAll("*")].map((one) =>
  [one.localName, ...one.getAttributeNames()].join(" "))"""
FILES = {"kind": "files", "chart": "growth", "title": "It grew", "figures": ["csv"], "picture": {}}


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A page with nothing on it that can load our scripts."""

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name.endswith(".js"):
            route.fulfill(path=SCRIPTS / name, content_type="text/javascript")
        else:
            route.fulfill(body="<p>A page</p>", content_type="text/html")

    with browser.new_context() as context:
        page = context.new_page()
        page.route("http://localhost/**", answer)
        page.goto("http://localhost/")
        yield page


def send(page: Page, *changes: list[Any]) -> None:
    """Send a sheet its pieces, several times at once where several are given."""
    page.evaluate(PLACE, list(changes))


def test_a_table_is_parsed_when_it_is_unfolded(visitor: Visitor) -> None:
    page = visitor.open("/providers?data=illustrative")
    settle(page)
    fold = page.locator(".st-key-breakdown .cs-fold.cs-printed")
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
    fold = page.locator(".st-key-breakdown .cs-fold.cs-printed")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.locator("tbody tr").first).to_be_visible()


def test_lists_and_lines_come_when_they_are_unfolded(visitor: Visitor) -> None:
    page = visitor.open("/providers?data=illustrative&money=Paid")
    settle(page)
    expect(page.get_by_test_id("stMultiSelect")).to_have_count(0)
    page.get_by_text("Narrow down").click()
    choose(page, "Provider", "Provider D")
    settle(page)
    page.get_by_text("Narrow down").click()
    page.get_by_text("The lines behind this").click()
    rows = page.locator(".st-key-table-lines tbody tr")
    expect(rows.first).to_be_visible()
    assert "provider=" in page.url
    page.reload()
    settle(page)
    expect(rows).to_have_count(0)
    expect(page.locator(".st-key-breakdown")).to_contain_text("Provider D")


@pytest.mark.parametrize("folded", [True, False])
def test_nothing_that_runs_gets_through(bare: Page, folded: bool) -> None:
    hit: list[int] = []
    bare.expose_function("hit", lambda: hit.append(1))
    said = {"kind": "words", "html": HOSTILE}
    fold = {"kind": "fold", "title": "More", "pieces": [said], "printed": False}
    send(bare, [fold if folded else said])
    if folded:
        expect(bare.locator(".cs-words")).to_have_count(0)
        bare.locator("summary").click()
    place = bare.locator(".cs-words")
    expect(place.get_by_text("kept")).to_be_visible()
    kept = ["div class", "table", "tbody", "tr", "td", "img src", "a", "a href"]
    assert place.evaluate(HELD) == kept
    assert hit == []


def test_a_file_is_asked_for_by_its_chart_and_saved_once(bare: Page) -> None:
    send(bare, [FILES | {"made": None}])
    bare.get_by_role("button", name="CSV: figures of “It grew”").click()
    assert bare.evaluate("told") == [["file", ["growth", "csv"]]]
    expect(bare.get_by_role("status")).to_have_text("Making the CSV…")

    saved: list[str] = []
    bare.on("download", lambda each: saved.append(each.suggested_filename))
    content = base64.b64encode("£1".encode()).decode()
    made = {"id": "1", "name": "grew.csv", "type": "text/csv", "content": content, "fault": ""}
    with bare.expect_download() as sent:
        send(bare, [FILES | {"made": made}])
    assert sent.value.path().read_text("utf-8") == "£1"
    expect(bare.get_by_role("status")).to_have_text("")
    send(bare, [FILES | {"made": made}])
    # Laid out afresh, as when a fold is opened again.
    send(bare, [{"kind": "words", "html": ""}])
    send(bare, [FILES | {"made": made}])
    other = made | {"id": "2", "name": "again.csv"}
    with bare.expect_download():
        send(bare, [FILES | {"made": other}])
    assert saved == ["grew.csv", "again.csv"]


def test_a_file_that_could_not_be_made_is_said(bare: Page) -> None:
    made: dict[str, Any] = {"id": "1", "name": "", "type": "", "fault": "It could not be made."}
    send(bare, [FILES | {"made": made}])
    expect(bare.get_by_role("status")).to_have_text("It could not be made.")


def test_pieces_that_change_their_kind_change_places(bare: Page) -> None:
    said = [{"kind": "words", "html": f"<p>{word}</p>"} for word in ("one", "two", "three")]
    fold = {"kind": "fold", "title": "More", "pieces": said[1:], "printed": True}
    send(bare, [said[0], fold])
    bare.locator("summary").click()
    expect(bare.locator("p")).to_have_text(["one", "two", "three"])
    columns = {"kind": "columns", "shares": [3, 2], "columns": [[said[2]], [said[0], said[1]]]}
    send(bare, [columns])
    expect(bare.locator("details")).to_have_count(0)
    expect(bare.locator("p")).to_have_text(["three", "one", "two"])
    send(bare, [fold])
    expect(bare.locator("p")).to_have_count(0)


def test_of_two_changes_at_once_the_later_stays(bare: Page) -> None:
    """What is sent is unpacked beside the page, so that the earlier may be ready last."""
    bare.evaluate(SLOW_FIRST)
    earlier, later = ([{"kind": "words", "html": f"<p>{word}</p>"}] for word in ("one", "two"))
    send(bare, earlier, later)
    bare.wait_for_function("window.unpacked === 2")
    expect(bare.locator("p")).to_have_text(["two"])


def test_what_cannot_be_read_is_said_and_a_later_change_takes_its_place(bare: Page) -> None:
    send(bare, [{"kind": "words", "html": "<p>before</p>"}])
    bare.evaluate(
        "() => { [window.kept, DecompressionStream] = [DecompressionStream, undefined]; }"
    )
    send(bare, [{"kind": "words", "html": "<p>lost</p>"}])
    expect(bare.locator("p")).to_have_count(1)
    expect(bare.locator("p")).to_contain_text("This part of the page could not be read.")
    bare.evaluate("() => { DecompressionStream = window.kept; }")
    send(bare, [{"kind": "words", "html": "<p>after</p>"}])
    expect(bare.locator("p")).to_have_text(["after"])
