"""A snapshot as its readers have it: from the viewer, in a browser, on paper, without scripts."""

import re
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from commissioning.sharing.register import Register
from commissioning.snapshots import meeting
from commissioning.snapshots.captured import Capture
from commissioning.snapshots.published import Published
from commissioning.snapshots.publishing import publish
from tests.browser.watching import AXE
from tests.sharing.viewing import viewing

pytestmark = pytest.mark.browser
Views = dict[tuple[str, str], Capture]


@pytest.fixture(scope="module")
def printed(views: Views, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A pack with all there is to take away, published and open."""
    root = tmp_path_factory.mktemp("served")
    pack = [views[page, "illustrative"] for page in ("", "indicator", "funding-flow")]
    made = publish(pack, root, by="A director", title="For the panel")
    Register(root).record_publication(made, by="A director", expires=made.expires)
    return made


@pytest.fixture(scope="module")
def served(printed: Published) -> Iterator[str]:
    """The address of the pack at a viewer of its own."""
    root = printed.folder.parent
    with viewing(root, root.with_name("viewer.log")) as server:
        yield f"{server.origin}/s/{printed.id}/"


def violations(page: Page) -> list[tuple[str, str]]:
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [(each["id"], each["nodes"][0]["html"][:120]) for each in found]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, served: str, scheme: Any, width: int
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(served)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    shown = "narrow" if width == 320 else "wide"
    expect(page.locator(f"svg.{shown}").first).to_be_visible()
    context.close()


def test_a_reader_can_point_at_the_marks_and_nobody_else_hears(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(served)
    assert not any("plotly" in address for address in asked)
    figures = page.locator("figure.chart")
    figures.first.get_by_role("button").click()
    expect(figures.first.locator(".js-plotly-plot")).to_be_visible()
    expect(figures.first.locator(".drawn")).to_be_hidden()
    expect(figures.first.get_by_role("button", name=re.compile("Point at"))).to_have_count(0)
    # The sign of a chart that could be sent to somebody else's server.
    expect(page.locator(".modebar-btn")).to_have_count(0)
    assert faults == []
    host = served.split("/s/")[0]
    assert [address for address in asked if not address.startswith((host, "data:", "blob:"))] == []
    context.close()


def test_all_is_there_without_scripts(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    expect(page.get_by_role("heading", level=1)).to_have_text("For the panel")
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(3)
    expect(page.locator("figure.chart svg.wide").first).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    page.get_by_text("Definitions and how this was worked out").first.click()
    expect(page.get_by_text("One row is one").first).to_be_visible()
    context.close()


def test_what_is_taken_to_the_meeting_is_there(printed: Published) -> None:
    """The files of a machine with a browser; `make test` sees to it that there is one."""
    pdf = (printed.folder / "snapshot.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert 5 < len(re.findall(rb"/Type\s*/Page\b", pdf)) < 60
    assert len(pdf) < 3_000_000
    charts = sorted(file.stem for file in printed.folder.glob("*.svg"))
    pictures = sorted(printed.folder.glob("*.png"))
    assert [file.stem for file in pictures] == charts
    for file in pictures:
        content = file.read_bytes()
        width, height = struct.unpack(">II", content[16:24])
        assert width == 2 * 1200
        assert height > 400
    html = (printed.folder / "index.html").read_text()
    assert 'href="snapshot.pdf"' in html
    assert all(f'href="{file.name}"' in html for file in pictures)


def test_paper_is_a4_and_says_which_page_of_which_snapshot(
    browser: Browser, served: str, printed: Published
) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(served)
    page.emulate_media(media="print", color_scheme="dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(255, 255, 255)"
    expect(page.locator("figure.chart svg.wide").first).to_be_visible()
    expect(page.locator(".explore").first).to_be_hidden()
    rules = page.evaluate(
        "[...document.styleSheets[0].cssRules].filter(r => r instanceof CSSPageRule)"
        ".map(r => r.cssText).join(' ')"
    )
    assert "a4" in rules.lower()
    assert printed.reference in rules
    assert "counter(page)" in rules
    assert "counter(pages)" in rules
    context.close()


def test_a_browser_that_fails_costs_no_publication(
    pack: Sequence[Capture], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meeting, "chromium", lambda: "/bin/false")
    made = publish(pack, tmp_path, by="A director")
    names = {file.name for file in made.folder.iterdir()}
    assert "snapshot.pdf" not in names
    assert not any(name.endswith(".png") for name in names)
    assert 'href="snapshot.pdf"' not in (made.folder / "index.html").read_text()


def test_the_code_and_the_frame_lead_to_the_page() -> None:
    address = 'https://panel.example/s/abc"def/'
    assert '"https://panel.example/s/abc&quot;def/"' in meeting.embedding(address, "A <title>")
    assert "A &lt;title&gt;" in meeting.embedding(address, "A <title>")
    code = meeting.code("https://panel.example/s/0123456789abcdefghijkl/")
    assert code.startswith("<svg")
    assert "QR code" in code
