"""Views taken down without a browser: what they hold is what the page shows."""

import json

import pytest

from commissioning.faults import CaptureFault
from commissioning.settings import Settings
from commissioning.snapshots.captured import Capture, Words
from commissioning.snapshots.capturing import capture
from commissioning.ui import links
from commissioning.ui.navigation import PAGES
from commissioning.ui.recording import page_of, pages
from tests.pages.conftest import Open, asked_by, charts, words

Views = dict[tuple[str, str], Capture]


@pytest.mark.parametrize("package", ["london", "illustrative"])
@pytest.mark.parametrize("page", pages())
def test_every_chart_of_a_page_is_taken_down(
    open_page: Open, views: Views, page: str, package: str
) -> None:
    taken = views[page, package]
    shown = charts(open_page(PAGES[page][1].removesuffix(".py"), data=package))
    drawn = [part for part in taken.parts if not part.chart.empty]
    # By way of JSON, as a browser gets a figure.
    assert [json.loads(json.dumps(part.chart.figure)) for part in drawn] == [
        chart["figure"] for chart in shown
    ]
    assert [part.chart.alt for part in drawn] == [chart["alt"] for chart in shown]
    assert taken.shown.illustrative == (package == "illustrative")


@pytest.mark.parametrize("package", ["london", "illustrative"])
@pytest.mark.parametrize("page", pages())
def test_every_table_of_a_page_is_taken_down(
    open_page: Open, views: Views, page: str, package: str
) -> None:
    taken = views[page, package]
    unfolded = {"rows_page": "1"} if page == links.PROVIDERS else {}
    app = open_page(PAGES[page][1].removesuffix(".py"), data=package, **unfolded)
    on_screen = words(app)
    held = "".join(block.html for block in taken.blocks if isinstance(block, Words)) + "".join(
        part.table for part in taken.parts if not part.chart.empty
    )
    assert held.count("<table") == on_screen.count("<table")
    assert held.count("<td") == on_screen.count("<td")


def test_the_address_spells_out_the_view(views: Views) -> None:
    taken = views["spend-growth", "london"]
    asked = asked_by(taken.address)
    assert asked["data"] == ["london"]
    assert asked["first_year"] == [taken.years[0]]
    assert taken.shown.data_version.startswith(asked["data_version"][0])
    assert taken.parameters["Prices"] == "Cash"


def test_a_view_of_other_choices_is_another(built: Settings, views: Views) -> None:
    real = capture("https://dashboard.example/spend-growth?prices=Real+terms", built)
    assert real.parameters["Prices"] == "Real terms"
    assert real.parts[0].chart.figure != views["spend-growth", "london"].parts[0].chart.figure


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("", ""),
        ("/", ""),
        ("./?data=london", ""),
        ("https://dashboard.example/base/?data=london", ""),
        ("./spend-growth?data=london", "spend-growth"),
        ("https://dashboard.example/base/spend-growth/", "spend-growth"),
    ],
)
def test_a_page_is_found_by_its_address(address: str, page: str) -> None:
    assert page_of(address)[0] == page


def test_what_cannot_be_honoured_is_taken_down(built: Settings) -> None:
    taken = capture("/decisions?provider=Nobody+at+all&colour=blue", built)
    said = " ".join(taken.notices)
    assert "Nobody at all" in said
    assert "colour" in said


@pytest.mark.parametrize("address", ["/nowhere", "nowhere?data=london", "https://a.example/b/c"])
def test_an_address_of_no_page_is_refused(built: Settings, address: str) -> None:
    with pytest.raises(CaptureFault, match="No page has the address"):
        capture(address, built)
