"""Quotation marks as people leave them: text is kept, rows are not swallowed."""

from pathlib import Path

import pytest

from commissioning.importing.reading import Refusal
from tests.importing.reading.reading import parsed, rows_of

ROW = "1,Ashgrove,North,10.00,ok\n"
ROWS = [["1", "Ashgrove", "North", "10.00", "ok"]]


def test_a_newline_in_a_quoted_cell_stays_in_its_cell(tmp_path: Path) -> None:
    sheet = parsed((ROW + '2,"Fir\r\nLodge",South,1,ok\r\n' + ROW).encode(), tmp_path)
    assert rows_of(sheet) == [*ROWS, ["2", "Fir\nLodge", "South", "1", "ok"], *ROWS]
    assert sheet.notes == ("its lines end in LF and CRLF",)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('2,6" pipe,North,1,ok', ["2", '6" pipe', "North", "1", "ok"]),
        ('2,"6" pipe",North,1,ok', ["2", '6" pipe', "North", "1", "ok"]),
        ('2,"The "Haven"",North,1,ok', ["2", 'The "Haven"', "North", "1", "ok"]),
        ('2,"Haven" Trust,North,1,ok', ["2", '"Haven" Trust', "North", "1", "ok"]),
        ('2,"Fir, \\"F\\"",North,1,ok', ["2", 'Fir, \\"F\\"', "North", "1", "ok"]),
        ('2,"Haven,North,1,ok', ["2", '"Haven', "North", "1", "ok"]),
        ('2,"Haven, Fir" ,North,1,ok', ["2", "Haven, Fir", "North", "1", "ok"]),
        ('2,",North,1,ok', ["2", '"', "North", "1", "ok"]),
        ('2,Haven",North,1,"ok"', ["2", 'Haven"', "North", "1", "ok"]),
    ],
)
def test_a_stray_mark_is_text_and_takes_no_other_row(
    tmp_path: Path, line: str, cells: list[str]
) -> None:
    quoted = '3,"Elm, Oak",East,2,ok\n'
    sheet = parsed((ROW * 3 + line + "\n" + quoted + ROW * 300).encode(), tmp_path)
    assert rows_of(sheet) == [*ROWS * 3, cells, ["3", "Elm, Oak", "East", "2", "ok"], *ROWS * 300]


def test_blank_space_before_marks_does_not_hide_them(tmp_path: Path) -> None:
    data = '"Name", "Note", "Sum"\n' + '"Elm, Oak", "a ""b""", 1\nAsh, "c, d", 2\n' * 20
    sheet = parsed(data.encode(), tmp_path)
    assert rows_of(sheet) == [
        ["Name", "Note", "Sum"],
        *[["Elm, Oak", 'a "b"', "1"], ["Ash", "c, d", "2"]] * 20,
    ]
    assert sheet.notes == ("blank space before its quotation marks was taken off",)


def test_a_mark_that_is_never_closed_is_said_with_its_line(tmp_path: Path) -> None:
    sheet = parsed((ROW * 6 + '2,"Haven,North,1,ok\n' + ROW * 9).encode(), tmp_path)
    assert sheet.rows == 16
    assert "line 7" in sheet.notes[0]
    assert sheet.notes[0].startswith("quotation marks that open or close nothing")


def test_a_cell_of_several_lines_with_a_stray_mark_is_kept_together(tmp_path: Path) -> None:
    sheet = parsed((ROW * 3 + '2,"6" pipe\nand valve",North,1,ok\n' + ROW).encode(), tmp_path)
    assert rows_of(sheet)[3] == ["2", '6" pipe\nand valve', "North", "1", "ok"]
    assert sheet.rows == 5


def test_two_strays_between_which_rows_could_stand_are_refused(tmp_path: Path) -> None:
    data = ROW * 3 + '2,"Haven,North,1,ok\n' + ROW * 4 + '3,Elm",East,2,ok\n' + ROW
    with pytest.raises(Refusal, match="line 4 opens a quotation mark that line 9 closes"):
        parsed(data.encode(), tmp_path)


def test_quoting_throughout_and_tabs(tmp_path: Path) -> None:
    data = '"Name"\t"Note"\n"Elm"\t"a ""b"" c"\n"Oak, Ltd"\t""\n'
    sheet = parsed(data.encode(), tmp_path)
    assert rows_of(sheet) == [["Name", "Note"], ["Elm", 'a "b" c'], ["Oak, Ltd", ""]]
    assert sheet.notes == ("its cells are separated by tabs",)


def test_a_named_separator_and_the_end_mark_of_dos(tmp_path: Path) -> None:
    sheet = parsed(b"sep=;\r\na;b,c\r\n1;2\r\n\x1a", tmp_path)
    assert rows_of(sheet) == [["a", "b,c"], ["1", "2"]]
    assert "the end-of-text mark of DOS was taken off" in sheet.notes
    assert "its first line, which names the separator, was taken off" in sheet.notes


def test_columns_that_are_blank_to_the_end_are_taken_off_and_those_between_kept(
    tmp_path: Path,
) -> None:
    sheet = parsed(b"a,,b,,,\n1,,2,,,\n", tmp_path)
    assert rows_of(sheet) == [["a", "", "b"], ["1", "", "2"]]
    assert sheet.notes == ("3 blank columns after the last taken off",)


def test_decimal_commas_do_not_make_commas_the_separator(tmp_path: Path) -> None:
    rows = [["Name", "Amount", "Area"], *([f"Elm {n}", f"{n},50", "x"] for n in range(50))]
    sheet = parsed("".join(";".join(row) + "\n" for row in rows).encode(), tmp_path)
    assert rows_of(sheet) == rows


def test_one_column_is_one_column(tmp_path: Path) -> None:
    sheet = parsed(b"Name\nElm\nOak\n", tmp_path)
    assert rows_of(sheet) == [["Name"], ["Elm"], ["Oak"]]
    assert sheet.delimiter is None
