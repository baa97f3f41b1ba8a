"""The repository's packages as they might have been before: what an earlier build is made of."""

import csv
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

Row = dict[str, str]


@cache
def earlier_data(data: Path) -> Path:
    """A copy of the packages with figures and rows that have changed since.

    Changed on purpose in what they had, and not what they have: an amount of a published total, a
    total of another name, an amount and a note of a decision, a decision that came later and one
    that was withdrawn, rows in another order, a payment, and a restatement not yet announced.
    """
    folder = Path(tempfile.mkdtemp(prefix="earlier-")) / "data"
    shutil.copytree(data, folder)
    for resource, edit in {
        "london/spend_totals": _totals,
        "london/decisions": _decisions,
        "illustrative/spend_lines": _payments,
        "illustrative/restatements": _restatements,
    }.items():
        _rewrite(folder / f"{resource}.csv", edit)
    return folder


def _rewrite(path: Path, edit: Callable[[list[Row]], list[Row]]) -> None:
    with path.open(encoding="utf-8", newline="") as text:
        reader = csv.DictReader(text)
        names = reader.fieldnames or []
        rows = edit(list(reader))
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _totals(rows: list[Row]) -> list[Row]:
    for row in rows:
        if row["total_id"] == "mopac-commissioned-services-expenditure-2021-22":
            row["amount_gbp"] = "58700000"
        if row["total_id"] == "mopac-lcpf-budget-2013-14":
            row["total_id"] = "mopac-lcpf-budget-of-2013-14"
        if row["total_id"] == "mopac-net-variance-vs-budget-2020-21":
            row["amount_gbp"] = "-18000000"
    return rows


def _decisions(rows: list[Row]) -> list[Row]:
    found = next(
        row
        for row in rows
        if row["financial_year"] == "2021/22" and row["scope"] == "commissioned"
        and row["direction"] == "out" and row["is_new_money"] == "yes"
    )  # fmt: skip
    found["amount_gbp"], found["note"] = f"{float(found['amount_gbp']) + 1000:.2f}", ""
    withdrawn = {**rows[-1], "decision_ref": "PCD 0000", "decision_line": "1"}
    return [withdrawn, *reversed(rows[1:])]


def _payments(rows: list[Row]) -> list[Row]:
    rows[99]["amount_gbp"] = "1.00"
    return rows


def _restatements(rows: list[Row]) -> list[Row]:
    return rows[1:]
