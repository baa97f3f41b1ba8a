"""Any bytes at all are read whole or refused: nothing else is raised, and nothing is lost."""

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commissioning.importing.reading import Limits, Reading, Refusal, read
from tests.importing.reading.accounting import account
from tests.importing.reading.reading import all_parsed, rows_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "importing"
FOUND = FIXTURES / "found"
# Small enough that the limits are met as well.
LIMITS = Limits(rows=500, columns=60, line_characters=4_000, cell_characters=1_000)

# A pound stands before a figure: between two letters no one could tell what it is.
TOKENS = [*'ab1,;\t|"\n é’-.=', " £1"]
CELLS = st.lists(st.sampled_from(TOKENS), max_size=6).map("".join)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=12)
# Text as it is mistyped: marks, separators and line ends anywhere.
SIGNS = ["a", "b1", ",", ",", ";", "\t", "|", '"', '"', '""', "\n", "\r\n", "\r", " ", "£", "é"]
SNIPPETS = ["x,y,z\n", '"p","q","r"\n', '",', ',"', "sep=;\n", "’", "\x1a", "\x85", "\u2028", "{"]
SCRAPS = st.lists(st.sampled_from(SIGNS + SNIPPETS), max_size=60).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])


def hold(data: bytes) -> None:
    """Read the bytes without a child and account for them, unless they are refused."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            sheets = all_parsed(data, Path(folder), LIMITS)
        except Refusal:
            return
        for sheet in sheets:
            if sheet.kind == "csv":
                account(data, sheet)
            else:
                assert len(rows_of(sheet)) == sheet.rows


@given(TABLES, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]), ENCODINGS)
def test_what_a_program_writes_is_what_is_read(
    rows: list[list[str]], delimiter: str, end: str, encoding: str
) -> None:
    # A first row without doubt about the separator, as headings are.
    table = [["Name", "Amount", "Date"]] * 9 + rows
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
        table
    )
    data = text.getvalue().encode(encoding, "ignore")
    with tempfile.TemporaryDirectory() as folder:
        try:
            (sheet,) = all_parsed(data, Path(folder))
        except Refusal as refusal:
            if "encoding cannot be told" in refusal.reason:
                return
            raise
        written = [
            [cell.encode(encoding, "ignore").decode(encoding) for cell in row] for row in table
        ]
        assert rows_of(sheet) == [row for row in written if any(cell.strip() for cell in row)]


@given(SCRAPS, ENCODINGS)
@settings(max_examples=300)
def test_mistyped_text_is_accounted_for_or_refused(text: str, encoding: str) -> None:
    hold(text.encode(encoding, "ignore"))


@given(SCRAPS)
def test_mistyped_rows_among_good_ones_are_accounted_for_or_refused(text: str) -> None:
    hold(("1,Elm,North,2.50,x\n" * 9 + text + "\n" + "2,Oak,South,1.00,y\n" * 9).encode())


@given(st.binary(max_size=400))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    if data:
        hold(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["ocid", "releases", "a/b", "", "a", "awards"]), inner)
    ),
    max_leaves=25,
)


@given(JSON, st.booleans())
def test_any_json_is_read_or_refused(document: object, lines: bool) -> None:
    text = json.dumps(document)
    hold((text + "\n" + text if lines else text).encode())


def leaves(value: Any) -> list[str]:
    """The values that a reader can see in a document."""
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return [leaf for inner in inside for leaf in leaves(inner)]
    text = value if isinstance(value, str) else json.dumps(value)
    return [text] if value is not None and text.strip() else []


@given(st.lists(st.dictionaries(st.sampled_from(["a", "a/b", "b", "0"]), JSON), min_size=1))
def test_every_value_of_every_record_is_in_a_cell(records: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            sheets = all_parsed(json.dumps(records).encode(), Path(folder))
        except Refusal as refusal:
            told = ("two things at the path", "without records", "not Unicode", "NUL", "nested")
            assert any(reason in refusal.reason for reason in told)  # noqa: PT017 - either outcome is right
            return
        found = [
            cell for sheet in sheets for row in rows_of(sheet)[1:] for cell in row if cell.strip()
        ]
    assert sorted(found) == sorted(leaves(records))


@given(st.data())
@settings(max_examples=12)
def test_a_damaged_file_is_read_or_refused_by_the_child(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(["ledger.xlsx", "spend.xls", "grants.ods"]))
    content = bytearray((FIXTURES / source).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / source
        path.write_bytes(content)
        try:
            found = read(path, Path(folder) / "cells", Limits(seconds=60))
        except Refusal:
            assert not list((Path(folder) / "cells").iterdir())
            return
        assert isinstance(found, Reading)
        for sheet in found.sheets:
            rows_of(sheet)


def found() -> list[tuple[str, str]]:
    with (FOUND / "index.csv").open(encoding="utf-8", newline="") as file:
        return [(row["file"], row["expected"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("name", "expected"), found())
def test_what_once_found_something_stays_mended(tmp_path: Path, name: str, expected: str) -> None:
    data = (FOUND / name).read_bytes()
    if expected.startswith("refused: "):
        with pytest.raises(Refusal, match=expected.removeprefix("refused: ")):
            all_parsed(data, tmp_path)
        return
    (sheet,) = all_parsed(data, tmp_path)
    assert sheet.rows == int(expected)
    if sheet.kind == "csv":
        account(data, sheet)
