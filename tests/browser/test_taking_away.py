"""Every chart can be taken away: its figures as CSV and XLSX, its picture as PNG and SVG."""

import io
import struct
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from commissioning.palette import DARK
from tests.browser.watching import Visitor

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = "table => [table.querySelector('table').scrollWidth, table.clientWidth]"
INVENTED = "Illustrative data: everything in it is invented."


def take(page: Page, button: Locator, folder: Path) -> Path:
    """The file a button sends, under the name it was given."""
    button.focus()
    with page.expect_download() as sent:
        page.keyboard.press("Enter")
    file = folder / sent.value.suggested_filename
    sent.value.save_as(file)
    return file


def buttons(page: Page) -> list[Locator]:
    """The buttons of the first chart, in the order a reader meets them."""
    page.get_by_text("Table and download").first.click()
    table = page.locator(".st-key-growth .cs-fold.cs-printed")
    every = table.get_by_role("button")
    expect(table.get_by_role("button", name="SVG")).to_be_visible()
    assert every.all_inner_texts() == ["CSV", "XLSX", "PNG", "SVG"]
    return every.all()


@pytest.mark.parametrize(
    ("package", "scheme"), [("london", "light"), ("illustrative", "light"), ("london", "dark")]
)
def test_a_chart_can_be_taken_away(
    visitor: Visitor, tmp_path: Path, package: str, scheme: str
) -> None:
    page = visitor.open(f"/spend-growth?data={package}", scheme=scheme)
    headline = page.get_by_role("heading", level=2).first.inner_text()
    files = {file.suffix: file for file in (take(page, each, tmp_path) for each in buttons(page))}
    (name,) = {file.stem for file in files.values()}
    version = name.rpartition("-")[2]
    assert name == f"growth-{package}-{version}"
    assert version in page.get_by_text("data version").first.inner_text()

    assert headline in files[".csv"].read_text("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(files[".xlsx"].read_bytes())) as archive:
        assert headline in archive.read("xl/sharedStrings.xml").decode()

    drawing = ElementTree.parse(files[".svg"]).getroot()  # noqa: S314 - our own file
    said = " ".join(text.text or "" for text in drawing.findall(f"{SVG}text"))
    assert said.startswith(headline)
    assert "Source: " in said
    assert "As at " in said
    assert f"data version {version}" in said
    assert (INVENTED in said) is (package == "illustrative")
    chart = drawing.find(f"{SVG}svg")
    assert chart is not None
    assert "rgb(18, 67, 109)" in files[".svg"].read_text("utf-8")  # the first colour on white

    header = files[".png"].read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    size = struct.unpack(">II", header[16:24])
    assert size == (2400, 2 * int(str(drawing.get("height"))))


def test_paper_from_a_dark_page_is_printed_in_light_colours(visitor: Visitor) -> None:
    page = visitor.open("/spend-growth", scheme="dark")
    line = page.locator(".st-key-growth .js-line").first
    expect(line).to_have_css("stroke", "rgb(108, 168, 222)")
    page.emulate_media(media="print", color_scheme="dark")
    expect(line).to_have_css("stroke", "rgb(18, 67, 109)")


# The colours that marks, and the patterns that fill them, come out in.
DRAWN_IN = """() => [...new Set(
    [...document.querySelectorAll(".js-plotly-plot :is(path, rect, circle)")].flatMap(
        mark => [getComputedStyle(mark).fill, getComputedStyle(mark).stroke]))]"""


@pytest.mark.parametrize(
    "path", ["/money-and-evidence?data=illustrative", "/outcomes?data=illustrative", "/bridge"]
)
def test_no_mark_of_a_dark_page_keeps_its_colour_on_paper(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, scheme="dark")
    own = {
        f"rgb{tuple(bytes.fromhex(colour.removeprefix('#')))}"
        for colour in (*DARK.categories, DARK.background, DARK.rest)
    }
    assert own & set(page.evaluate(DRAWN_IN))
    page.emulate_media(media="print", color_scheme="dark")
    assert own & set(page.evaluate(DRAWN_IN)) == set()


@pytest.mark.parametrize("path", ["/outcomes", "/funding-flow", "/commitments"])
def test_a_chart_and_its_headline_fit_a_page_of_paper(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, width=1050, height=703)  # A4 on its side, less its margins
    page.emulate_media(media="print")
    for chart in page.locator(".cs-plot").all():
        box = chart.bounding_box()
        assert box
        assert box["height"] <= 510


@pytest.mark.parametrize("path", ["/", "/spend-growth", "/decisions", "/data-and-methods"])
def test_no_table_is_cut_off_on_paper(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, width=1050, height=740)  # A4 on its side, less its margins
    page.emulate_media(media="print")
    tables = page.locator(".data-table")
    expect(tables.first).to_be_visible()
    wide = [
        (each.get_attribute("aria-label"), each.evaluate(WIDTHS))
        for each in tables.all()
        if each.evaluate(f"table => {{ const [own, room] = ({WIDTHS})(table); return own > room }}")
    ]
    assert wide == []
