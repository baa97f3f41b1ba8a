"""What is said, tabled and drawn of indicators against their targets."""

import datetime
import re
from collections import Counter
from urllib.parse import unquote

import pytest

from commissioning import charts, tables
from commissioning.charts.marks import mark_image
from commissioning.evidence.verdicts import Standing
from commissioning.palette import LIGHT
from commissioning.statistics.spc_terms import AssuranceMark, VariationMark
from commissioning.tables.trends import trend_picture
from commissioning.wording import outcomes as words
from tests.drawing.rows import Row
from tests.drawing.standings import MANY_PROGRAMMES, NO_RESULT, STANDINGS, standing
from tests.drawing.test_tables import Reading


def drawing(html: str) -> str:
    """The drawing inside an image."""
    (packed,) = re.findall(r'"data:image/svg\+xml,([^"]+)"', html)
    return unquote(packed)


def points(values: list[float | None], versions: str = "", target: float | None = 50) -> list[Row]:
    """Months with these results, each under the version of the definition at its place."""
    return [
        {
            "actual": value,
            "target": target,
            "definition_version": int(versions[place]) if versions else 1,
            "period_start": datetime.date(2025, place + 1, 1),
            "period_end": datetime.date(2025, place + 2, 1) - datetime.timedelta(days=1),
        }
        for place, value in enumerate(values)
    ]


def markup(rows: list[Row]) -> str:
    """The table of these indicators, each with two results for a trend."""
    trends = {row["series_id"]: points([40, 60]) for row in rows}
    return tables.standing_table(
        rows, trends, "Caption", LIGHT, link=lambda row: f"./{row['series_id']}"
    )


def table(rows: list[Row]) -> Reading:
    return Reading(markup(rows))


# Words --------------------------------------------------------------------------------------------


def test_every_standing_has_words_in_the_order_of_its_codes() -> None:
    assert list(words.STATUSES) == [code.value for code in Standing]
    assert [kind for kinds in words.GROUPS.values() for kind in kinds] == list(words.KINDS)


def test_the_headline_names_every_denominator() -> None:
    assert words.standing_sentence(STANDINGS) == (
        "5 of 9 indicators with a target have a result for their latest period: one met it clearly,"
        " one missed it clearly and for three the figures cannot tell. Without a result: 1 not"
        " returned, 1 not yet due, 1 not applicable and 1 suppressed. 1 more has no target."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "No indicators were found for these choices."),
        (STANDINGS[5:6], "The one indicator has no target."),
        (STANDINGS[5:6] * 2, "None of 2 indicators has a target."),
        (
            STANDINGS[6:7],
            "0 of 1 indicator with a target have a result for its latest period. Without a result:"
            " 1 not returned.",
        ),
        (
            STANDINGS[:1],
            "1 of 1 indicator with a target has a result for its latest period: one met it"
            " clearly, none missed it clearly and for none the figures cannot tell.",
        ),
    ],
)
def test_the_headline_agrees_in_number(rows: list[Row], said: str) -> None:
    assert words.standing_sentence(rows).startswith(said)


def test_what_cannot_be_told_says_why() -> None:
    said = words.notes(STANDINGS)
    assert said[0] == (
        "1 target has no result: not returned. That is neither a target missed nor zero."
    )
    assert said[1] == (
        "Why the figures cannot tell: 1 because the interval takes in both sides of the target;"
        " 1 because there is no interval, as the number of people or their spread was not"
        " published; 1 because the figure adds up over time and is not held to a target."
    )
    assert words.COMPLETE_COUNT in said
    assert words.notes(STANDINGS[:1]) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "the interval takes in both sides of the target"),
        ({"accumulation": "cumulative"}, "no target is stated for the part so far"),
        (
            {"interval_low": None, "numerator": None},
            "no interval: the number of people behind it is not known",
        ),
        ({"interval_low": None}, "no interval: the numbers of people published do not give it"),
        ({"interval_low": None, "unit": "days"}, "differ from their average is not known"),
        ({"verdict": "met_clearly"}, "at the target or better"),
        ({"verdict": "missed_clearly"}, "short of the target"),
        ({"verdict": "no_target"}, "neither way is better"),
        ({"verdict": "not_returned"}, "the last result was 75%, for April to June 2025"),
        ({"verdict": "not_yet_due", "last_actual": None}, "no result for any period"),
    ],
)
def test_a_status_has_its_reason(changed: Row, said: str) -> None:
    assert words.reason_words(standing(1, "cannot_tell") | changed).endswith(said)


# The table ----------------------------------------------------------------------------------------


def test_a_row_says_result_target_gap_interval_and_status() -> None:
    _, first, *_ = table(STANDINGS).rows
    assert [cell.split("  ")[0] for cell in first[1:6]] == [
        "75%April to June 2025",
        "at least 70%set by Board, 12 March 2025",
        "+5 pointsbetter than its target as reported",
        "71.5% to 83.2%",
        "Met clearlythe whole interval is at the target or better",
    ]
    assert first[0].startswith("Indicator 1Advocacy <for> all · Victims · Provider A · outcome")


def test_what_is_missing_is_in_words_and_never_zero() -> None:
    for code, row in zip([*words.STATUSES][4:], table(STANDINGS[6:]).rows[1:], strict=True):
        assert row[1].startswith(words.STATUSES[code].lower())
        assert row[3:5] == ["none", "none"]
    assert table(STANDINGS[5:6]).rows[1][2:4] == ["no target", "none"]
    assert not re.search(r">(0|0%|£0|nan|None)<", markup(STANDINGS))


def test_a_figure_that_adds_up_is_held_to_no_target() -> None:
    row = table(STANDINGS[4:5]).rows[1]
    assert row[3] == "none"
    assert "no target is stated for the part so far" in row[5]
    assert row[6] == "adds up over time" + "no marks"


def test_statuses_are_counted_by_programme_and_none_is_zero() -> None:
    asked: list[tuple[str, str]] = []

    def link(programme: str, code: str) -> str:
        asked.append((programme, code))
        return "./there"

    read = Reading(tables.statuses_table(STANDINGS, link=link))
    expected = Counter((row["programme"], row["verdict"]) for row in STANDINGS)
    heads = read.rows[0][2:]
    for row in read.rows[1:-1]:
        found = dict(zip(heads, row[2:], strict=True))
        for code, said in words.STATUSES.items():
            assert found[said] == (str(expected[row[0], code] or "none"))
    assert read.rows[-1] == ["Total", "10", "1", "1", "3", "1", "1", "1", "1", "1"]
    assert set(expected) <= set(asked)


# Pictures -----------------------------------------------------------------------------------------


def test_marks_stand_with_their_words() -> None:
    page = markup(STANDINGS)
    for mark in ("common_cause", "concern_low", "hit_or_miss"):
        assert mark_image(mark, LIGHT) in page
    words_of = table(STANDINGS[:2]).rows[2][6]
    assert words_of == (f"{VariationMark.CONCERN_LOW.words}; {AssuranceMark.HIT_OR_MISS.words}")


def lines(rows: list[Row]) -> list[list[tuple[float, float]]]:
    """The points of each line of the results of a trend, in pixels."""
    drawn = drawing(trend_picture(rows, "words", LIGHT))
    paths = re.findall(rf'<path d="M([^"]*)"[^>]*stroke="{LIGHT.focus}"', drawn)
    return [
        [(float(x), float(y)) for x, y in (pair.split() for pair in path.split("L"))]
        for path in paths
    ]


def test_a_gap_parts_the_line_and_takes_its_room() -> None:
    left, right = lines(points([40, 60, None, 55, 45]))
    assert (len(left), len(right)) == (2, 2)
    step = left[1][0] - left[0][0]
    assert right[0][0] - left[1][0] == pytest.approx(2 * step, abs=0.2)
    assert left[0][1] > left[1][1]


def test_a_new_definition_begins_a_new_line() -> None:
    assert [len(line) for line in lines(points([40, 60, 55, 45], "1122"))] == [2, 2]
    assert [len(line) for line in lines(points([40, 60, 55, 45]))] == [4]


def test_a_trend_is_told_in_words() -> None:
    said = words.trend_words(points([40.5, None, 60, 45], "1112"), "percent")
    assert said == (
        "3 results: 40.5% for January 2025, 45% for April 2025; lowest 40.5%, highest 60%;"
        " 1 period without a result; 1 change of definition"
    )
    assert 'alt="&lt;b&gt;"' in trend_picture(points([1, 2]), "<b>", LIGHT)


def test_results_that_are_all_alike_and_one_alone_are_drawn() -> None:
    ((first, second),) = lines(points([5, 5], target=None))
    assert first[1] == second[1]
    assert len(lines(points([None, 5, None]))) == 1


# Charts -------------------------------------------------------------------------------------------


def test_parts_of_a_bar_are_the_indicators_of_its_programme() -> None:
    chart = charts.programme_bars(STANDINGS, LIGHT)
    drawn = {
        (part["customdata"][place][0], part["name"]): number
        for part in chart.figure["data"]
        for place, number in enumerate(part["x"])
    }
    expected = Counter((row["programme"], words.STATUSES[row["verdict"]]) for row in STANDINGS)
    assert drawn == expected
    assert "Hate crime: 1 cannot tell, 1 suppressed" in chart.alt


def test_no_status_is_drawn_as_zero_and_each_looks_its_own_way() -> None:
    parts = charts.programme_bars(STANDINGS, LIGHT).figure["data"]
    assert [part["name"] for part in parts] == list(words.STATUSES.values())
    assert all(number > 0 for part in parts for number in part["x"])
    looks = {(p["marker"]["pattern"]["shape"], p["marker"]["color"]) for p in parts}
    assert len(looks) == len(parts)
    shapes = [part["marker"]["pattern"]["shape"] for part in parts]
    assert shapes.count("") == 2  # met clearly, filled, and no target, grey


def test_the_smallest_programmes_share_a_bar_that_leads_to_a_status() -> None:
    chart = charts.programme_bars(MANY_PROGRAMMES, LIGHT)
    named = {row["programme"] for row in MANY_PROGRAMMES}
    bars = {tuple(key) for part in chart.figure["data"] for key in part["customdata"]}
    assert len({programme for programme, _ in bars}) == 13
    assert f"All other programmes ({len(named) - 12})" in chart.alt
    assert sum(sum(part["x"]) for part in chart.figure["data"]) == len(MANY_PROGRAMMES)


def test_bars_by_status_count_every_indicator_once() -> None:
    bar = charts.status_bars(STANDINGS, LIGHT).figure["data"][0]
    assert dict(zip((key[1] for key in bar["customdata"]), bar["x"], strict=True)) == {
        words.STATUSES[code]: number
        for code, number in Counter(row["verdict"] for row in STANDINGS).items()
    }


def test_what_was_not_found_on_a_public_page_is_not_called_unreturned() -> None:
    row = standing(1, "not_returned", **NO_RESULT, status="not_returned", source_title="A page")
    assert "No result found" in markup([row])
    said = " ".join(words.notes([row]))
    assert "1 target has no result that was found." in said
    assert "not that a provider failed to report" in said
    assert words.standing_sentence([row]).endswith("Without a result: 1 no result found.")


def test_a_published_target_has_its_source_s_note() -> None:
    noted = "EXPECTED reach, not a contractual target"
    assert noted in markup([standing(1, "cannot_tell", note=noted)])
