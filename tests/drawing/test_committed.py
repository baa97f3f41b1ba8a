"""What is said of commitments, and how a timeline tells one kind from another."""

import datetime

from commissioning import charts, tables
from commissioning.palette import LIGHT
from commissioning.wording import commitments as words
from tests.drawing.committed import (
    AS_AT,
    ENDS,
    EVERY_STATE,
    EXPOSED,
    RUNNING,
    SUMMED,
    YEARS,
    quarter,
)


def test_what_is_running_and_not_begun_is_told_first() -> None:
    said = words.state_sentence(SUMMED, "contracts", AS_AT)
    assert said == (
        "3 contracts to 3 services are running on 22 November 2026; £8.2m of their £29.8m is"
        " still to run, and 1 contract not yet begun adds £480k."
    )
    assert words.state_sentence(SUMMED, "decisions", AS_AT, ("ended",)) == (
        "206 approvals to 142 services had ended by 22 November 2026: £331.6m in all."
    )
    assert words.state_sentence(SUMMED[2:], "decisions", AS_AT).startswith(
        "No approval found is running on 22 November 2026"
    )
    assert "begins after" in words.state_sentence(SUMMED[2:], "decisions", AS_AT, ("not_begun",))


def test_the_cliff_edge_is_the_day_that_ends_most_services() -> None:
    assert words.ends_sentence(ENDS, "decisions", AS_AT) == (
        "Four of six services with something still to run have an approval that ends on 31 March"
        " 2027, worth £7.1m in its last twelve months; nothing later was found for three of them."
    )
    elsewhere = [quarter(2026, 10, 0, 0, None), quarter(2027, 4, 2, 0, "80000")]
    assert "a contract that ends in April to June 2027" in words.ends_sentence(
        elsewhere, "contracts", AS_AT
    )


def test_a_quarter_without_an_end_is_none_found_and_never_zero() -> None:
    chart = charts.ending_bars(ENDS, LIGHT, family="decisions", as_at=AS_AT)
    assert chart.figure["data"][0]["text"][0] == "none found"
    table = tables.ends_table(ENDS)
    assert table.count("none found") == 4
    assert "£0" not in table
    assert "not a quarter in which nothing ends" in chart.caveats[0]


def test_a_31_march_is_named_and_bold() -> None:
    chart = charts.ending_bars(ENDS, LIGHT, family="decisions", as_at=AS_AT)
    bold = [note["text"] for note in chart.figure["layout"]["annotations"] if "<b>" in note["text"]]
    assert len(bold) == 2
    assert words.quarter_name(ENDS[1]) == "January to March 2027: 5 services, 4 on 31 March"
    assert words.quarter_name(ENDS[4]) == "January to March 2028: 1 service, on 31 March"


def test_an_extension_is_a_hatched_part_after_the_last_day() -> None:
    chart = charts.commitment_timeline(
        RUNNING, SUMMED, LIGHT, family="contracts", as_at=AS_AT, states=("running",)
    )
    bars, extensions = chart.figure["data"]
    assert extensions["base"] == ["2027-01-01"]
    assert extensions["x"] == [731 * 86_400_000]
    assert extensions["marker"]["pattern"]["shape"] == "/"
    assert "pattern" not in bars["marker"]
    assert "hatched" in chart.subtitle
    plain = charts.commitment_timeline(
        RUNNING[:1], SUMMED, LIGHT, family="contracts", as_at=AS_AT, states=("running",)
    )
    assert "hatched" not in plain.subtitle


def test_states_are_told_apart_in_words_where_there_are_several() -> None:
    chart = charts.commitment_timeline(
        EVERY_STATE, SUMMED, LIGHT, family="decisions", as_at=AS_AT, states=("running", "ended")
    )
    text = " ".join(note["text"] for note in chart.figure["layout"]["annotations"])
    assert "Victims (not begun)" in text
    assert "Victims (ended)" in text
    assert "up to £12.5m" in text
    bars = chart.figure["data"][0]["marker"]
    assert len(set(zip(bars["color"], bars["line"]["color"], strict=True))) == 3


def test_a_state_with_nothing_in_it_says_where_to_look() -> None:
    chart = charts.commitment_timeline(
        [], SUMMED[2:], LIGHT, family="decisions", as_at=AS_AT, states=("running",)
    )
    assert chart.empty
    assert "Choose All under Show" in chart.headline


def test_what_is_still_to_run_is_told_by_year() -> None:
    assert words.profile_sentence(YEARS, "decisions", AS_AT) == (
        "£8.2m approved is still to run after 22 November 2026: £4.0m in 2026/27 and £4.2m in"
        " 2027/28."
    )
    assert words.profile_sentence(YEARS[:2], "contracts", AS_AT).startswith(
        "Nothing contracted falls after 22 November 2026"
    )


def test_exposure_is_a_condition_and_owns_up_to_what_is_not_stated() -> None:
    said = words.exposure_sentence(EXPOSED, AS_AT)
    assert said == (
        "If money from Ministry of Justice stopped, £991k still to run on 3 services would be"
        " exposed, two of them with no other funder found. For £7.2m on 3 services no funder is"
        " stated."
    )
    assert words.exposure_sentence(EXPOSED[:1], AS_AT).startswith("No funder is stated for any")
    assert words.funder_name(EXPOSED[0]) == "Funder not stated: 3 services"
    assert "cannot be said" in tables.exposure_table(EXPOSED)


def test_pages_of_bars_say_how_many_more_there_are() -> None:
    assert words.page_words(6, 1, 6, "decisions") == "6 approvals, all shown."
    assert words.page_words(6, 201, 206, "decisions") == (
        "201 to 206 of 206 approvals are shown; 200 more are on other pages. Search or filter to"
        " find one."
    )


def test_a_quarter_is_named_by_its_months() -> None:
    names = [words.quarter_words(datetime.date(2027, month, 1)) for month in (1, 4, 7, 10)]
    assert names == [
        "January to March 2027",
        "April to June 2027",
        "July to September 2027",
        "October to December 2027",
    ]
