import csv
import io
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from commissioning import questions
from commissioning.store import Answer, Column, Store
from commissioning.workbooks import About, plain, workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ABOUT = About(
    title="£59.9m was spent",
    subtitle="Published totals, London.",
    body="The Office",
    source="Joint Audit Panel, paragraph 1.1",
    address="https://www.example.org/paper",
    basis="actual expenditure",
    as_at="2026-11-22",
    caveats=("A budget is not spend.", "=Two"),
)
SQL = "-- question: What was spent?\n-- grain: line\nSELECT 1"


@dataclass(frozen=True)
class Cell:
    kind: str  # "text", "number" or "blank"
    value: str
    sign: str  # the format it is shown in
    formula: bool


Sheets = dict[str, list[list[Cell]]]


def made(rows: list[dict[str, Any]], **types: str) -> Answer:
    columns = tuple(Column(name, types.get(name, "VARCHAR")) for name in rows[0])
    return Answer("made", {"package": "made"}, "5b8720c5e7dbff", columns, tuple(rows), SQL)


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))  # noqa: S314 - our own file


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def sheets(data: bytes) -> Sheets:
    """Every sheet as rows of cells, as a spreadsheet would show them."""
    words = ["".join(entry.itertext()) for entry in part(data, "xl/sharedStrings.xml")]
    styles = part(data, "xl/styles.xml")
    codes = {each.get("numFmtId"): each.get("formatCode") for each in styles.iter(f"{MAIN}numFmt")}
    cells = styles.find(f"{MAIN}cellXfs")
    assert cells is not None
    signs = [codes.get(each.get("numFmtId")) or str(each.get("numFmtId")) for each in cells]
    found: Sheets = {}
    entries = list(part(data, "xl/workbook.xml").iter(f"{MAIN}sheet"))
    for number, entry in enumerate(entries, start=1):
        rows = part(data, f"xl/worksheets/sheet{number}.xml").iter(f"{MAIN}row")
        found[str(entry.get("name"))] = [
            [_cell(each, words, signs) for each in row] for row in rows
        ]
    return found


def _cell(cell: ElementTree.Element, words: list[str], signs: list[str]) -> Cell:
    value = cell.findtext(f"{MAIN}v")
    kind = "blank" if value is None else "text" if cell.get("t") == "s" else "number"
    shown = "" if value is None else words[int(value)] if kind == "text" else value
    return Cell(kind, shown, signs[int(cell.get("s", "0"))], cell.find(f"{MAIN}f") is not None)


def table(rows: list[list[Cell]]) -> tuple[list[str], list[list[Cell]]]:
    """The heading and the rows of the one table of a sheet, which is as wide as the sheet."""
    width = max(map(len, rows))
    start = next(number for number, row in enumerate(rows) if len(row) == width)
    return [cell.value for cell in rows[start]], rows[start + 1 :]


def words_of(rows: list[list[Cell]]) -> str:
    return "\n".join(cell.value for row in rows for cell in row)


def totals(store: Store) -> Answer:
    return questions.headline_totals(store, package="london")


def test_a_workbook_has_a_cover_notes_and_a_sheet_for_each_answer(store: Store) -> None:
    data = workbook([totals(store), questions.decision_choices(store, package="london")], ABOUT)
    assert list(sheets(data)) == ["Cover", "Notes", "Table 1", "Table 2"]
    assert list(sheets(workbook([totals(store)], replace(ABOUT, caveats=())))) == [
        "Cover",
        "Table 1",
    ]


def test_threat_06_nothing_is_hidden_run_or_fetched(store: Store) -> None:
    data = workbook([totals(store)], ABOUT)
    assert [each.get("state") for each in part(data, "xl/workbook.xml").iter(f"{MAIN}sheet")] == [
        None,
        None,
        None,
    ]
    assert not [name for name in names(data) if "vba" in name or "external" in name.lower()]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        linked = b"".join(archive.read(name) for name in names(data) if name.endswith(".rels"))
    assert b'TargetMode="External"' not in linked
    for number in (1, 2, 3):
        sheet = part(data, f"xl/worksheets/sheet{number}.xml")
        assert not [each for each in sheet.iter(f"{MAIN}row") if each.get("hidden")]
        assert not [each for each in sheet.iter(f"{MAIN}col") if each.get("hidden")]


def test_the_same_answer_makes_the_same_bytes_and_names_nobody(store: Store) -> None:
    data = workbook([totals(store)], ABOUT)
    assert data == workbook([totals(store)], ABOUT)
    core = part(data, "docProps/core.xml")
    said = {each.tag.rpartition("}")[2]: each.text for each in core}
    assert said == {
        "title": "£59.9m was spent",
        "creator": None,
        "lastModifiedBy": None,
        "created": "2026-11-22T00:00:00Z",
        "modified": "2026-11-22T00:00:00Z",
    }


def test_published_totals_are_those_of_the_extract_to_the_penny(store: Store, data: Path) -> None:
    published = {}
    with (data / "london" / "spend_totals.csv").open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            published[line] = Decimal(re.sub(r"[£,]", "", row["amount_gbp"] or "0"))
    headings, rows = table(sheets(workbook([totals(store)], ABOUT))["Table 1"])
    amount, line = headings.index("Amount (pounds)"), headings.index("Row of the extract")
    assert len(rows) == 5
    for row in rows:
        assert (row[amount].kind, row[amount].sign) == ("number", "£#,##0.00;-£#,##0.00")
        assert Decimal(row[amount].value) == published[int(row[line].value)]


@pytest.mark.parametrize(
    "amount", ["0.01", "-0.10", "16765943.55", "99999999999.99", "-2969000.00", "0.00"]
)
def test_an_amount_is_a_number_to_the_penny(amount: str) -> None:
    answer = made([{"amount_gbp": Decimal(amount)}], amount_gbp="DECIMAL(18,2)")
    _, rows = table(sheets(workbook([answer], ABOUT))["Table 1"][-2:])
    assert rows[0][0].kind == "number"
    assert Decimal(rows[0][0].value) == Decimal(amount)


FORMULAS = ["=1+1", "+44", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "{=1}", "=HYPERLINK"]
ADDRESSES = ["https://elsewhere.example/", "internal:Cover!A1", "mailto:a@b.example", "file://x"]


@pytest.mark.parametrize("text", [*FORMULAS, *ADDRESSES, "[see](https://elsewhere.example)"])
def test_text_stays_text(text: str) -> None:
    about = replace(ABOUT, title=text, source=text, body=text, caveats=(text,))
    data = workbook([made([{"note": text, "n": 1}], n="BIGINT")], about)
    cells = [cell for rows in sheets(data).values() for row in rows for cell in row]
    assert not [cell for cell in cells if cell.formula]
    assert not [name for name in names(data) if "xl/worksheets/_rels/sheet1" in name]
    written = table(sheets(data)["Table 1"])[1][0][0]
    assert (written.kind, written.value.replace("] (", "](").strip()) == ("text", text.strip())


def test_a_gap_is_a_sign_with_its_reason_and_zero_is_a_zero() -> None:
    answer = made(
        [
            {"provider": None, "growth_percent": None, "amount_gbp": Decimal("0.00")},
            {"provider": "  ", "growth_percent": float("nan"), "amount_gbp": None},
            {"provider": "—", "growth_percent": 12.345, "amount_gbp": Decimal("1.50")},
        ],
        growth_percent="DOUBLE",
        amount_gbp="DECIMAL(18,2)",
    )
    rows = sheets(workbook([answer], ABOUT))["Table 1"]
    headings, body = table(rows)
    assert headings == ["Provider", "Growth, cash (per cent)", "Amount (pounds)"]
    assert [[cell.value for cell in row] for row in body] == [
        ["[x]", "[x]", "0.00"],
        ["[x]", "[x]", "[x]"],
        ["Text: —", "12.345", "1.50"],
    ]
    said = words_of(rows)
    assert "[x] means not available. It never means zero." in said
    assert "[x] in “Provider”: no provider is stated." in said
    assert "[x] in “Growth, cash (per cent)”: not worked out for a first year" in said
    assert "[x] in “Amount (pounds)”: no amount is stated or found." in said


def test_no_cell_is_blank_in_any_sheet(store: Store) -> None:
    answers = [
        questions.decision_rows(store, package="london", counting="all", limit=1000),
        questions.outcome_coverage(store, package="london"),
    ]
    for rows in sheets(workbook(answers, ABOUT)).values():
        assert not [cell for row in rows for cell in row if cell.kind == "blank"]


def test_dates_are_dates_and_years_have_no_comma(store: Store) -> None:
    every = questions.decision_rows(store, package="london", counting="all", limit=1000)
    dated = next(row for row in every.rows if row["date_signed"] and row["start_year"])
    answer = replace(every, rows=(dated,))
    headings, rows = table(sheets(workbook([answer], ABOUT))["Table 1"])
    signed = rows[0][headings.index("Date signed")]
    days = (dated["date_signed"] - date(1899, 12, 30)).days
    assert (signed.value, signed.sign) == (str(days), "d mmmm yyyy")
    # 1 is the number of the built-in format "0".
    assert rows[0][headings.index("Calendar year it starts in")].sign == "1"


def test_the_cover_says_what_the_file_is(store: Store) -> None:
    said = words_of(sheets(workbook([totals(store)], ABOUT))["Cover"])
    for words in (
        "£59.9m was spent",
        "The Office",
        "Source: Joint Audit Panel, paragraph 1.1. Address: https://www.example.org/paper",
        "Basis: actual expenditure.",
        "As at 22 November 2026.",
        f"Data version: {store.data_version}.",
        "[note 1] A budget is not spend.",
        "Filters: Data package: london.",
    ):
        assert words in said
    assert "invented" not in said
    invented = sheets(workbook([totals(store)], replace(ABOUT, illustrative=True)))
    for name in ("Cover", "Table 1"):
        assert "Illustrative data: everything in it is invented." in words_of(invented[name])


def test_an_answer_without_rows_is_named_and_has_no_sheet(store: Store) -> None:
    empty = questions.headline_totals(store, package="london", first_year="2030/31")
    data = sheets(workbook([empty], replace(ABOUT, caveats=())))
    assert list(data) == ["Cover"]
    assert "No sheet, because nothing was found: What totals" in words_of(data["Cover"])


def test_each_sheet_is_one_table_with_headings_of_its_own(store: Store) -> None:
    data = workbook([totals(store)], ABOUT)
    tables = [name for name in names(data) if name.startswith("xl/tables/")]
    assert len(tables) == 2
    headings = [
        [str(each.get("name")) for each in part(data, name).iter(f"{MAIN}tableColumn")]
        for name in tables
    ]
    assert all(len(set(names)) == len(names) for names in headings)
    assert not [name for names in headings for name in names if "_" in name or "gbp" in name]


def test_a_text_too_long_for_a_cell_says_so() -> None:
    assert len(plain("a" * 40_000)) < 32_767
    assert plain("a" * 40_000).endswith("(cut short: a cell has no room for the rest)")
    assert "$$" not in plain("$$$$$ a")


def test_the_writer_is_loaded_only_when_a_workbook_is_made() -> None:
    check = (
        "import sys, commissioning.workbooks;"
        "sys.exit(bool({'gptables', 'xlsxwriter', 'pandas', 'streamlit'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
