"""Parsing of money, dates and financial years, against values written out by other means."""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning import query_files
from commissioning.settings import QUERIES
from tests.reference import plain

Evaluate = Callable[..., Any]

POUNDS = st.decimals(
    min_value=Decimal("-9999999999999.99"), max_value=Decimal("9999999999999.99"), places=2
)
DAYS = st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2060, 12, 31))


@pytest.fixture(scope="module")
def evaluate() -> Iterator[Evaluate]:
    """Evaluates an SQL expression in which the macros are known."""
    with duckdb.connect() as connection:
        for statement in query_files.statements(QUERIES / "macros"):
            connection.execute(statement)

        def value(expression: str, **parameters: object) -> Any:
            row = connection.execute(f"SELECT {expression}", parameters).fetchone()
            assert row is not None
            return row[0]

        yield value


@given(
    amount=POUNDS, style=st.sampled_from(["plain", "commas", "pound", "brackets", "trailing", "CR"])
)
def test_money_is_read_as_it_was_written(evaluate: Evaluate, amount: Decimal, style: str) -> None:
    size = abs(amount)
    credit = amount < 0
    written = {
        "plain": f"{amount:.2f}",
        "commas": f"{amount:,.2f}",
        "pound": f"{'-' if credit else ''}£{size:,.2f}",
        "brackets": f"(£{size:,.2f})" if credit else f" £ {size:.2f} ",
        "trailing": f"{size:.2f}{'-' if credit else ''}",
        "CR": f"{size:,.2f} {'CR' if credit else 'DR'}",
    }[style]
    assert evaluate("parse_money($written)", written=written) == amount


@pytest.mark.parametrize(
    "written",
    [
        "",
        "TBC",
        "1,23",
        "1,2345",
        "1.2.3",
        "--5",
        "-5-",
        "-5CR",
        "1e5",
        "£",
        "12.345",
        "#REF!",
        "5 000",
        "€5",
    ],
)
def test_money_that_is_not_certain_is_not_read(evaluate: Evaluate, written: str) -> None:
    assert evaluate("parse_money($written)", written=written) is None


def test_a_dash_alone_is_the_ledgers_nil(evaluate: Evaluate) -> None:
    assert evaluate("parse_money('-')") == Decimal("0.00")


@given(day=DAYS, style=st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%b-%Y"]))
def test_dates_are_read_day_first(evaluate: Evaluate, day: datetime.date, style: str) -> None:
    assert evaluate("parse_date($written)", written=day.strftime(style)) == day


@pytest.mark.parametrize(
    "written",
    ["15/07/24", "07/13/2024", "2024-02-30", "31/02/2024", "July 2024", "20240715", "45000"],
)
def test_dates_that_are_not_certain_are_not_read(evaluate: Evaluate, written: str) -> None:
    assert evaluate("parse_date($written)", written=written) is None


@given(starting=st.integers(1970, 2068), style=st.integers(0, 5))
def test_financial_years_are_read_in_every_spelling(
    evaluate: Evaluate, starting: int, style: int
) -> None:
    end = starting + 1
    written = [
        f"{starting}/{end % 100:02d}",
        f"{starting}-{end % 100:02d}",
        f"{starting}/{end}",
        f"FY {starting}-{end}",
        f"{starting % 100:02d}/{end % 100:02d}",
        f" {starting}–{end % 100:02d} ",
    ][style]
    assert evaluate("parse_financial_year($written)", written=written) == plain.label(starting)


@given(starting=st.integers(1970, 2068), end=st.integers(0, 99))
def test_years_that_do_not_follow_are_not_a_financial_year(
    evaluate: Evaluate, starting: int, end: int
) -> None:
    parsed = evaluate("parse_financial_year($written)", written=f"{starting}/{end:02d}")
    assert (parsed is not None) == ((starting + 1) % 100 == end)


@given(day=DAYS)
def test_a_day_is_in_the_financial_year_that_starts_in_april(
    evaluate: Evaluate, day: datetime.date
) -> None:
    assert [evaluate("financial_year_of($day)", day=day)] == list(plain.days_by_year(day, day))


@given(
    amount=POUNDS.filter(bool),
    first=st.dates(datetime.date(2014, 1, 1), datetime.date(2026, 12, 31)),
    days=st.integers(0, 2000),
)
def test_an_award_is_spread_by_day_to_the_penny(
    evaluate: Evaluate, amount: Decimal, first: datetime.date, days: int
) -> None:
    last = first + datetime.timedelta(days=days)
    expected = plain.profile(amount, first, last)
    parts = {
        year: evaluate(
            "profiled_amount($amount::DECIMAL(18,2), $year, $first::DATE, $last::DATE)",
            amount=amount,
            year=year,
            first=first,
            last=last,
        )
        for year in expected
    }
    assert parts == expected
    assert sum(parts.values()) == amount


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "www.london.gov.uk", "https://a b", 'http://"x"']
)
def test_an_address_is_one_a_reader_can_open(evaluate: Evaluate, written: str) -> None:
    assert evaluate("parse_url($written)", written=written) is None
