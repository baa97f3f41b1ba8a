"""Rows as a semantic HTML table: caption, headers with scope, missing values in words.

Every word from data is escaped. Nothing is read as Markdown as long as the page puts the result on
screen as HTML. An address becomes a link only when it is http or https, or stays within this
dashboard; anything else (javascript:, //elsewhere) is left as plain text.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any
from urllib.parse import urlsplit

from commissioning.wording.figures import Row, Rows, percent, points, pounds_exact

Address = str | Callable[[Row], str | None]

STYLE = """
.data-table { max-width: 100%; overflow-x: auto; margin: 0 0 0.5rem; }
.data-table:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.data-table table { border-collapse: collapse; width: 100%; margin: 0; font-size: 0.9rem;
  line-height: 1.4; color: inherit; }
.data-table caption { caption-side: top; text-align: left; font-weight: 600;
  padding: 0 0 0.4rem; color: inherit; }
.data-table th, .data-table td { padding: 0.35rem 0.75rem 0.35rem 0; text-align: left;
  vertical-align: top; border: 0; border-bottom: 1px solid rgba(128, 128, 128, 0.45);
  background: transparent; color: inherit; overflow-wrap: break-word; }
.data-table thead th { font-weight: 600; vertical-align: bottom;
  border-bottom: 2px solid currentColor; }
.data-table tbody th { font-weight: 400; }
.data-table .figure { text-align: right; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
.data-table thead .figure, .data-table thead .whole { white-space: normal; }
.data-table .missing { font-style: italic; white-space: normal; }
.data-table .words { min-width: 8rem; max-width: 32rem; }
.data-table .wide { min-width: 16rem; }
.data-table .whole { white-space: nowrap; }
.data-table img { display: inline-block; vertical-align: top; max-width: none;
  margin: 0 0.4rem 0.2rem 0; }
.data-table .below { display: block; font-size: 0.85em; font-style: normal; white-space: normal; }
.data-table .figure .below { min-width: 8rem; }
.data-table .words .below, .data-table td.words a { overflow-wrap: anywhere; }
.data-table ul { margin: 0; padding: 0; list-style: none; font-size: inherit !important; }
.data-table li { margin: 0 0 0.35rem; padding: 0; font-size: inherit !important; }
.compact .figure { white-space: normal; min-width: 4.5rem; }
.compact .figure .below { min-width: 0; }
.compact .words { min-width: 6.25rem; }
.compact .words:has(img) { min-width: 8rem; }
.compact .wide { min-width: 12.5rem; }
.data-table tfoot th, .data-table tfoot td { font-weight: 600; border-top: 2px solid currentColor; }
.data-table a { color: inherit; text-decoration: underline; text-underline-offset: 0.15em; }
@media print {
  .data-table { overflow: visible; }
  .data-table thead { display: table-header-group; }
  .data-table tfoot { display: table-row-group; }
  .data-table tr { break-inside: avoid; }
}
"""

FIGURES = ("figure", "pounds", "number", "percent", "change", "points", "decimal")
WHOLE = ("year", "date")


@dataclass(frozen=True)
class Column:
    """One column of a table.

    ``kind`` is text, long (text of a line or more), year, date, pounds (exact), number (a count),
    decimal (one place), percent, change (a percentage with its sign) or points. ``missing`` is
    what stands for None: "not published", "not returned", "none found". ``link`` is the row's own
    column that holds an address, or a function of the row that returns one; ``text`` replaces the
    value as the words shown, and a kind figure is one given so. ``below`` are further words of the
    row, in small type under them. ``lines`` are several things to say instead, after ``text`` in
    bold where there is one: each is plain words, and in brackets after them words of a link with
    its address. ``picture`` is HTML of the dashboard's own making, put before the words. The column
    marked ``header`` names its row.
    """

    name: str
    heading: str
    kind: str = "text"
    missing: str = "not published"
    link: Address | None = None
    text: Callable[[Row], str | None] | None = None
    below: Callable[[Row], str | None] | None = None
    lines: Callable[[Row], Sequence[tuple[str, str, str | None]]] | None = None
    picture: Callable[[Row], str] | None = None
    header: bool = False


def table(
    rows: Rows,
    columns: Sequence[Column],
    *,
    caption: str,
    total: Row | None = None,
    compact: bool = False,
) -> str:
    """An HTML table of ``rows`` in a region that scrolls by itself and can be reached by keyboard.

    The first column names its row unless another is marked ``header``. ``total`` is a last row,
    with what it lacks left empty and a text as it is. A ``compact`` table breaks figures over
    lines to fit many columns. ``STYLE`` is to be put on the page once.
    """
    named = next((column for column in columns if column.header), columns[0])
    pence = {
        column.name: _has_pence(
            [
                row.get(column.name)
                for row in [*rows, *([total] if total else [])]
                if not isinstance(row.get(column.name), str)
            ]
        )
        for column in columns
        if column.kind == "pounds"
    }
    head = "".join(
        f'<th scope="col"{_class(column)}>{escape(column.heading)}</th>' for column in columns
    )
    body = "".join(
        "<tr>"
        + "".join(_cell(row, column, column is named, pence.get(column.name)) for column in columns)
        + "</tr>"
        for row in rows
    )
    foot = (
        ""
        if total is None
        else "<tfoot><tr>"
        + "".join(_total_cell(total, column, column is columns[0], pence) for column in columns)
        + "</tr></tfoot>"
    )
    return (
        f'<div class="data-table{" compact" if compact else ""}" role="region" tabindex="0"'
        f' aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody>{foot}</table></div>"
    )


def link_address(address: str | None) -> str | None:
    """``address`` when a table may link to it: http or https, or a path within this dashboard."""
    if not address or re.search(r"[\x00-\x20\\]", address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme in ("http", "https"):
        return address if parts.hostname else None
    if parts.scheme or parts.netloc or address.startswith("//"):
        return None
    return address


def _cell(row: Row, column: Column, heads: bool, pence: bool | None) -> str:
    value = row.get(column.name)
    words = column.text(row) if column.text else _words(value, column, pence)
    lines = column.lines(row) if column.lines else ()
    missing = not lines if column.lines else words is None or words == ""
    address = column.link(row) if callable(column.link) else row.get(column.link or "")
    if missing:
        shown = escape(column.missing)
    elif lines:
        shown = f"<strong>{escape(str(words))}</strong>" if column.text else ""
        shown += f"<ul>{''.join(map(_item, lines))}</ul>"
    else:
        shown = _linked(str(words), address)
    if picture := column.picture(row) if column.picture else "":
        shown = f"{picture}{shown}" if words else picture
        missing = False
    further = column.below(row) if column.below else None
    if further:
        shown += f'<span class="below">{escape(further)}</span>'
    opening = (
        f'th scope="row"{_class(column, missing)}' if heads else f"td{_class(column, missing)}"
    )
    return f"<{opening}>{shown}</{'th' if heads else 'td'}>"


def _item(line: tuple[str, str, str | None]) -> str:
    said, cited, address = line
    linked = _linked(cited, address)
    return (
        f"<li>{escape(said)} ({linked})</li>"
        if said and cited
        else f"<li>{escape(said)}{linked}</li>"
    )


def _linked(words: str, address: str | None) -> str:
    safe = link_address(address)
    return escape(words) if safe is None else f'<a href="{escape(safe)}">{escape(words)}</a>'


def _total_cell(total: Row, column: Column, first: bool, pence: Mapping[str, bool]) -> str:
    if first:
        return '<th scope="row">Total</th>'
    value = total.get(column.name)
    if isinstance(value, str):
        return f"<td{_class(column, missing=True)}>{escape(value)}</td>"
    words = _words(value, column, pence.get(column.name))
    return f"<td{_class(column)}>{escape(words or '')}</td>"


def _class(column: Column, missing: bool = False) -> str:
    names = ["figure" if column.kind in FIGURES else "whole" if column.kind in WHOLE else "words"]
    if column.kind == "long":
        names.append("wide")
    if missing:
        names.append("missing")
    return f' class="{" ".join(names)}"'


def _words(value: Any, column: Column, pence: bool | None) -> str | None:
    if value is None or value != value:  # NaN is missing too
        return None
    if column.kind == "pounds":
        return pounds_exact(value, pence)
    if column.kind == "number":
        return f"{value:,}"
    if column.kind == "decimal":
        return percent(value).removesuffix("%")
    if column.kind == "percent":
        return percent(value)
    if column.kind == "change":
        return percent(value, signed=True)
    if column.kind == "points":
        return points(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    return str(value)


def _has_pence(values: Sequence[Decimal | None]) -> bool:
    return any(value is not None and value != value.to_integral_value() for value in values)
