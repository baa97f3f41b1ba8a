"""Downloads that carry their own source, basis, filters and caveats.

A file begins with a UTF-8 byte order mark, because Excel on Windows otherwise reads it in the
machine's own code page and turns £ into Â£; the csv module (``utf-8-sig``), pandas and R skip it.
Lines that begin with # say what the figures are, then comes an RFC 4180 table. Text is always
quoted, so that a # within it is not taken for a comment, and text that a spreadsheet would run as
a formula gets a leading apostrophe; numbers are left as they are.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from commissioning.wording.figures import Rows

LINE_END = "\r\n"
# The signs a spreadsheet takes for the start of a formula, their full-width forms included
# (https://owasp.org/www-community/attacks/CSV_Injection).
FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
HIDDEN_FORMULA = re.compile(r"([,;\t]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def csv_download(
    rows: Rows,
    *,
    title: str,
    source: str,
    basis: str,
    filters: Mapping[str, str],
    data_version: str,
    as_at: str,
    caveats: Iterable[str] = (),
    columns: Sequence[str] | None = None,
) -> bytes:
    """A CSV file of ``rows``: exact pounds, missing values blank.

    ``columns`` names and orders what is written; without it the keys of the first row do.
    """
    names = list(columns) if columns is not None else list(rows[0]) if rows else []
    about = [
        ("title", title),
        ("source", source),
        ("basis", basis),
        ("filters", "; ".join(f"{name}: {value}" for name, value in filters.items()) or "none"),
        ("data version", data_version),
        ("as at", as_at),
        *(("caveat", caveat) for caveat in caveats),
    ]
    lines = [f"# {key}: {_remark(str(value))}" for key, value in about]
    if names:
        lines.append(",".join(_cell(name) for name in names))
    lines.extend(",".join(_cell(row.get(name)) for name in names) for row in rows)
    return ("\ufeff" + LINE_END.join(lines) + LINE_END).encode("utf-8")


def _remark(text: str) -> str:
    """One line; a comma starts a spreadsheet's next cell, so what follows one is made safe too."""
    return HIDDEN_FORMULA.sub(r"\1'", " ".join(text.split()))


def _cell(value: Any) -> str:
    if value is None or value != value:  # NaN is missing too
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value)
    if FORMULA.match(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"'
