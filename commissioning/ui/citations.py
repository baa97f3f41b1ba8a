"""Where figures come from and what a sum of decisions leaves out, as readers are told it."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from commissioning import tables, wording
from commissioning.ui import cache, links
from commissioning.ui.components import Package, link
from commissioning.ui.decision_words import left_out_in_all_words
from commissioning.ui.figures import Source

Rows = Sequence[Mapping[str, Any]]
Address = Callable[..., str]


def of_totals(rows: Rows, record: Callable[[str], str]) -> Source:
    """The citation of the leading total; each other total is cited in the table."""
    if not rows:
        return Source("no published total in the years shown", None, "none")
    lead = wording.leading_total(rows)
    basis = wording.listed(sorted({wording.basis_name(row["basis"]) for row in rows}))
    return Source(cited(lead), lead["source_url"] or record(lead["total_id"]), basis)


def cited(row: Mapping[str, Any]) -> str:
    """A published total's source: title, date and paragraph, as far as they are known."""
    parts = [str(row["source_title"])]
    paragraph = row["source_paragraph"]
    date = wording.date_in_words(row["source_date"]) if row["source_date"] else ""
    if date and date not in parts[0]:
        parts.append(date)
    if paragraph and not parts[0].endswith((f"para {paragraph}", f"paragraph {paragraph}")):
        parts.append(f"paragraph {paragraph}")
    return ", ".join(parts)


def record_words(row: Mapping[str, Any]) -> str:
    """A published total with its source and its row in the extract, as HTML."""
    amount = wording.pounds_published(row["amount_gbp"], row["precision"])
    source = link(cited(row), row["source_url"]) if row["source_url"] else escape(cited(row))
    address = "" if row["source_url"] else " It has no public address."
    return (
        f"{escape(amount)}, {escape(wording.basis_name(row['basis']))}, "
        f"{escape(row['financial_year'])}. Source: {source}.{address} "
        f"Row {row['line']} of {escape(row['file'])}."
    )


def of_decisions(package: Package, address: str, basis: str) -> Source:
    """The decisions behind a figure, each of which links to the page it was published on."""
    return Source(
        f"decisions published by {package.short_name}, row by row with their pages", address, basis
    )


def of_series(package: Package, series: Rows) -> Source:
    """Where series come from: the package, with the basis they are all on."""
    basis = wording.listed(sorted({wording.basis_name(row["basis"]) for row in series}))
    return of_package(package, basis)


def record_table(rows: Rows, what: str) -> str:
    """Source records as a table: each figure, its page or citation, and its row in the extract."""
    return tables.table(
        rows,
        [
            tables.Column("financial_year", "Year", "year"),
            tables.Column("amount_gbp", "Amount as published", "pounds"),
            tables.Column("basis", "Basis", text=lambda row: wording.basis_name(row["basis"])),
            tables.Column("source_title", "Source", "long", link="source_url", text=cited),
            tables.Column("scope_note", "What it covers", "long", missing="nothing noted"),
            tables.Column("series", "Used in", missing="no series"),
            tables.Column("line", "Extract", text=lambda row: f"{row['file']}, row {row['line']}"),
        ],
        caption=f"Source records: {what}",
    )


def of_package(package: Package, basis: str) -> Source:
    """The extracts of a package, described under Data and methods."""
    return Source(
        package.title, links.address(links.DATA_AND_METHODS, {"data": package.name}), basis
    )


def left_out(package: Package, decisions: Address) -> list[str]:
    """What sums of decisions leave out whatever the year, a direction each, as HTML with a link."""
    said = []
    for row in cache.ask("decision_summary", package=package.name, counting="all").rows:
        words = left_out_in_all_words(row)
        if words:
            direction = links.MONEY_OUT if row["direction"] == "out" else links.MONEY_IN
            rows = decisions(year=links.ANY_YEAR, rows=links.ALL_ROWS, direction=direction)
            said.append(f"{escape(words)} {link('See every row', rows)}")
    return said
