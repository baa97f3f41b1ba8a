"""Ledgers made for a test, in the forms that are published, and what they should come to."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

HEADINGS = (
    "Directorate",
    "Supplier Name",
    "Payment Date",
    "Transaction Number",
    "Net Amount",
    "Purpose",
)
Row = Sequence[str]


def payment(
    number: int, amount: str = "100.00", date: str = "15/07/2024", **cells: str
) -> list[str]:
    """A payment with a transaction number of its own."""
    named = {
        "directorate": "Adult Care",
        "supplier": f"Supplier {number % 7}",
        "date": date,
        "reference": f"T{number:06d}",
        "amount": amount,
        "purpose": "Care",
        **cells,
    }
    return list(named.values())


def write(
    path: Path,
    rows: Iterable[Row],
    headings: Row | None = HEADINGS,
    *,
    before: Iterable[Row] = (),
    encoding: str = "utf-8",
    line_end: str = "\n",
) -> Path:
    """Write a CSV file and return its path."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=line_end)
    writer.writerows(before)
    if headings is not None:
        writer.writerow(headings)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def plain_pounds(text: str) -> Decimal | None:
    """What an amount comes to, worked out a character at a time; None when it is not one."""
    said = text.replace("\u00a0", " ").strip().upper().replace("£", "").replace("−", "-").strip()
    if said in ("-", "NIL"):
        return Decimal(0)
    negative = 0
    if said.startswith("(") and said.endswith(")"):
        said, negative = said[1:-1].strip(), negative + 1
    for mark, credit in (("CR", 1), ("DR", 0), ("-", 1)):
        if said.endswith(mark):
            said, negative = said[: -len(mark)].strip(), negative + credit
            break
    if said.startswith("-"):
        said, negative = said[1:].strip(), negative + 1
    if negative > 1 or not said or any(letter not in "0123456789,. " for letter in said):
        return None
    whole, _, part = said.replace(" ", ",").partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(g) != 3 for g in groups[1:])):
        return None
    if "," in part or not ("".join(groups) + part).isdigit():
        return None
    pence = Decimal(f"{''.join(groups) or '0'}.{part or '0'}").quantize(Decimal("0.01"))
    return -pence if negative else pence
