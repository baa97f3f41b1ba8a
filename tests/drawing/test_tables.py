from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning import tables
from commissioning.tables import Column, link_address, table
from tests.drawing.rows import (
    CONTRIBUTIONS,
    DECISIONS,
    GRANTS,
    RECONCILED,
    SERIES,
    Row,
    point,
)

Attributes = dict[str, str | None]


class Reading(HTMLParser):
    """A table as a browser's parser finds it: elements, their attributes and their words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data

    def all(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.elements if name == tag]


COLUMNS = [
    Column("name", "Name"),
    Column("paid", "Paid", "pounds", missing="not returned"),
    Column("rate", "Change", "change"),
]
ROWS: list[Row] = [
    {"name": "One", "paid": Decimal("1234.50"), "rate": -2.0},
    {"name": "Two", "paid": None, "rate": 1.149},
]


def test_headers_name_their_columns_and_rows() -> None:
    read = Reading(table(ROWS, COLUMNS, caption="Paid"))
    assert read.rows == [
        ["Name", "Paid", "Change"],
        ["One", "£1,234.50", "−2.0%"],
        ["Two", "not returned", "+1.1%"],
    ]
    scopes = [header["scope"] for header in read.all("th")]
    assert scopes == ["col", "col", "col", "row", "row"]
    assert len(read.all("caption")) == 1


def test_a_table_scrolls_by_itself_and_can_be_reached_by_keyboard() -> None:
    (region,) = Reading(table(ROWS, COLUMNS, caption='Paid & "due"')).all("div")
    assert region["role"] == "region"
    assert region["tabindex"] == "0"
    assert region["aria-label"] == 'Paid & "due"'
    assert "overflow-x: auto" in tables.STYLE


def test_the_row_header_can_be_another_column() -> None:
    columns = [Column("rate", "Change", "change"), Column("name", "Name", header=True)]
    read = Reading(table(ROWS[:1], columns, caption="c"))
    assert [name for name, _ in read.elements][-2:] == ["td", "th"]


def test_figures_are_aligned_and_missing_ones_marked() -> None:
    read = Reading(table(ROWS, COLUMNS, caption="c"))
    assert [cell["class"] for cell in read.all("td")] == [
        "figure", "figure", "figure missing", "figure",
    ]  # fmt: skip


def test_pence_are_shown_down_a_whole_column_or_not_at_all() -> None:
    rows: list[Row] = [{"a": Decimal(5), "b": Decimal("5.00")}, {"a": Decimal("0.10"), "b": None}]
    read = Reading(
        table(rows, [Column("a", "A", "pounds"), Column("b", "B", "pounds")], caption="c")
    )
    assert [row[0] for row in read.rows[1:]] == ["£5.00", "£0.10"]
    assert read.rows[1][1] == "£5"


def test_zero_is_a_value_and_nan_is_missing() -> None:
    rows: list[Row] = [{"n": 0}, {"n": float("nan")}, {"n": False}]
    read = Reading(table(rows, [Column("n", "N", missing="none")], caption="c"))
    assert [row[0] for row in read.rows[1:]] == ["0", "none", "no"]


def test_a_total_stands_in_the_foot() -> None:
    read = Reading(table(ROWS, COLUMNS, caption="c", total={"paid": Decimal("1234.50")}))
    assert read.rows[-1] == ["Total", "£1,234.50", ""]
    assert len(read.all("tfoot")) == 1


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (1250, "number", "1,250"),
        (63.917, "percent", "63.9%"),
        (-16.3, "points", "−16.3"),
        (186.25, "decimal", "186.3"),
        (date(2022, 10, 3), "date", "3 October 2022"),
        (True, "text", "yes"),
    ],
)
def test_kinds(value: object, kind: str, words: str) -> None:
    read = Reading(table([{"v": value}], [Column("v", "V", kind)], caption="c"))
    assert read.rows[1] == [words]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.london.gov.uk/a?b=c&d=e",
        "http://london.gov.uk",
        "/decisions?year=2021/22",
        "?year=2021/22",
        "decisions?a=b",
    ],
)
def test_addresses_that_may_be_linked(address: str) -> None:
    read = Reading(table([{"v": "x", "to": address}], [Column("v", "V", link="to")], caption="c"))
    assert read.all("a") == [{"href": address}]


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//elsewhere.example/x",
        "\\\\elsewhere.example",
        "/\\elsewhere.example",
        "https://",
        "http:evil",
        "https://[broken",
    ],
)
def test_addresses_that_may_not(address: str | None) -> None:
    assert link_address(address) is None
    read = Reading(table([{"v": "x", "to": address}], [Column("v", "V", link="to")], caption="c"))
    assert not read.all("a")
    assert read.rows[1] == ["x"]


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table><h1>",
    "$\\href{javascript:alert(1)}{x}$",
    "[click](javascript:alert(1))",
    "**bold** & `code` 'quoted'",
    "&lt;already&gt;",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_from_data_stay_words(payload: str) -> None:
    html = table(
        [{"v": payload, "to": "https://a.example/" + payload.replace(" ", "")}],
        [Column("v", payload, link="to")],
        caption=payload,
        total={"v": "x"},
    )
    read = Reading(html)
    assert {tag for tag, _ in read.elements} <= {
        "div", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a",
    }  # fmt: skip
    assert read.rows == [[payload], [payload], ["Total"]]
    assert read.all("div")[0]["aria-label"] == payload


@given(st.text())
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    cell = table([{"v": text}], [Column("v", "V", missing="none")], caption="c")
    start = cell.index("<tbody>")
    assert "<" not in cell[start:].split('">', 1)[1].split("</th>")[0]
    # A carriage return is a line feed to an HTML reader; nothing else may change.
    if "\r" not in text and "\0" not in text:
        assert Reading(cell).rows[1] == [text or "none"]


def test_further_words_stand_below_the_value_and_out_of_its_link() -> None:
    html = table(
        [{"v": "A <b>", "to": "https://a.example/", "more": "B & C"}, {"v": None, "more": None}],
        [Column("v", "V", link="to", below=lambda row: row["more"])],
        caption="c",
    )
    assert (
        '<a href="https://a.example/">A &lt;b&gt;</a><span class="below">B &amp; C</span>' in html
    )
    assert html.count("below") == 1


def test_members_are_summed_and_sorted() -> None:
    read = Reading(tables.members_table(GRANTS, "funding_source", "Funder", "2025/26"))
    assert [row[0] for row in read.rows[1:]] == ["MoJ", "Home Office", "NHS England", "Total"]
    assert read.rows[-1] == ["Total", "£35,619,469.73", "", "6"]


def test_years_and_programmes_account_for_every_pound() -> None:
    read = Reading(tables.yearly_table(DECISIONS, link=lambda year: f"/decisions?y={year}"))
    head, *body, foot = read.rows
    assert head[:5] == ["Financial year", "All programmes", "Decision lines", "VAWG",
                        "Crime prevention (LCPF)"]  # fmt: skip
    assert body[0][:5] == ["2020/21", "£6,741,416.33", "13", "£6,201,416.33", "none found"]
    assert foot[1] == "£54,351,153.33"
    assert read.all("a")[0]["href"] == "/decisions?y=2020/21"


def test_growth_says_why_a_figure_is_not_there() -> None:
    rows = [*SERIES, point("A", "2024/25", "1", part_year=True, real_gbp=None)]
    read = Reading(tables.growth_table(rows, price_base="2024/25"))
    assert read.rows[0][4] == "Real amount, 2024/25 prices"
    assert read.rows[1][3] == "not comparable"
    assert read.rows[-1][1] == "2024/25 (part year)"
    assert read.rows[-1][4] == "no price index"


def test_contributions_and_their_sum() -> None:
    read = Reading(tables.contributions_table(CONTRIBUTIONS, "2023/24", "2024/25"))
    assert read.rows[2][1:3] == ["none found", "£100,000"]
    assert read.rows[-1] == ["Total", "", "", "−£1,460,000", "−7.3", ""]


def test_a_total_with_no_rows_and_rows_with_no_total_are_not_known() -> None:
    read = Reading(tables.reconciliation_table(RECONCILED, "decisions", total_link=lambda row: "."))
    assert read.rows[1][2:5] == ["none found", "not known", "not known"]
    assert read.rows[3][4] == "64%"
    assert "£15.2m in 1 row already in another decision" in read.rows[3][5]
    assert read.rows[5][1] == "no total found"
    assert read.rows[5][3:5] == ["not known", "not known"]
