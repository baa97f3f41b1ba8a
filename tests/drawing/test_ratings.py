"""What is said and drawn of ratings."""

import pytest

from commissioning import charts, questions, tables
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.store import Store
from commissioning.wording import ratings as words
from tests.drawing.rated import RATED, rated


def test_the_headline_counts_what_is_rated_and_what_is_not() -> None:
    assert words.ratings_sentence(RATED) == (
        "Four of 5 indicators have bands to be rated by: at the latest period due, one is Good, one"
        " is Requires improvement and one is Inadequate, and one cannot be rated."
    )
    assert words.ratings_sentence(RATED[4:]) == (
        "No result is rated, because no bands were found for any indicator."
    )
    assert words.ratings_sentence(RATED[3:]) == (
        "One of 2 indicators has bands to be rated by: one cannot be rated."
    )


def test_every_reason_and_regime_has_words_of_its_own() -> None:
    assert len(set(words.REASONS.values())) == len(words.REASONS)
    row = rated("I1", "Indicator", None, (3, 2, 1), None, no_rating="suppressed")
    assert words.rating_words(row) == "no rating: suppressed"
    for regime, said in words.REGIMES.items():
        assert said.startswith("Voluntary") == (regime != "statutory")
    assert words.regime_words({"regime": None}).startswith("Not stated")


def test_a_rating_the_act_does_not_ask_for_is_called_voluntary() -> None:
    assert words.voluntary_sentence(RATED) == (
        "All three are voluntary: rated on the Act’s scale, not a statutory notice."
    )
    mixed = [RATED[0], RATED[1] | {"regime": "statutory"}, RATED[2] | {"regime": None}]
    assert words.voluntary_sentence(mixed) == (
        "One is voluntary: rated on the Act’s scale, not a statutory notice. One is of contracts"
        " that the Act covers. For one it is not stated what the service is paid under."
    )
    assert words.voluntary_sentence([]) == ""


def test_bands_and_intervals_are_in_the_unit_of_their_indicator() -> None:
    row = RATED[0]
    assert words.named_interval(row) == "95% interval 82.7% to 88.9%"
    assert words.bands_short(row) == "G from 90%, A from 86%, R from 78%"
    assert words.bands_short(RATED[1]) == "G up to 38%, A up to 42%, R up to 48%"
    assert words.bands_words(RATED[1]) == (
        "Good at most 38%, Approaching target at most 42%, Requires improvement at most 48%;"
        " otherwise Inadequate"
    )


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_better_is_to_the_right_and_the_result_stands_in_the_band_it_earns(
    palette: Palette,
) -> None:
    chart = charts.rating_strips(RATED, palette)
    (marks,) = chart.figure["data"]
    boxes = sorted(chart.figure["layout"]["shapes"], key=lambda box: (box["y0"], box["x0"]))
    drawn = RATED[:3]
    assert [key[0] for key in marks["customdata"]] == [row["series_id"] for row in drawn]
    earned = [box for box in boxes if box["line"]["width"] == 3]
    assert len(boxes) == 16
    assert len(earned) == 3
    for x, box in zip(marks["x"], earned, strict=True):
        assert box["x0"] <= x <= box["x1"]
    for number in range(4):
        strip = boxes[4 * number : 4 * number + 4]
        assert [box["x1"] for box in strip[:-1]] == [box["x0"] for box in strip[1:]]
        assert (strip[0]["x0"], strip[-1]["x1"]) == (0, 1)
    # The best band is the one on the right, whichever way the figures run.
    assert earned[1]["x1"] == 1
    assert earned[2]["x0"] == 0


def test_the_interval_is_drawn_to_the_scale_of_the_bands() -> None:
    (marks,) = charts.rating_strips(RATED[:1], LIGHT).figure["data"]
    shapes = charts.rating_strips(RATED[:1], LIGHT).figure["layout"]["shapes"]
    boxes = sorted(shapes, key=lambda box: box["x0"])
    a_unit = (boxes[3]["x0"] - boxes[2]["x0"]) / (90 - 86)
    assert marks["error_x"]["array"][0] == pytest.approx(3.14 * a_unit)
    assert marks["error_x"]["arrayminus"][0] == pytest.approx(3.14 * a_unit)
    assert marks["x"][0] == pytest.approx(boxes[2]["x0"] - (86 - 85.8) * a_unit)


def test_colour_is_never_alone_and_the_words_say_all() -> None:
    chart = charts.rating_strips(RATED, LIGHT)
    texts = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert {"<b>R</b>", "<b>G</b>", "<b>I</b>"} <= set(texts)
    for row in RATED[:4]:
        assert row["indicator"] in chart.alt
        assert words.rating_words(row) in chart.alt
    assert "no result in July to September 2025" in chart.alt
    assert "No bands for this" not in chart.alt


def test_why_it_cannot_be_told_is_said() -> None:
    cannot = RATED[0] | {"verdict": "cannot_tell", "point_met": None}
    assert words.held_words(cannot | {"accumulation": "cumulative"}) == (
        "cannot tell: a running total is not held to its target"
    )
    assert words.held_words(cannot | {"interval_low": None}) == (
        "cannot tell: no interval can be given"
    )
    assert words.held_words(cannot | {"verdict": "no_target"}) == ""


def test_nothing_to_rate_is_said() -> None:
    chart = charts.rating_strips(RATED[4:], LIGHT)
    assert chart.empty
    assert "no bands were found" in chart.headline


def test_the_table_has_bands_who_set_them_and_both_verdicts() -> None:
    table = tables.ratings_table(words.banded(RATED))
    assert "Hold from 1 April 2024. Set on 12 March 2024 by A board" in table
    assert "made/rating_bands.csv, row 2 on" in table
    first, second, *_ = table.split("<tbody>")[1].split("</tr>")
    assert "at least 85%" in first
    assert "better than its target as reported; by its interval, cannot tell" in first
    assert "at most 40%" in second
    assert "cannot tell: the target lies within the 95% interval" in first
    missed = tables.ratings_table([RATED[0] | {"point_met": False}])
    assert "short of its target as reported; by its interval, cannot tell" in missed
    assert "Voluntary: paid by grant, which is no contract" in table
    assert "no rating: not returned" in table
    unrated = tables.unrated_table(RATED[4:])
    assert "No bands set" in unrated
    assert "Good" not in unrated


def test_the_illustrative_chart_is_drawn_from_its_rows(store: Store) -> None:
    rows = questions.indicator_ratings(store, package="illustrative", latest_only=True).rows
    chart = charts.rating_strips(rows, LIGHT)
    assert len(chart.figure["data"][0]["x"]) == sum(row["rating"] is not None for row in rows) == 5
    assert charts.rating_strips(
        questions.indicator_ratings(store, package="london", latest_only=True).rows, LIGHT
    ).empty
