"""What is said and drawn of the programme, its recommendations and the commissioning cycle."""

import datetime
import re

import pytest

from commissioning import charts, tables
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.wording import improvement as words
from tests.drawing.rated import FACTS, RECOMMENDED, STAGES

DAY = 86_400_000
AS_AT = datetime.date(2026, 11, 22)


def test_sentences_count_what_is_there_and_what_is_missing() -> None:
    assert words.programme_sentence(FACTS) == (
        "Eight facts from one paper on improving commissioning are shown, each with its place in"
        " it. Three lack something that was not published."
    )
    assert words.course_sentence(FACTS) == (
        "Four facts of the programme are dated, from June 2019 to July 2022: one to the year and"
        " three to the month."
    )
    assert words.course_sentence(FACTS[:1]) == (
        "One fact of the programme is dated, in June 2019: one to the month."
    )
    assert "No dated fact" in words.course_sentence(FACTS[5:])


def test_dates_are_no_more_exact_than_the_paper() -> None:
    assert words.when_words(FACTS[1]) == "some time in 2021"
    assert words.when_words(FACTS[0]) == "June 2019"
    # An Act has its year in its name.
    assert words.when_words(FACTS[7]) == "2014"
    assert words.when_words(FACTS[5]) == ""


def test_each_fact_has_its_place_in_the_paper() -> None:
    places = [words.paragraph_words(row) for row in FACTS]
    assert places[:3] == ["paragraph 1.2", "paragraph 1.3", "under “Key considerations”"]
    assert places[6] == "section 5"
    assert [words.value_words(FACTS[n]) for n in (3, 4, 0)] == ["35 hours", "86%", ""]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_bar_covers_exactly_the_days_its_date_leaves_open(palette: Palette) -> None:
    chart = charts.programme_timeline(FACTS, palette)
    exact, open_year = chart.figure["data"]
    assert exact["base"] == ["2019-06-01", "2021-09-01", "2022-07-01"]
    assert open_year["base"] == ["2021-01-01"]
    assert open_year["x"] == [365 * DAY]
    assert any("paper’s date only in its title" in caveat for caveat in chart.caveats)
    assert [days / DAY for days in exact["x"]] == [28, 28, 28]
    # Told apart by more than colour.
    assert open_year["marker"]["pattern"]["shape"] == "/"
    assert "pattern" not in exact["marker"]
    assert "some time in 2021" in chart.alt
    low, high = chart.figure["layout"]["xaxis"]["range"]
    assert low < "2019-06-01"
    assert high > "2022-12-31"


def test_a_programme_without_dates_says_so() -> None:
    chart = charts.programme_timeline(FACTS[5:], LIGHT)
    assert chart.empty
    assert chart.headline == "No dated fact about the programme was found."


def test_stages_are_counted_and_what_has_none_is_too() -> None:
    assert words.stages_sentence(STAGES, AS_AT) == (
        "By this dashboard’s own rule, which infers stages from dates, and not by the body’s own"
        " account: on 22 November 2026, nine of 12 services are in the commissioning cycle, eight"
        " at stage 1 (planning), none at stage 2 (securing services) and one at stage 3 (monitoring"
        " and evaluation)."
    )
    assert words.no_stage_words(STAGES) == (
        "3 services without a stage: 1 ended, with nothing later found; 1 begun, with no end"
        " stated; 1 no date stated."
    )
    assert words.no_stage_words(STAGES[:9]) == ""
    assert words.stages_sentence([], AS_AT).startswith("No service")


def test_the_cycle_is_a_list_of_three_stages_with_their_services() -> None:
    figure = tables.cycle_figure(STAGES, FACTS)
    stages = re.findall(r'<li><p class="cs-h3">(\d [^<]*)</p>', figure)
    assert stages == ["1 Planning", "2 Securing services", "3 Monitoring and evaluation"]
    first, second, third = figure.split('<p class="cs-h3">')[1:]
    assert "needs analysis (paragraph 1.5)" in first
    assert "8 of the services" in first
    assert first.count("<li>Service") == 6
    assert "and 2 more, in the table" in first
    assert "None of the services" in second
    assert "Women&#x27;s &amp; girls&#x27; fund" in third
    # Where no paper says what a stage holds, only its name is given.
    assert "paragraph" not in tables.cycle_figure(STAGES, [])


def test_a_stage_names_the_row_that_decides_it() -> None:
    table = tables.stages_table(STAGES)
    assert table.count("<tr>") == 1 + 9
    assert "made/decisions.csv, row 3" in table
    assert 'href="https://www.london.gov.uk/decision"' in table
    assert "1 April 2024 to 31 March 2027" in table
    extended = STAGES[0] | {"extension_last_day": datetime.date(2029, 3, 31)}
    assert words.period_of(extended).endswith("; may be extended to 31 March 2029")
    assert words.period_of(STAGES[10]) == "from 1 April 2024, no end stated"


def test_recommendations_are_counted_apart_from_what_recommends_nothing() -> None:
    assert words.recommendations_sentence(RECOMMENDED) == (
        "Three recommendations on commissioning were found, one from its own reviews and audits and"
        " two from outside scrutiny. For two of them nothing done in answer was found. Two more"
        " rows recommend nothing."
    )
    assert [words.found_words(row) for row in RECOMMENDED[:4]] == [
        "found", "not found", "not found", "not a recommendation: investigation",
    ]  # fmt: skip
    assert words.recommendations_sentence([]).startswith("No recommendation")


def test_a_review_whose_recommendations_are_not_printed_is_named() -> None:
    review = FACTS[0] | {"not_printed": "Its recommendations", "note": "Each noted as complete"}
    assert words.unprinted_reviews([review, *FACTS[1:]]) == [
        "Not in these tables: DARA review of the grants and commissioning framework (grant award"
        " and procurement) (June 2019, paragraph 1.2). Not printed: its recommendations. Each noted"
        " as complete."
    ]
    assert words.unprinted_reviews(FACTS) == []


def test_facts_leave_out_only_columns_that_no_fact_fills() -> None:
    governance = tables.facts_table([FACTS[6]], "Who oversees it")
    assert "Monthly" in governance
    assert "Not printed" not in governance
    assert "Figure" not in governance
    both = tables.facts_table(FACTS[3:6], "Some")
    assert "Number of respondents" in both
    assert "nothing noted" in both
    assert "no date printed" in both
    assert "made/improvement_programme.csv, row 5" in both
