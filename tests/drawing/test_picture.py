import json
import re
from dataclasses import replace

import pytest

from commissioning.charts import Chart, exchange, picture
from commissioning.palette import DARK, LIGHT, Palette
from tests.drawing.drawn import drawn

CHART = Chart(
    figure={"data": [{"y": [1]}], "layout": {"height": 300}},
    headline="£59.9m was spent",
    subtitle="Published totals.",
    alt="One dot.",
    caveats=("A budget is not spend.",),
    key=("2013: a fund", "2014: another"),
)
SOURCE = "Source: the paper. As at 22 November 2026; data version 5b8720c5."
# What a letter of a proportional face comes to on average in running text, against its height.
AVERAGE_LETTER = 0.55


def words(chart: Chart = CHART, illustrative: bool = False) -> list[str]:
    made = picture(chart, LIGHT, source=[SOURCE], illustrative=illustrative)
    return [line[3] for line in made["lines"]]


def test_a_picture_says_all_that_goes_with_the_chart() -> None:
    assert words() == [
        "£59.9m was spent",
        "Published totals.",
        "Events marked on the chart",
        "1. 2013: a fund",
        "2. 2014: another",
        SOURCE,
        "A budget is not spend.",
    ]
    assert words(illustrative=True)[1] == "Illustrative data: everything in it is invented."


@pytest.mark.parametrize("illustrative", [False, True])
@pytest.mark.parametrize("name", sorted(drawn(LIGHT)))
def test_nothing_overlaps_and_nothing_leaves_the_picture(name: str, illustrative: bool) -> None:
    chart = drawn(LIGHT)[name]
    made = picture(chart, LIGHT, source=[SOURCE * 4], illustrative=illustrative)
    left, top, width, height = made["chart"]
    assert (made["width"], left + width) == (1200, 1200 - left)
    assert height == chart.figure["layout"]["height"]
    ends = 0.0
    for baseline, size, _, text in made["lines"]:
        assert baseline - size >= ends - 1
        ends = baseline + 0.25 * size
        assert ends <= made["height"]
        assert len(text) * size * AVERAGE_LETTER <= width
        assert ends <= top or baseline - size >= top + height
    assert made["height"] - ends < 40


def test_every_word_of_a_long_title_is_there() -> None:
    long = replace(CHART, headline="words and " * 60)
    assert " ".join(words(long)).startswith(" ".join(long.headline.split()))


def in_light(figure: object, palette: Palette) -> object:
    colours = exchange(palette)
    text = json.dumps(figure)
    return json.loads(re.sub("|".join(colours), lambda found: colours[found.group()], text))


@pytest.mark.parametrize("name", sorted(drawn(DARK)))
def test_a_chart_on_a_dark_page_becomes_the_chart_on_a_light_one(name: str) -> None:
    light = json.loads(json.dumps(drawn(LIGHT)[name].figure))
    dark = drawn(DARK)[name].figure
    assert dark != drawn(LIGHT)[name].figure
    assert in_light(dark, DARK) == light


def test_a_light_chart_is_left_as_it_is() -> None:
    assert exchange(LIGHT) == {}
    assert picture(CHART, LIGHT, source=[], illustrative=False)["colours"] == {}


def test_a_picture_can_be_sent_to_a_browser() -> None:
    made = picture(CHART, DARK, source=[SOURCE], illustrative=True)
    assert json.loads(json.dumps(made)) == made
