"""Workbooks: every sheet as text, with dates in ISO form and errors as they are shown."""

import datetime
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

import python_calamine
import xlrd

from commissioning.faults import Refusal
from commissioning.importing.reading import workbook_errors
from commissioning.importing.reading.cells import Cells, counted
from commissioning.importing.reading.contract import Limits, Sheet

LOCKED = "it is locked with a password: save it without one"
# The stream in which a locked workbook of any age is kept.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DIGITS = 15  # that Excel keeps and shows
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Table:
    """A sheet of a workbook: its rows, each as wide as the widest, can be gone through twice."""

    name: str
    hidden: bool
    merged: int
    height: int
    rows: Callable[[], Iterator[list[Any]]]


def read(
    path: Path, folder: Path, limits: Limits, progress: Callable[[int, int], None], kind: str
) -> list[Sheet]:
    """Every sheet that holds something. Raises Refusal when the workbook cannot be read whole."""
    size = path.stat().st_size
    tables = list(_xls(path) if kind == "xls" else _zipped(path, kind))
    if len(tables) > limits.sheets:
        raise Refusal(f"it has more than {limits.sheets:,} sheets")
    sheets = []
    for number, table in enumerate(tables, start=1):
        if table.height > limits.rows:
            raise Refusal(f"its sheet “{table.name}” has more than {limits.rows:,} rows")
        cells = Cells(folder / f"{number}.parquet", limits)
        text = Text(table)
        for line, row in enumerate(table.rows(), start=1):
            shown = text.row(row)
            together = "".join(shown)
            if "\0" in together:
                raise Refusal(f"its sheet “{table.name}” has a NUL in row {line:,}")
            cells.add(line, shown, len(together))
        sheets.append(cells.sheet(table.name, kind, text.notes()))
        progress(size * number // len(tables), size)
    holding = [sheet for sheet in sheets if sheet.rows]
    if not holding:
        raise Refusal("its sheets hold nothing")
    return holding


class Text:
    """The text of a sheet's values."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._drifting = _drifting(table)
        self._drifted = 0
        self._cut = 0

    def row(self, values: list[Any]) -> list[str]:
        """The values as text."""
        return [
            value if type(value) is str else self._text(value, column)
            for column, value in enumerate(values)
        ]

    def notes(self) -> list[str]:
        """What was decided, in words."""
        notes = []
        if self._table.hidden:
            notes.append("the sheet is hidden in the workbook")
        if self._table.merged:
            notes.append(
                f"{counted(self._table.merged, 'merged cell')}: what it shows is in its first "
                "row and column alone"
            )
        if self._drifted:
            notes.append(
                f"{counted(self._drifted, 'date')} within an hour of midnight taken to be the "
                "day that is nearest"
            )
        if self._cut:
            notes.append(
                f"{counted(self._cut, 'number')} with more digits than the {DIGITS} a workbook "
                f"shows rounded to {DIGITS}"
            )
        return notes

    def _text(self, value: Any, column: int) -> str:
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, float | int):
            return self._number(value)
        if isinstance(value, datetime.datetime):
            moment = _to_the_second(value)
            if column in self._drifting and moment.time() != datetime.time():
                self._drifted += 1
                moment = _day_nearest(moment)
            if moment.time() == datetime.time():
                return moment.date().isoformat()
            return moment.isoformat(" ")
        if isinstance(value, datetime.timedelta):
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            hours, minutes = divmod(minutes, 60)
            return f"{hours}:{minutes:02}:{seconds:02}"
        if isinstance(value, datetime.time):
            return value.isoformat("seconds")
        return str(value)

    def _number(self, value: float) -> str:
        text = repr(value)
        if len(Decimal(text).as_tuple().digits) > DIGITS:
            self._cut += 1
            text = f"{value:.{DIGITS}g}"
        text = format(Decimal(text), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text


def _drifting(table: Table) -> set[int]:
    """The columns whose dates all stand within an hour of midnight: clocks set to another zone
    moved them, and no one notes a time by keeping to midnight.
    """
    near: set[int] = set()
    elsewhere: set[int] = set()
    for row in table.rows():
        for column, value in enumerate(row):
            if type(value) is datetime.datetime:
                moment = _to_the_second(value)
                close = abs(moment - _day_nearest(moment)) <= HOUR
                (near if close else elsewhere).add(column)
    return near - elsewhere


def _to_the_second(moment: datetime.datetime) -> datetime.datetime:
    try:
        return (moment + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
    except OverflowError:
        return moment.replace(microsecond=0)


def _day_nearest(moment: datetime.datetime) -> datetime.datetime:
    day = moment.replace(hour=0, minute=0, second=0)
    return day + DAY if moment.hour >= 12 and day.date() != datetime.date.max else day


def _zipped(path: Path, kind: str) -> Iterator[Table]:
    """The sheets of an .xlsx or .ods file."""
    try:
        book = python_calamine.load_workbook(str(path))
        errors = workbook_errors.in_xlsx(path) if kind == "xlsx" else workbook_errors.in_ods(path)
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            yield Table(
                name=about.name,
                hidden=about.visible != python_calamine.SheetVisibleEnum.Visible,
                merged=len(sheet.merged_cell_ranges or ()),
                height=sheet.end[0] + 1 if sheet.end else 0,
                rows=_zipped_rows(sheet, errors.get(about.name, {})),
            )
    except python_calamine.PasswordError:
        raise Refusal(LOCKED) from None
    except (python_calamine.CalamineError, ValueError, KeyError, SyntaxError) as error:
        raise Refusal(f"it is a workbook that is damaged ({_plain(error)})") from None


def _zipped_rows(
    sheet: python_calamine.CalamineSheet, errors: workbook_errors.Errors
) -> Callable[[], Iterator[list[Any]]]:
    """The rows of a sheet, the errors put back where the reader of values left a blank, which may
    be beyond the last value it found.
    """
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), error in errors.items():
        by_row.setdefault(row, {})[column] = error
    first = sheet.start[1] if sheet.start is not None else 0
    last = max(sheet.end[0] if sheet.end else -1, *by_row, -1)

    def rows() -> Iterator[list[Any]]:
        values_of = sheet.iter_rows() if sheet.start is not None else iter(())
        for number, values in enumerate(islice(chain(values_of, repeat([])), last + 1)):
            row = [""] * first + values
            for column, error in by_row.get(number, {}).items():
                row += [""] * (column + 1 - len(row))
                row[column] = error
            yield row

    return rows


def _xls(path: Path) -> Iterator[Table]:
    """The sheets of an .xls file."""
    try:
        book = xlrd.open_workbook(str(path), logfile=io.StringIO(), on_demand=False)
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower() or ENCRYPTED in path.read_bytes():
            raise Refusal(LOCKED) from None
        raise Refusal(f"it is an old workbook (.xls) that is damaged ({_plain(error)})") from None
    except xlrd.compdoc.CompDocError as error:
        raise Refusal(f"it is an old workbook (.xls) that is damaged ({_plain(error)})") from None
    for sheet in book.sheets():
        yield Table(
            sheet.name,
            bool(sheet.visibility),
            len(sheet.merged_cells),
            sheet.nrows,
            _xls_rows(book, sheet),
        )


def _xls_rows(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet) -> Callable[[], Iterator[list[Any]]]:
    def value(cell: xlrd.sheet.Cell) -> Any:
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_DATE:
            return _date(cell.value, book.datemode)
        return cell.value

    def rows() -> Iterator[list[Any]]:
        for number in range(sheet.nrows):
            yield [value(cell) for cell in sheet.row(number)]

    return rows


def _date(serial: float, datemode: int) -> Any:
    """What a serial number that is shown as a date stands for; below 1 it is a time of day."""
    try:
        moment = xlrd.xldate.xldate_as_datetime(serial, datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return serial
    return moment.time() if 0 < serial < 1 else moment


def _plain(error: BaseException) -> str:
    return str(error)[:200]
