"""Answers as a table to read, as CSV and as JSON."""

import csv
import datetime
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from commissioning.store import Answer


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:.12g}"
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(map(_text, value))
        case _:
            return str(value)


def _print_table(answer: Answer) -> None:
    names = [column.name for column in answer.columns]
    numeric = {
        c.name for c in answer.columns if c.type.startswith(("DECIMAL", "DOUBLE", "BIGINT", "INT"))
    }
    rows = [[_text(row[name]) for name in names] for row in answer.rows]
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    for row in [names, ["-" * width for width in widths], *rows]:
        cells = (
            text.rjust(width) if name in numeric else text.ljust(width)
            for name, text, width in zip(names, row, widths, strict=True)
        )
        print("  ".join(cells).rstrip())


def _print_csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.name for column in answer.columns])
    writer.writerows([_text(value) for value in row.values()] for row in answer.rows)


def _print_json(answer: Answer) -> None:
    """Decimals as strings: a JSON number is a float to most readers, and pence would move."""
    document = {
        "question": answer.question,
        "parameters": answer.parameters,
        "data_version": answer.data_version,
        "columns": [{"name": column.name, "type": column.type} for column in answer.columns],
        "rows": answer.rows,
    }
    json.dump(document, sys.stdout, indent=2, ensure_ascii=False, default=_json_value)
    print()


def _json_value(value: object) -> str:
    if isinstance(value, Decimal | datetime.date):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


PRINTERS: dict[str, Callable[[Answer], None]] = {
    "table": _print_table,
    "csv": _print_csv,
    "json": _print_json,
}
