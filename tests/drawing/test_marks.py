"""Marks of control charts: each is told by its shape and letter, and its colour only adds to it."""

import html
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from commissioning import tables
from commissioning.charts import mark_image, mark_svg
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.statistics.spc_terms import AssuranceMark, VariationMark
from tests.drawing.indicator_rows import control_row
from tests.drawing.test_palette import contrast

SVG = "{http://www.w3.org/2000/svg}"
EVERY = [mark for mark in (*VariationMark, *AssuranceMark) if mark is not AssuranceMark.NONE]
both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - a picture this project has just drawn


def drawn(mark: VariationMark | AssuranceMark, palette: Palette) -> ElementTree.Element:
    return parsed(mark_svg(mark, palette))


@both
def test_no_two_marks_share_shape_and_letter(palette: Palette) -> None:
    looks = set()
    for mark in EVERY:
        group, letter = drawn(mark, palette)
        assert letter.text == mark.letter
        looks.add((ElementTree.tostring(group[0]), letter.text))
    assert len(looks) == len(EVERY)


@both
def test_a_mark_can_be_read_on_its_own_ground(palette: Palette) -> None:
    for mark in EVERY:
        group, letter = drawn(mark, palette)
        ground = group.attrib["fill"]
        assert contrast(group.attrib["stroke"], ground) >= 3
        assert contrast(letter.attrib["fill"], ground) >= 4.5


def test_improvement_and_concern_differ_by_more_than_colour() -> None:
    for side in ("high", "low"):
        good, bad = (drawn(VariationMark(f"{kind}_{side}"), LIGHT)[0] for kind in
                     ("improvement", "concern"))  # fmt: skip
        assert good[0].attrib != bad[0].attrib
        assert good.attrib["stroke"] != bad.attrib["stroke"]


def test_no_mark_is_nothing() -> None:
    assert mark_svg(None, LIGHT) == mark_image("none", LIGHT) == mark_image(None, LIGHT) == ""
    with pytest.raises(ValueError, match="green"):
        mark_svg("green", LIGHT)


def test_the_panel_has_each_mark_with_its_words_beside_it() -> None:
    panel = tables.marks_panel(
        control_row(0, 50.0, variation="concern_high", assurance="fail"), LIGHT
    )
    pictures = re.findall(r'src="data:image/svg\+xml,([^"]*)" alt=""', panel)
    letters = [parsed(unquote(html.unescape(one))).findtext(f"{SVG}text") for one in pictures]
    assert letters == ["H", "F"]
    assert VariationMark.CONCERN_HIGH.words in panel
    assert AssuranceMark.FAIL.words in panel
    without = tables.marks_panel(
        control_row(0, 50.0, variation="neutral_low", assurance="none"), LIGHT
    )
    assert without.count("<img") == 1
    assert "no target to be held to" in without
