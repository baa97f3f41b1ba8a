from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning import wording
from commissioning.wording import figures


@pytest.mark.parametrize(
    ("amount", "precision", "words"),
    [
        ("0", None, "£0"),
        ("950", None, "£950"),
        ("9999.49", None, "£9,999"),
        ("9999.50", None, "£10k"),
        ("479500", None, "£480k"),
        ("999499", None, "£999k"),
        ("999500", None, "£1.0m"),
        ("59900000", "rounded_0.1m", "£59.9m"),
        ("22344743.73", "exact", "£22.3m"),
        ("22250000", None, "£22.3m"),
        ("70000000", "rounded_1m", "£70m"),
        ("70000000", None, "£70.0m"),
        ("999950000", None, "£1.0bn"),
        ("3500000000", "rounded_100m", "£3.5bn"),
        ("-2969000", None, "−£3.0m"),
        ("-0.4", None, "£0"),
    ],
)
def test_short_pounds(amount: str, precision: str | None, words: str) -> None:
    assert wording.pounds_short(Decimal(amount), precision) == words


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_short_pounds_are_within_half_of_their_last_place(amount: Decimal) -> None:
    words = wording.pounds_short(amount)
    number = words.strip("£kmbn").replace(",", "")
    unit = {"k": 10**3, "m": 10**6, "bn": 10**9}.get(words.lstrip("£0123456789.,"), 1)
    place = Decimal(unit) / (10 if "." in number else 1)
    assert abs(Decimal(number) * unit - amount) <= place / 2


@pytest.mark.parametrize(
    ("precision", "words"),
    [("rounded_1m", "around £70m"), ("rounded_0.1m", "£70.0m"), ("exact", "£70.0m")],
)
def test_a_total_published_in_whole_millions_is_approximate(precision: str, words: str) -> None:
    assert wording.pounds_published(Decimal(70_000_000), precision) == words


@pytest.mark.parametrize(
    ("amount", "pence", "words"),
    [
        ("16765943.00", None, "£16,765,943"),
        ("21939808.88", None, "£21,939,808.88"),
        ("59900000", True, "£59,900,000.00"),
        ("21939808.50", False, "£21,939,809"),
        ("-4500", None, "−£4,500"),
    ],
)
def test_exact_pounds(amount: str, pence: bool | None, words: str) -> None:
    assert wording.pounds_exact(Decimal(amount), pence) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(1.149, "+1.1%"), (-2.028, "−2.0%"), (0.04, "0.0%"), (-0.04, "0.0%"), (2.25, "+2.3%"),
     (1234.5, "+1,234.5%")],
)  # fmt: skip
def test_signed_percentages_round_half_up_and_zero_has_no_sign(value: float, words: str) -> None:
    assert wording.percent(value, signed=True) == words


def test_plain_percentages_keep_a_true_minus() -> None:
    assert wording.percent(63.917, 0) == "64%"
    assert wording.percent(-3.0) == "−3.0%"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 decisions"), (1, "1 decision"), (1250, "1,250 decisions")]
)
def test_counts_agree_with_their_noun(number: int, words: str) -> None:
    assert wording.count(number, "decision") == words


def test_counts_in_running_text() -> None:
    assert wording.count_in_words(1, "total") == "one total"
    assert wording.count_in_words(9, "series", "series") == "nine series"
    assert wording.count_in_words(10, "total") == "10 totals"
    assert wording.count_in_words(0, "total") == "no totals"


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Commissioning budget", "commissioning budget"),
        ("Ministry of Justice grant", "Ministry of Justice grant"),
        ("VAWG", "VAWG"),
        ("", ""),
    ],
)
def test_a_proper_name_keeps_its_capital(name: str, inside: str) -> None:
    assert figures.uncapitalised(name) == inside


def test_years_that_follow_each_other_are_told_as_a_run() -> None:
    years = ["2020/21", "2013/14", "2014/15", "2015/16", "1999/00"]
    assert wording.years_listed(years) == "1999/00, 2013/14 to 2015/16 and 2020/21"
    assert wording.year_span(years) == "1999/00 to 2020/21"
    assert wording.year_span(["2021/22"]) == "2021/22"


def test_years_between_crosses_a_century() -> None:
    assert wording.years_between("1998/99", "2000/01") == ["1998/99", "1999/00", "2000/01"]


@given(st.integers(1900, 2100))
def test_a_financial_year_starts_where_it_says(start: int) -> None:
    assert wording.start_year(wording.financial_year(start)) == start


@pytest.mark.parametrize(
    ("date", "words"),
    [("2024", "2024"), ("2022-03", "March 2022"), ("2014-10-01", "1 October 2014")],
)
def test_a_date_is_told_as_precisely_as_it_is_known(date: str, words: str) -> None:
    assert wording.date_in_words(date) == words
