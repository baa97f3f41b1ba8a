"""How a result is said: its figure, interval, gap, target, period and row."""

import datetime

import pytest

from commissioning.wording import results as words
from tests.drawing.rows import Row

ROW: Row = {
    "unit": "percent", "per": None, "accumulation": "period", "better": "higher", "actual": 75.0,
    "target": 70.0, "point_met": True, "gap": 5.0, "numerator": 75.0, "denominator": 100.0,
    "interval_low": 64.45, "interval_high": 83.2, "target_set_by": "Board",
    "target_set_on": datetime.date(2025, 3, 12), "file": "made/returns.csv", "line": 9,
}  # fmt: skip
A_RATE: Row = ROW | {"unit": "rate", "per": 100}


@pytest.mark.parametrize(
    ("value", "unit", "per", "said"),
    [
        (81.1, "percent", None, "81.1%"),
        (85.75, "percent", None, "85.75%"),
        (77.27272727272727, "percent", None, "77.27%"),
        (59.0, "percent", None, "59%"),
        (-5.0, "percent", None, "−5%"),
        (0.0, "percent", None, "0%"),
        (15722.0, "count", None, "15,722"),
        (100.0, "count", None, "100"),
        (13.4, "rate", 100, "13.4 per 100"),
        (1.5, "rate", 1000, "1.5 per 1,000"),
        (25.44, "rate", None, "25.44"),
        (1.0, "days", None, "1 day"),
        (6.5, "days", None, "6.5 days"),
        (1.0, "months", None, "1 month"),
        (18.0, "months", None, "18 months"),
        (70000000.0, "gbp", None, "£70,000,000"),
        (-1234.5, "gbp", None, "−£1,234.50"),
    ],
)
def test_a_figure_is_given_as_stated_in_its_own_unit(
    value: float, unit: str, per: int | None, said: str
) -> None:
    assert words.figure_words(value, unit, per) == said


def test_a_figure_worked_out_has_one_decimal_place_always() -> None:
    assert words.worked_out_words(84.0, "percent") == "84.0%"
    assert words.worked_out(ROW, "interval_low") == "64.5%"
    assert words.worked_out_words(-0.04, "days") == "0.0 days"
    assert words.worked_out(ROW | {"gap": None}, "gap") is None
    assert words.stated(ROW) == "75%"
    assert words.stated(ROW | {"actual": None}) is None


@pytest.mark.parametrize(
    ("changed", "low", "high", "said"),
    [
        ({}, 64.45, 83.2, "64.5% to 83.2%"),
        ({"unit": "count"}, 12.04, 31.0, "12.0 to 31.0"),
        ({"unit": "count"}, 99.96, 1286.5, "100 to 1,287"),
        ({"unit": "days"}, 5.0, 7.25, "5.0 to 7.3 days"),
        ({"unit": "rate", "per": 100}, 12.1, 13.0, "12.1 to 13.0 per 100"),
    ],
)
def test_an_interval_says_its_unit(changed: Row, low: float, high: float, said: str) -> None:
    row = ROW | changed | {"interval_low": low, "interval_high": high}
    assert words.interval_words(row) == said
    assert words.interval_words(row | {"interval_low": None, "interval_high": None}) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unit": "days"}, "how widely single cases differ from their average is not known"),
        ({"unit": "gbp"}, "it is not a count of people or events"),
        ({"accumulation": "snapshot"}, "a number there on one day is no count of events"),
        ({"denominator": None}, "the number of people behind it is not known"),
        ({}, "the numbers of people published do not give it"),
    ],
)
def test_why_a_result_has_no_interval(changed: Row, said: str) -> None:
    assert words.no_interval(ROW | changed) == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"gap": -1.2999999999999972}, "−1.3 points"),
        ({"gap": 0.0}, "0 points"),
        ({"gap": 23.0, "unit": "count"}, "+23"),
        ({"gap": -1.5, "unit": "days"}, "−1.5 days"),
        ({"gap": -1.5999999999999996, "unit": "rate", "per": 100}, "−1.6 per 100"),
        ({"gap": None}, None),
    ],
)
def test_a_gap_is_in_the_unit_of_the_result(changed: Row, said: str | None) -> None:
    assert words.gap_words(ROW | changed) == said


def test_a_target_says_which_way_it_binds_and_who_set_it() -> None:
    assert words.target_words(ROW) == "at least 70%"
    assert words.target_words(ROW | {"better": "lower"}) == "at most 70%"
    assert words.target_words(ROW | {"better": "neutral"}) == "70%"
    assert words.set_words(ROW) == "set by Board, 12 March 2025"
    assert words.set_words(ROW | {"target_set_by": None, "target_set_on": None}) == (
        "who set it is not published"
    )
    without = ROW | {"target": None}
    assert (words.target_words(without), words.set_words(without)) == (None, "")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "better than its target as reported"),
        ({"actual": 70.0}, "at its target as reported"),
        ({"actual": 65.0, "point_met": False}, "short of its target as reported"),
        ({"point_met": None}, ""),
    ],
)
def test_a_result_as_reported_is_held_to_its_target(changed: Row, said: str) -> None:
    assert words.point_words(ROW | changed) == said


def test_what_an_indicator_is_counted_in_and_out_of() -> None:
    units = [words.unit_words(ROW | {"unit": unit}) for unit in ("percent", "count", "days", "gbp")]
    assert units == ["per cent", "number", "days", "pounds"]
    assert words.unit_words(A_RATE) == "rate per 100"
    assert words.parts_words(ROW | {"numerator": 1381.0, "denominator": 2444.0}) == "1,381 of 2,444"
    assert words.parts_words(ROW | {"numerator": None}) == ""
    assert words.better_sentence(ROW) == "Higher is better."
    assert words.extract_words(ROW) == "made/returns.csv, row 9"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-09-01", "2025-09-30", "September 2025"),
        ("2025-04-01", "2025-06-30", "April to June 2025"),
        ("2024-11-01", "2025-01-31", "November 2024 to January 2025"),
        ("2024-10-01", "2025-09-30", "October 2024 to September 2025"),
        ("2024-04-01", "2025-03-31", "2024/25"),
        ("2024-04-01", "2026-03-31", "April 2024 to March 2026"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-01", "2024-02-28", "1 February 2024 to 28 February 2024"),
        ("2014-07-31", "2015-07-30", "31 July 2014 to 30 July 2015"),
        ("2015-03-31", "2015-03-31", "31 March 2015"),
        ("2015-03-31", None, "from 31 March 2015"),
        (None, "2015-03-31", "to 31 March 2015"),
        (None, None, "period not published"),
    ],
)
def test_a_period_has_the_name_people_give_it(
    first: str | None, last: str | None, said: str
) -> None:
    days = [day and datetime.date.fromisoformat(day) for day in (first, last)]
    row = {"period_start": days[0] or None, "period_end": days[1] or None}
    assert words.period_of(row) == said
