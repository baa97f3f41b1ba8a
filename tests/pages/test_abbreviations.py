"""Every abbreviation that a package knows is spelt out on each page that uses it."""

import html
import json
import re

import pytest

from commissioning.settings import PROJECT
from tests.pages.conftest import PAGES, Open, words

PACKAGE = json.loads((PROJECT / "data" / "london" / "datapackage.json").read_text("utf-8"))
KNOWN: dict[str, str] = PACKAGE["commissioning"]["abbreviations"]


def read(said: str) -> str:
    """The words a reader sees, without marks and addresses."""
    return html.unescape(re.sub(r"<[^>]*>", " ", said))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_spells_out_the_abbreviations_it_uses(open_page: Open, page: str) -> None:
    said = read(words(open_page(page)))
    used = {short for short in KNOWN if re.search(rf"\b{re.escape(short)}\b", said)}
    unexplained = {short for short in used if KNOWN[short] not in said}
    assert unexplained == set()


@pytest.mark.parametrize("short", ["MoJ", "VAWG", "LCPF", "VRU", "MPS", "PCD"])
def test_the_commonest_are_among_them(open_page: Open, short: str) -> None:
    said = read(words(open_page("decisions")))
    assert re.search(rf"\b{short}\b", said)
    assert KNOWN[short] in said


def test_what_a_chart_spells_out_is_not_said_again_at_the_foot(open_page: Open) -> None:
    said = words(open_page("at_a_glance"))
    foot = said.partition("abbreviations on this page")[2]
    assert "MoJ is Ministry of Justice" in said
    assert "<dt>MPS</dt>" in foot
    assert "<dt>MoJ</dt>" not in foot


def test_a_page_of_a_package_without_abbreviations_has_no_list(open_page: Open) -> None:
    assert "bbreviations on this page" not in words(open_page("decisions", data="illustrative"))
