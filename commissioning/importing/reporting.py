"""The report of a plan as a CSV file: every count, decision, question, reject and excluded row."""

import csv
import io
from collections.abc import Iterator
from typing import TextIO

from commissioning.importing import results
from commissioning.importing.planning import Plan
from commissioning.wording import importing as words

HEADER = ("entry", "file", "sheet", "line", "field", "value", "reason", "rows", "pounds")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = tuple[object, ...]


def write(plan: Plan, to: TextIO) -> None:
    """Write the report of a plan; text that a spreadsheet would run has a quote before it."""
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(HEADER)
    for row in rows(plan):
        writer.writerow([_harmless(value) for value in row])


def text(plan: Plan) -> str:
    """The report of a plan as text."""
    written = io.StringIO()
    write(plan, written)
    return written.getvalue()


def rows(plan: Plan) -> Iterator[Row]:
    """The rows of the report, under ``HEADER``."""
    for file in plan.files:
        if file.refused:
            yield "refused", file.name, "", "", "", "", file.refused, "", ""
        for sheet in file.sheets:
            place = file.name, sheet.sheet
            account = sheet.account
            yield "recognised", *place, "", "", words.kind(sheet), "", sheet.rows, ""
            for name, count, pounds in (
                ("rows in", account.rows_in, account.pounds_in),
                ("loaded", account.loaded, account.pounds_loaded),
                ("rejected", account.rejected, account.pounds_rejected),
                ("excluded", account.excluded, account.pounds_excluded),
            ):
                yield name, *place, "", "", "", "", count, pounds
            for decision in sheet.decisions:
                yield (
                    "decision",
                    *place,
                    "",
                    decision.about,
                    decision.decided,
                    decision.evidence,
                    "",
                    "",
                )
            for note in sheet.notes:
                yield "reading", *place, "", "", "", note, "", ""
            for question in sheet.questions:
                yield "question", *place, "", "", "", question, "", ""
    for reject in results.rejects(plan):
        yield (
            "rejected value", reject.file, reject.sheet, reject.line, reject.field, reject.value,
            reject.reason, "", "",
        )  # fmt: skip
    by_number = {sheet.number: sheet for sheet in plan.sheets}
    for left in results.left_out(plan):
        sheet = by_number[left["sheet"]]
        amount = "" if left["amount_gbp"] is None else left["amount_gbp"]
        place = sheet.file, sheet.sheet
        yield "excluded row", *place, left["line"], "", "", left["reason"], "", amount
    for value in results.unmapped(plan):
        yield (
            "without a service", value.resource, "", "", value.field, value.value,
            "no row of the table of services names it", value.rows, value.pounds,
        )  # fmt: skip
    total = plan.account
    yield "rows in", "all files", "", "", "", "", "", total.rows_in, total.pounds_in
    yield "loaded", "all files", "", "", "", "", "", total.loaded, total.pounds_loaded
    yield "rejected", "all files", "", "", "", "", "", total.rejected, total.pounds_rejected
    yield "excluded", "all files", "", "", "", "", "", total.excluded, total.pounds_excluded


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
