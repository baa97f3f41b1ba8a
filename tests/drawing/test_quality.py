"""What is drawn and said of the data's quality: months, statements, names that are one."""

import datetime

import pytest

from commissioning import charts, tables
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.wording import quality as words
from tests.drawing.quality_rows import LEDGER, RETURNS, extract, ledger_month, name


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_parts_of_a_month_are_shares_that_make_it_whole(palette: Palette) -> None:
    chart = charts.return_columns(RETURNS, palette)
    shares = {trace["name"]: trace["y"] for trace in chart.figure["data"]}
    assert shares == {
        "Came in time": [100, 25, 50],
        "Came late": [0, 50, 0],
        "Came, day not known": [0, 0, 50],
        "Did not come": [0, 25, 0],
    }
    # Told apart by more than colour.
    looks = [trace["marker"]["pattern"]["shape"] for trace in chart.figure["data"]]
    assert len(set(looks)) == 4


def test_a_month_without_lines_has_no_column_and_is_said() -> None:
    chart = charts.ledger_columns(LEDGER, LIGHT)
    complete, lacking = chart.figure["data"]
    assert complete["x"] == ["2024-01-01", "2024-03-01", "2024-04-01"]
    assert complete["y"] == [100, 70, 100]
    assert lacking["y"] == [0, 30, 0]
    assert chart.headline == (
        "19 of 22 ledger lines name their provider and give an invoice (86%): 1 withholds the"
        " provider and 2 give no invoice; one month has no line."
    )
    assert "February 2024: none" in chart.alt
    assert "March 2024: 3 lacking something of 10" in chart.alt


def test_a_part_that_no_month_has_is_not_in_the_legend() -> None:
    chart = charts.ledger_columns([ledger_month(1, 3)], LIGHT)
    assert [trace["name"] for trace in chart.figure["data"]] == ["Complete"]
    assert chart.headline == (
        "All 3 ledger lines name their provider and give an invoice; every month has lines."
    )
    assert charts.ledger_columns([], LIGHT).empty
    assert charts.return_columns([], LIGHT).empty


def test_returns_are_counted_by_what_became_of_them() -> None:
    assert words.returns_sentence(RETURNS) == (
        "10 of 11 returns that were due came (91%): two came late, one did not come and one cannot"
        " be said to be in time or late."
    )


def test_a_share_is_whole_only_where_nothing_is_missing() -> None:
    shares = [words.share_words(*pair) for pair in ((3, 3), (998, 1000), (99999, 100000), (0, 5))]
    assert shares == ["100%", "99.8%", "over 99.9%", "0%"]
    assert words.share_words(1, 100000) == "under 0.1%"
    assert words.share_words(0, 0) == "none"


def test_a_statement_says_each_thing_that_is_known_and_no_other() -> None:
    assert words.statement_sentences(extract("mappings")) == [
        "10 rows read, and all loaded.",
        "No check found anything to look at in it.",
    ]
    ledger = extract(
        "spend_lines", rows_loaded=8, rows_rejected=2, expected=8, complete=7, months_without=2,
        first_day=datetime.date(2024, 1, 1), last_day=datetime.date(2024, 6, 30),
        checks_failed=2, findings=3,
    )  # fmt: skip
    assert words.statement_sentences(ledger) == [
        "10 rows read: 8 loaded and 2 rejected.",
        "It covers January 2024 to June 2024.",
        "7 of 8 ledger lines name their provider and give an invoice (88%).",
        "Two months between have no line.",
        "Two checks found something to look at in it, 3 times.",
    ]
    returns = extract("indicator_returns", expected=5, complete=4, late=1, day_unknown=2)
    assert words.complete_sentence(returns) == (
        "4 of 5 returns that were due came (80%), one of them late and two on a day that is not"
        " known."
    )


def test_names_that_are_one_are_listed_with_the_rule_that_says_so() -> None:
    one = {"same": "GB-CHC-1", "provider": "Alpha"}
    rows = [
        name("Alpha", "number", "GB-CHC-1", **one),
        name("ALPHA", "only_number", **one),
        name("Alpha Homes", "table", **one),
        name("Beta Ltd", same="name beta ltd", provider="Beta Ltd"),
        name("Beta Limited", same="name beta ltd", provider="Beta Ltd"),
        name("Gamma"),
        name("Delta", "table", same="name epsilon", provider="Epsilon"),
        name("Epsilon", same="name epsilon", provider="Epsilon"),
    ]
    found = words.counted_as_one(rows)
    assert [(row["provider"], row["names"], row["numbers"]) for row in found] == [
        ("Alpha", ["Alpha", "ALPHA"], ["GB-CHC-1"]),
        ("Beta Ltd", ["Beta Ltd", "Beta Limited"], []),
    ]
    assert found[0]["rules"] == [words.RULES["number"], words.RULES["only_number"]]
    assert words.names_sentence(rows, found) == (
        "8 names of providers count as 4 providers: two providers have several names that are one"
        " by number or by spelling."
    )
    by_table = rows[-2:]
    assert words.counted_as_one(by_table) == []
    assert words.names_sentence(by_table, []).endswith("as the package’s table of names says.")
    apart = [name("Omega", "number", "GB-CHC-1"), name("Omega", "number", "GB-CHC-2")]
    assert "kept apart by number" in words.names_sentence(apart, words.counted_as_one(apart))
    assert words.names_sentence(apart[:1], []).endswith("each by its own name.")
    assert words.names_sentence([], []) == "This package names no provider."
    assert "Beta Ltd and Beta Limited" in tables.counted_as_one_table(found)


def test_words_of_the_data_are_escaped_in_tables() -> None:
    finding = {"detail": "<b>&", "file": "made/x.csv", "line": None}
    said = tables.check_findings_table([finding], "<i>")
    assert "<b>" not in said
    assert "<i>" not in said
    assert "no one row" in said
