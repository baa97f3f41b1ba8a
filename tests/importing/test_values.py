"""Amounts and dates as people publish them, against readings worked out another way."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.importing.workspace import STEPS
from commissioning.query_files import statements
from commissioning.settings import QUERIES
from tests.importing import ledgers


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for folder in (QUERIES / "macros", STEPS / "macros"):
            for statement in statements(folder):
                connection.execute(statement)
        yield connection


def pounds(engine: duckdb.DuckDBPyConnection, texts: list[str]) -> list[Decimal | None]:
    found = engine.execute(
        "SELECT import_money(nullif(trim(text), '')) FROM (SELECT unnest($texts) AS text, "
        "generate_subscripts($texts, 1) AS place) ORDER BY place",
        {"texts": texts},
    ).fetchall()
    return [row[0] for row in found]


WRITTEN = {
    "1234.5": "1234.50", "£1,234.50": "1234.50", "£ 1,234.50": "1234.50", "(500.00)": "-500.00",
    "£(500)": "-500.00", "(£500)": "-500.00", "-45.10": "-45.10", "-£45.10": "-45.10",
    "£-45.10": "-45.10", "45.10-": "-45.10", "100.00CR": "-100.00", "100 DR": "100.00",
    "CR 12.00": "-12.00", "-": "0.00", "£-": "0.00", "  £ -  ": "0.00", "nil": "0.00",
    "1\u00a0234.56": "1234.56", "1 234.56": "1234.56", "−3.10": "-3.10", "GBP 12": "12.00",
    "123.45000000000002": "123.45", "1234.565": "1234.57", "-0.005": "-0.01",
    "1.2E+05": "120000.00",    "+7": "7.00", ".5": "0.50", "1,234,567": "1234567.00",
}  # fmt: skip
UNREADABLE = (
    "", "#REF!", "#N/A", "#VALUE!", "REDACTED", "1,23", "12,34.00", "1.234,56", "twelve", "--5",
    "-5-", "(5)-", "(5", "5)", "1 2", "5.5.5", "£", "E5", "12E", "0x12", "1e99",
    "99999999999999999",
    "$5", "€5.00", "5%", "NaN", "inf",
)  # fmt: skip


def test_amounts_as_they_are_written(engine: duckdb.DuckDBPyConnection) -> None:
    assert pounds(engine, list(WRITTEN)) == [Decimal(text) for text in WRITTEN.values()]


def test_what_is_no_amount_is_none(engine: duckdb.DuckDBPyConnection) -> None:
    assert pounds(engine, list(UNREADABLE)) == [None] * len(UNREADABLE)


@given(st.lists(st.text("0123456789,.-() £CRD", max_size=12), min_size=1, max_size=80))
def test_amounts_are_read_as_a_plain_reading_reads_them(
    engine: duckdb.DuckDBPyConnection, texts: list[str]
) -> None:
    found = dict(zip(texts, pounds(engine, texts), strict=True))
    for text, amount in found.items():
        expected = ledgers.plain_pounds(text)
        # What only the engine reads is written in a way that the plain reading does not know.
        if expected is not None and expected.copy_abs() < Decimal(10) ** 15:
            assert amount == expected.quantize(Decimal("0.01")), text


DAYS = {
    "2024-07-15": "2024-07-15", "2024-7-5": "2024-07-05", "2024/07/15": "2024-07-15",
    "2024-07-15T00:00:00Z": "2024-07-15", "20240715": "2024-07-15", "15-Jul-24": "2024-07-15",
    "15 July 2024": "2024-07-15", "15-JUL-2024": "2024-07-15", "1st June 2014": "2014-06-01",
    "Mon 3 Sept 2012": "2012-09-03", "March 15, 2024": "2024-03-15", "45488": "2024-07-15",
    "Jul-24": "2024-07-31", "July 2024": "2024-07-31", "2024-02": "2024-02-29",
    "07/2024": "2024-07-31", "2023/24": "2024-03-31", "2023-24": "2024-03-31",
    "FY2023/24": "2024-03-31", "2023/2024": "2024-03-31", "23/24": "2024-03-31",
}  # fmt: skip
NO_DAYS = (
    "31-Feb-24",
    "2024-13-01",
    "15-Julian-24",
    "00:00:00",
    "#REF!",
    "soon",
    "2023/25",
    "1234567",
)


def test_dates_that_need_no_decision(engine: duckdb.DuckDBPyConnection) -> None:
    for text, day in DAYS.items():
        found = engine.execute(
            "SELECT plain_day(plain_text($text), date_form(plain_text($text)))", {"text": text}
        ).fetchone()
        assert found == (datetime.date.fromisoformat(day),), text


def test_what_is_no_date_is_none(engine: duckdb.DuckDBPyConnection) -> None:
    for text in NO_DAYS:
        found = engine.execute(
            "SELECT plain_day(plain_text($text), date_form(plain_text($text)))", {"text": text}
        ).fetchone()
        assert found == (None,), text


@given(st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31)))
def test_numeric_dates_are_read_both_ways_round(
    engine: duckdb.DuckDBPyConnection, day: datetime.date
) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day.day}-{day.month}-{day.year}"):
        assert engine.execute("SELECT day_first($1)", [text]).fetchone() == (day,)
    for text in (f"{day:%m/%d/%Y}", f"{day:%m/%d/%y} 00:00"):
        assert engine.execute("SELECT month_first($1)", [text]).fetchone() == (day,)


def test_words_for_a_name_left_out(engine: duckdb.DuckDBPyConnection) -> None:
    for text in (
        "REDACTED",
        "Redacted Personal Data",
        "Name Witheld",
        "THIRD PARTY SUPPLIER",
        "***",
    ):
        assert engine.execute("SELECT is_redacted($1)", [text]).fetchone() == (True,), text
    for text in ("Red Actors Ltd", "Withers LLP", "Confidential Shredding Ltd", "Xx Design"):
        assert engine.execute("SELECT is_redacted($1)", [text]).fetchone() == (False,), text
