import csv
import datetime
import io
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.downloads import csv_download

ROWS = [
    {"year": "2021/22", "amount_gbp": Decimal("59900000.00"), "rate": 1.1, "n": 3,
     "open": True, "signed": datetime.date(2022, 10, 3), "note": 'Says "about", #1 of 2'},
    {"year": "2022/23", "amount_gbp": None, "rate": None, "n": -4,
     "open": False, "signed": None, "note": "two\r\nlines"},
]  # fmt: skip


def download(rows: Any = ROWS, **more: Any) -> bytes:
    arguments: dict[str, Any] = {
        "title": "£59.9m was spent",
        "source": "Joint Audit Panel, paragraph 1.1",
        "basis": "Expenditure",
        "filters": {"Years": "2012/13 to 2025/26"},
        "data_version": "5b8720c5e7db",
        "as_at": "2026-11-22",
        "caveats": ("A budget is not spend.",),
    }
    return csv_download(rows, **arguments | more)


def read(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def table(data: bytes) -> list[list[str]]:
    return [row for row in read(data) if not row[0].startswith("#")]


def test_a_byte_order_mark_tells_excel_the_encoding() -> None:
    data = download()
    assert data.startswith(b"\xef\xbb\xbf# title: \xc2\xa359.9m was spent\r\n")


def test_the_file_says_what_it_is_before_its_table() -> None:
    lines = download().decode("utf-8-sig").split("\r\n")
    assert lines[:8] == [
        "# title: £59.9m was spent",
        "# source: Joint Audit Panel, paragraph 1.1",
        "# basis: Expenditure",
        "# filters: Years: 2012/13 to 2025/26",
        "# data version: 5b8720c5e7db",
        "# as at: 2026-11-22",
        "# caveat: A budget is not spend.",
        '"year","amount_gbp","rate","n","open","signed","note"',
    ]


def test_the_csv_module_reads_it_back() -> None:
    assert table(download()) == [
        ["year", "amount_gbp", "rate", "n", "open", "signed", "note"],
        ["2021/22", "59900000.00", "1.1", "3", "true", "2022-10-03", 'Says "about", #1 of 2'],
        ["2022/23", "", "", "-4", "false", "", "two\r\nlines"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_pandas_reads_it_back(encoding: str) -> None:
    frame = pd.read_csv(
        io.BytesIO(download()), comment="#", encoding=encoding, dtype={"amount_gbp": "str"}
    )
    assert list(frame["amount_gbp"].fillna("missing")) == ["59900000.00", "missing"]
    assert list(frame["note"]) == ['Says "about", #1 of 2', "two\r\nlines"]
    assert list(frame["n"]) == [3, -4]


FORMULAS = ["=1+1", "+44", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_starts_a_formula_is_neutralised(text: str) -> None:
    assert table(download([{"v": text}]))[1] == [f"'{text}"]


@pytest.mark.parametrize(
    ("number", "written"),
    [(Decimal("-2969000.00"), "-2969000.00"), (-4, "-4"), (-2.5, "-2.5"), (0, "0")],
)
def test_numbers_are_left_alone(number: object, written: str) -> None:
    assert table(download([{"v": number}, {"v": 1}]))[1] == [written]


def test_names_of_columns_are_neutralised_too() -> None:
    assert table(download([{"=x": 1}]))[0] == ["'=x"]


@pytest.mark.parametrize("text", ["a,=1+1", "a, =1+1", "a\n=1+1,@x", "a;-1"])
def test_a_filter_cannot_start_a_formula_in_the_next_cell(text: str) -> None:
    data = download([{"v": 1}], filters={"text": text})
    cells = [cell for row in read(data) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")]
    remarks = [line for line in data.decode("utf-8-sig").split("\r\n") if line.startswith("# f")]
    assert len(remarks) == 1


def test_no_rows_still_make_a_file_with_its_columns() -> None:
    assert table(download([], columns=["year", "amount_gbp"])) == [["year", "amount_gbp"]]
    assert table(download([])) == []
    assert "# filters: none" in download([], filters={}).decode()


def test_columns_choose_and_order() -> None:
    assert table(download(columns=["n", "year"]))[1] == ["3", "2021/22"]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1)
)
def test_any_text_survives_but_for_the_apostrophe(texts: list[str]) -> None:
    found = [row[0] for row in read(download([{"v": text} for text in texts]))[-len(texts) :]]
    assert [text.removeprefix("'") for text in found] == [text.removeprefix("'") for text in texts]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_any_amount_survives_to_the_penny(amount: Decimal) -> None:
    assert Decimal(table(download([{"v": amount}, {"v": 1}]))[1][0]) == amount
