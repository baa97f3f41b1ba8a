import datetime
from typing import Any, get_args

import pytest

from commissioning.questions.parameters import Counting, Family, OpenEnded, Order
from commissioning.store import Store
from commissioning.wording import filters_in_words
from commissioning.wording.columns import column_words
from tests.contracts.examples import CASES, QUESTIONS


def test_filters_are_named_as_the_page_names_them() -> None:
    assert filters_in_words(
        {
            "package": "london",
            "first_year": "2012/13",
            "last_year": None,
            "directions": ["out", "in"],
            "counting": "left_out",
            "open_ended": "leave_out",
            "as_at": datetime.date(2026, 11, 22),
            "limit": 1250,
            "offset": 0,
            "made_up": True,
        }
    ) == {
        "Data package": "london",
        "First year": "2012/13",
        "Direction": "Money out, Money in",
        "Rows": "Left out of totals",
        "Awards with no end date": "Left out of sums by year",
        "As at": "22 November 2026",
        "Rows at most": "1,250",
        "Made up": "Yes",
    }


def test_a_series_is_named_by_its_title() -> None:
    rows = [{"series_id": "moj", "title": "Ministry of Justice victims grant"}] * 2
    assert filters_in_words({"series_ids": ["moj", "other"]}, rows) == {
        "Series": "Ministry of Justice victims grant, other"
    }


def test_what_a_reader_types_is_left_as_it_is() -> None:
    assert filters_in_words({"text": "in"}) == {"Titles, services or notes with": "in"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("open_ended", OpenEnded),
        ("counting", Counting),
        ("order", Order),
        ("family", Family),
    ],
)
def test_every_fixed_value_has_words_of_its_own(name: str, kind: object) -> None:
    said = [filters_in_words({name: value}) for value in get_args(kind)]
    words = [text for filters in said for text in filters.values()]
    assert len(set(words)) == len(get_args(kind))
    assert not set(words) & set(get_args(kind))


@pytest.mark.parametrize(("question", "arguments"), CASES)
def test_no_question_shows_a_name_made_for_machines(
    store: Store, question: str, arguments: dict[str, Any]
) -> None:
    answer = QUESTIONS[question](store, **arguments)
    for name in filters_in_words(answer.parameters, answer.rows):
        assert "_" not in name
    for column in answer.columns:
        words = column_words(column.name, column.type)
        assert "_" not in words.heading
        assert "gbp" not in words.heading.lower().split()
        assert words.missing
        if column.type.startswith("DECIMAL"):
            assert words.unit == "pounds"
