"""Answers as an accessible workbook: a cover, notes where there are any, a sheet for each answer.

Made with gptables, the Government Analysis Function's own writer of spreadsheets that a screen
reader can follow: one table to a sheet, marked as a table, starting in the first column, and no
empty cell without a word for why. Cells hold text, numbers and dates only: text is never taken for
a formula or an address, whatever it begins with. Nothing in a file says when or by whom it was
made, so the same answer gives the same bytes.
"""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from commissioning.store import Answer
from commissioning.wording.columns import PER_CENT, POINTS, POUNDS, ColumnWords, column_words
from commissioning.wording.figures import INVENTED, count, date_in_words
from commissioning.wording.filters import filters_in_words

if TYPE_CHECKING:
    from gptables import GPTable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What the Analysis Function's guidance on symbols in tables has for "not available".
NOT_AVAILABLE = "[x]"
FORMATS = {POUNDS: "£#,##0.00;-£#,##0.00", PER_CENT: "#,##0.0", POINTS: "#,##0.0"}
WHOLE_NUMBERS = ("BIGINT", "INTEGER", "HUGEINT")
YEARS = ("start_year", "end_year")
DATES = "d mmmm yyyy"
CELL_LETTERS = 32_000  # Excel refuses more than 32,767
WIDEST_PIXELS, NARROWEST_PIXELS, PIXELS_A_LETTER = 420, 90, 8
A4 = 9


@dataclass(frozen=True)
class About:
    """What a file says of the figures in it."""

    title: str
    subtitle: str
    body: str
    source: str
    address: str | None
    basis: str
    as_at: str
    illustrative: bool = False
    caveats: tuple[str, ...] = ()


def workbook(answers: Sequence[Answer], about: About) -> bytes:
    """An XLSX file of some answers of one data version. Answers without rows are named as such."""
    from gptables import Cover, GPWorkbook  # takes long to load, and few readers ask for a file

    held = [answer for answer in answers if answer.rows]
    tables = {f"Table {number}": answer for number, answer in enumerate(held, start=1)}
    file = io.BytesIO()
    book = GPWorkbook(
        file,
        options={
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": plain(about.title),
            "created": datetime.datetime.fromisoformat(_whole_date(about.as_at)),
        }
    )
    cover = book.add_worksheet("Cover")
    cover.write_cover(
        Cover(
            title=plain(about.title),
            intro=_lines(_what_it_is(about)),
            about=_lines([*_about(answers, about), *_contents(answers, tables, about)]),
            contact=["Questions about a figure are for the publisher named as its source."],
        )
    )
    _set_page(cover)
    if about.caveats:
        _write(book, "Notes", _notes(about.caveats))
    for name, answer in tables.items():
        _write(book, name, _table(name, answer, about))
    book.close()
    return file.getvalue()


def plain(text: str) -> str:
    """Text that gptables writes as it is.

    It reads [words](address) as a link and $$name$$ as a reference to a note, so a space parts
    the signs; and it refuses text without a letter or a figure, so such text is announced.
    """
    kept = "\n".join(text.splitlines()).replace("](", "] (").replace("$$", "$ $")
    while "$$" in kept:
        kept = kept.replace("$$", "$ $")
    if len(kept) > CELL_LETTERS:
        kept = f"{kept[:CELL_LETTERS]} (cut short: a cell has no room for the rest)"
    if any(letter.isascii() and letter.isalnum() for letter in kept):
        return kept
    return f"Text: {kept}"


def _what_it_is(about: About) -> list[str]:
    return [
        *([INVENTED] if about.illustrative else []),
        about.body,
        about.subtitle,
    ]


def _about(answers: Sequence[Answer], about: About) -> list[str]:
    version = answers[0].data_version
    return [
        f"Source: {about.source}." + (f" Address: {about.address}" if about.address else ""),
        f"Basis: {about.basis}.",
        f"As at {date_in_words(about.as_at)}.",
        f"Data version: {version}.",
        *(f"{note_mark(number)} {caveat}" for number, caveat in enumerate(about.caveats, start=1)),
    ]


def _contents(answers: Sequence[Answer], tables: dict[str, Answer], about: About) -> list[str]:
    """What each sheet holds and how it was asked, and which questions had nothing to answer."""
    listed = ["Sheet “Notes”: what to bear in mind."] if about.caveats else []
    for name, answer in tables.items():
        listed.append(f"Sheet “{name}”: {answer.asks} {_asked_with(answer)}")
    empty = (answer for answer in answers if not answer.rows)
    listed.extend(
        f"No sheet, because nothing was found: {answer.asks} {_asked_with(answer)}"
        for answer in empty
    )
    return listed


def _asked_with(answer: Answer) -> str:
    filters = filters_in_words(answer.parameters, answer.rows, compared_with=answer.compared_with)
    said = "; ".join(f"{name}: {value}" for name, value in filters.items())
    return f"Filters: {said or 'none'}."


def note_mark(number: int) -> str:
    """How the guidance refers to a note: [note 1]."""
    return f"[note {number}]"


def _notes(caveats: Sequence[str]) -> "GPTable":
    import pandas as pd
    from gptables import GPTable

    rows = [(note_mark(n), plain(caveat)) for n, caveat in enumerate(caveats, start=1)]
    return GPTable(
        table=pd.DataFrame(rows, columns=["Note number", "Note"], dtype=object),
        table_name="notes",
        title="Notes",
        instructions=f"This worksheet contains one table of {count(len(rows), 'note')}.",
        index_columns={},
    )


def _table(name: str, answer: Answer, about: About) -> "GPTable":
    import pandas as pd
    from gptables import GPTable

    words = {column.name: column_words(column.name, column.type) for column in answer.columns}
    headings = _headings(words)
    cells = [
        [_cell(row[column.name], column.type) for column in answer.columns] for row in answer.rows
    ]
    marks = "".join(note_mark(number + 1) for number in range(len(about.caveats)))
    notes = f" Notes that apply, which are on the sheet “Notes”: {marks}." if marks else ""
    return GPTable(
        table=pd.DataFrame(cells, columns=list(headings.values()), dtype=object),
        table_name=name.replace(" ", "_"),
        title=plain(f"{name}: {answer.asks}"),
        subtitles=_lines([about.title, *([INVENTED] if about.illustrative else [])]),
        instructions=plain(
            f"This worksheet contains one table of {count(len(cells), 'row')}. "
            f"{_asked_with(answer)}{notes}"
        ),
        legend=_lines(_legend(answer, words, headings)),
        source=plain(f"Source: {about.source}."),
        scope=plain(
            f"Basis: {about.basis}. As at {date_in_words(about.as_at)}; "
            f"data version {answer.data_version[:8]}."
        ),
        index_columns={},
        additional_formatting=_formats(answer, words, headings),
    )


def _headings(words: dict[str, ColumnWords]) -> dict[str, str]:
    """A heading for each column with its unit; a table may not have the same one twice."""
    headings: dict[str, str] = {}
    for name, said in words.items():
        heading = f"{said.heading} ({said.unit})" if said.unit else said.heading
        taken = {other.casefold() for other in headings.values()}
        if heading.casefold() in taken:
            heading = f"{heading}, {name.replace('_', ' ')}"
        headings[name] = heading
    return headings


def _legend(answer: Answer, words: dict[str, ColumnWords], headings: dict[str, str]) -> list[str]:
    """What the sign for a missing value means in each column that has one."""
    gaps = [name for name in words if any(_missing(row[name]) for row in answer.rows)]
    if not gaps:
        return ["Every cell has a value."]
    return [
        f"{NOT_AVAILABLE} means not available. It never means zero.",
        *(f"{NOT_AVAILABLE} in “{headings[name]}”: {words[name].missing}." for name in gaps),
    ]


def _formats(
    answer: Answer, words: dict[str, ColumnWords], headings: dict[str, str]
) -> list[dict[str, Any]]:
    formats = []
    for column in answer.columns:
        sign = FORMATS.get(words[column.name].unit)
        if column.type == "DATE":
            sign = DATES
        elif column.type in WHOLE_NUMBERS:
            sign = "0" if column.name in YEARS else "#,##0"
        elif column.type == "DOUBLE" and sign is None:
            sign = "#,##0.0"
        look: dict[str, Any] = {"valign": "top"}
        if sign:
            look |= {"num_format": sign, "align": "left" if sign == DATES else "right"}
        formats.append({"column": {"columns": [headings[column.name]], "format": look}})
    return formats


def _cell(value: Any, sql_type: str) -> Any:
    if _missing(value):
        return NOT_AVAILABLE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal | int | float | datetime.date):
        return value
    if sql_type == "DATE":
        return datetime.date.fromisoformat(str(value))
    return plain(str(value))


def _missing(value: Any) -> bool:
    """Whether there is nothing: None, not a number, or text without a sign in it."""
    return value is None or value != value or (isinstance(value, str) and not value.strip())


def _lines(texts: Sequence[str]) -> list[str]:
    return [plain(text) for text in texts if text.strip()]


def _whole_date(date: str) -> str:
    """A date that may be only a year or a month, as its first day."""
    return "-".join([*date[:10].split("-"), "01", "01"][:3])


def _write(book: Any, name: str, table: "GPTable") -> None:
    sheet = book.add_worksheet(name)
    sheet.write_gptable(table, auto_width=False)
    for number, heading in enumerate(table.table.columns):
        longest = max(len(_shown(value)) for value in [*table.table[heading], heading[:24]])
        pixels = min(max(longest * PIXELS_A_LETTER, NARROWEST_PIXELS), WIDEST_PIXELS)
        sheet.set_column_pixels(number, number, pixels)
    first_row = table.data_range[0]
    sheet.repeat_rows(first_row)
    _set_page(sheet)


def _shown(value: Any) -> str:
    return f"£{value:,}" if isinstance(value, Decimal) else str(value)


def _set_page(sheet: Any) -> None:
    """On paper: A4 on its side, as wide as the table, numbered."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&CPage &P of &N")
