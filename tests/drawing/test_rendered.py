"""What Plotly makes of the figures: nothing clipped, nothing on top of anything, on any width."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from commissioning.charts import CONFIG
from commissioning.palette import LIGHT
from tests.drawing.drawn import drawn

pytestmark = pytest.mark.browser

# A phone, a column beside a table, a page. The page's own padding is 16 pixels on each side.
WIDTHS = (320, 560, 1132)

PAGE = """<!doctype html><meta charset="utf-8"><title>Charts</title>
<meta name="viewport" content="width=device-width"><script src="plotly.js"></script>
<style>body {{ margin: 16px; background: {background}; font-family: system-ui }}</style>{parts}
<script>window.drawn = Promise.all({figures}.map((figure, n) =>
Plotly.newPlot("chart" + n, figure.data, figure.layout, {config})));</script>"""

# Every text on a chart with its box, as far as it shows; a label that Plotly hides has no box.
TEXTS = """() => [...document.querySelectorAll(".js-plotly-plot")].map(plot => {
  const page = plot.getBoundingClientRect();
  return [...plot.querySelectorAll(
    ".annotation-text, .bartext, .xtick text, .ytick text, .legendtext, .textpoint text")]
  .map(text => {
    const box = text.getBoundingClientRect(), style = getComputedStyle(text);
    return {words: text.textContent, left: box.left - page.left, top: box.top - page.top,
      right: box.right - page.left, bottom: box.bottom - page.top, wide: page.width,
      high: page.height, shown: style.visibility !== "hidden" && style.display !== "none"
        && +style.opacity > 0 && box.width > 0 && !text.closest("[style*='display: none']")};
  }).filter(text => text.shown && text.words.trim());
})"""


def written(folder: Path) -> Path:
    """A page with every chart; a dark one differs in its colours alone."""
    made = drawn(LIGHT)
    page = folder / "charts.html"
    script = files("plotly").joinpath("package_data/plotly.min.js")
    (folder / "plotly.js").write_bytes(script.read_bytes())
    page.write_text(
        PAGE.format(
            background=LIGHT.background,
            parts="".join(f'<div id="chart{n}"></div>' for n in range(len(made))),
            figures=json.dumps([chart.figure for chart in made.values()]).replace("<", "\\u003c"),
            config=json.dumps(dict(CONFIG)),
        ),
        encoding="utf-8",
    )
    return page


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two texts lie on each other by more than the air round their letters."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 2 and down > 4


@pytest.mark.parametrize("width", WIDTHS)
def test_charts_can_be_read(browser: Browser, tmp_path: Path, width: int) -> None:
    errors: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith("file:") or errors.append(asked.url))
    page.goto(written(tmp_path).as_uri())
    page.evaluate("window.drawn")
    charts = dict(zip(drawn(LIGHT), page.evaluate(TEXTS), strict=True))
    sideways = page.evaluate("document.documentElement.scrollWidth") - width
    page.close()

    assert errors == []
    assert sideways <= 0
    clipped = [
        (name, text["words"])
        for name, texts in charts.items()
        for text in texts
        if min(text["left"], text["top"]) < -1
        or text["right"] > text["wide"] + 1
        or text["bottom"] > text["high"] + 1
    ]
    assert clipped == []
    on_top = [
        (name, one["words"], other["words"])
        for name, texts in charts.items()
        for place, one in enumerate(texts)
        for other in texts[place + 1 :]
        if overlap(one, other)
    ]
    assert on_top == []
    assert all(len(texts) >= 3 for texts in charts.values())
