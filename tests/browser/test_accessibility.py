"""Readable by assistive technology, in the light and in the dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.watching import PATHS, Visitor, grave_violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_grave(visitor: Visitor, path: str, scheme: str) -> None:
    page = visitor.open(path, scheme=scheme)
    assert grave_violations(page) == []


def test_the_two_schemes_are_two(visitor: Visitor) -> None:
    pages = [visitor.open("/", scheme=scheme) for scheme in ("light", "dark")]
    light, dark = (page.get_by_test_id("stApp") for page in pages)
    expect(light).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(dark).not_to_have_css("background-color", "rgb(255, 255, 255)")
