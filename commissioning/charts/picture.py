"""A chart as a picture to take away: what is set above and below it, line by line, in pixels.

A picture leaves the page that explained it, so it carries the title, the subtitle, the key to its
marks, the source, the date and the caveats with it. It is always drawn on white at one width,
whatever the reader's screen and theme, and this says where everything goes; the browser, which
draws the chart, only sets it.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from commissioning.charts.frame import FONT, Chart
from commissioning.palette import LIGHT, Palette
from commissioning.wording import INVENTED

WIDTH, MARGIN = 1200, 24
TITLE, SUBTITLE, SMALL = (24, True), (17, False), (14, False)
BADGE, HEADING = (17, True), (14, True)
# How wide a character comes to, against the height of the letters, in the widest of the fonts.
WIDE, WIDE_BOLD = 0.56, 0.6
LEADING = 1.3
GAP = 10
# How many titles and lines of small print are kept as they were set.
SENTENCES = 1_000
# Words, the height of the letters in pixels, and whether they are bold.
Line = tuple[str, int, bool]


def picture(
    chart: Chart, palette: Palette, *, source: Sequence[str], illustrative: bool
) -> dict[str, Any]:
    """The picture of a chart that was drawn with ``palette``, ready to be sent to a browser.

    ``lines`` are the baseline, size, weight and words of each line of text; ``chart`` is the box
    the chart goes in; ``colours`` turns the colours it has on screen into those it has on white.
    """
    above = [
        _set(chart.headline, TITLE),
        _set(INVENTED, BADGE) if illustrative else [],
        _set(chart.subtitle, SUBTITLE),
    ]
    marked = [f"{number}. {entry}" for number, entry in enumerate(chart.key, start=1)]
    below = [
        [*_set("Events marked on the chart", HEADING), *_sets(marked)] if marked else [],
        _sets(source),
        _sets(chart.caveats),
    ]
    lines, top = _placed(above, MARGIN)
    chart_height = int(chart.figure["layout"]["height"])
    under, end = _placed(below, top + chart_height + GAP)
    return {
        "width": WIDTH,
        "height": round(end + MARGIN - GAP),
        "left": MARGIN,
        "chart": [MARGIN, round(top), WIDTH - 2 * MARGIN, chart_height],
        "lines": [*lines, *under],
        "font": FONT,
        "text": LIGHT.text,
        "background": LIGHT.background,
        "colours": exchange(palette),
    }


def exchange(palette: Palette) -> dict[str, str]:
    """The colour on white for each colour of a palette; nothing for the palette of white pages."""
    if palette == LIGHT:
        return {}
    pairs: dict[str, str] = {}
    for field in fields(Palette):
        old, new = getattr(palette, field.name), getattr(LIGHT, field.name)
        if field.name == "categories":
            pairs |= zip(old, new, strict=True)
        elif field.name != "name":
            pairs[old] = new
    return pairs


@lru_cache(SENTENCES)
def _set(text: str, style: tuple[int, bool]) -> Sequence[Line]:
    """Text as lines that fit the picture."""
    size, bold = style
    letters = int((WIDTH - 2 * MARGIN) / (size * (WIDE_BOLD if bold else WIDE)))
    return tuple((line, size, bold) for line in textwrap.wrap(text, letters))


def _sets(texts: Sequence[str]) -> list[Line]:
    return [line for text in texts for line in _set(text, SMALL)]


def _placed(blocks: Sequence[Sequence[Line]], top: float) -> tuple[list[list[int | str]], float]:
    """Each line with its baseline, from ``top`` down, a gap after each block; where it ends."""
    placed: list[list[int | str]] = []
    for block in filter(None, blocks):
        for text, size, bold in block:
            placed.append([round(top + size), size, 700 if bold else 400, text])
            top += size * LEADING
        top += GAP
    return placed, top
