"""Charts are drawn with the small part of Plotly where it does, and with the whole where not."""

import json
import re

import pytest

from commissioning import libraries
from commissioning.libraries import PART, WHOLE, Library, library_for
from commissioning.settings import PROJECT
from commissioning.ui.assets import PLOTLY, drawing_files, front_end
from commissioning.ui.index_page import index_page

LOCK = PROJECT / "commissioning" / "ui" / "plotly" / "package-lock.json"
BARS = {"data": [{"type": "bar"}, {"x": [1]}]}
FLOWS = {"data": [{"type": "sankey"}]}


def plotly_of(library: Library) -> str:
    """The version of Plotly's own that a library says it is."""
    start = library.file.read_text(encoding="utf-8")[:200]
    found = re.search(r"plotly\.js (?:\(basic - minified\) )?v([\d.]+)", start)
    assert found is not None, start
    return found[1]


def test_the_part_is_of_the_version_that_the_package_carries() -> None:
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    (locked,) = (each for name, each in lock["packages"].items() if name)
    assert plotly_of(PART) == plotly_of(WHOLE) == locked["version"]


def test_a_figure_of_bars_and_lines_takes_the_part() -> None:
    assert library_for([BARS]) == PART
    assert library_for([]) == PART
    assert library_for([FLOWS]) == WHOLE
    assert library_for([BARS, FLOWS]) == WHOLE


def test_without_the_part_every_figure_takes_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", (WHOLE,))
    assert library_for([BARS]) == library_for([]) == WHOLE


def test_the_part_draws_what_it_is_given_to_draw() -> None:
    registered = PART.file.read_text(encoding="utf-8")
    for kind in libraries.BARS_AND_LINES:
        assert f'moduleType:"trace",name:"{kind}"' in registered


def test_each_library_is_served_and_the_first_is_asked_for_early() -> None:
    served = drawing_files()
    assert served[f"{PLOTLY}/{PART.name}"] == PART.file
    assert served[f"{PLOTLY}/{WHOLE.name}"] == WHOLE.file
    page = index_page(front_end()).decode()
    assert re.findall(r'as="script" href="\./([^"]+)"', page) == [f"{PLOTLY}/{PART.name}"]
