"""Where figures come from and what a sum of decisions leaves out, as readers are told it."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from commissioning import tables, wording
from commissioning.ui import cache, links
from commissioning.ui.components import Package, link
from commissioning.ui.figures import Source
from commissioning.wording import decisions
from commissioning.wording.results import extract_words

Rows = Sequence[Mapping[str, Any]]
Address = Callable[[links.Target], str]


def of_totals(rows: Rows, record: Callable[[str], str]) -> Source:
    """The citation of the leading total; each other total is cited in the table."""
    if not rows:
        return Source("no published total in the years shown", None, "none")
    lead = wording.leading_total(rows)
    basis = wording.listed(sorted({wording.basis_name(row["basis"]) for row in rows}))
    address = lead["source_url"] or record(lead["total_id"])
    return Source(wording.source_citation(lead), address, basis)


def record_words(row: Mapping[str, Any]) -> str:
    """A published total with its source and its row in the extract, as HTML."""
    amount = wording.pounds_published(row["amount_gbp"], row["precision"])
    source = link(wording.source_citation(row), row["source_url"])
    address = "" if row["source_url"] else " It has no public address."
    return (
        f"{escape(amount)}, {escape(wording.basis_name(row['basis']))}, "
        f"{escape(row['financial_year'])}. Source: {source}.{address} "
        f"Row {row['line']} of {escape(row['file'])}."
    )


def restated(package: Package, figure_ids: Sequence[str], first_year: str, last_year: str) -> Rows:
    """What of these figures was restated in the years shown, latest first."""
    rows = cache.ask("restatements", package=package.name, figure_ids=tuple(figure_ids)).rows
    return [row for row in rows if first_year <= row["financial_year"] <= last_year]


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
            tables.Column(
                "source_title", "Source", "long", link="source_url", text=wording.source_citation
            ),
            tables.Column("scope_note", "What it covers", "long", missing="nothing noted"),
            tables.Column("series", "Used in", missing="no series"),
            tables.Column("line", "Extract", text=extract_words),
        ],
        caption=f"Source records: {what}",
    )


def of_package(package: Package, basis: str) -> Source:
    """The extracts of a package, described under Data and methods."""
    target = links.package_link(package.name)
    return Source(package.title, links.address(target.page, target.values), basis)


def left_out(package: Package, address: Address, directions: tuple[str, ...] = ()) -> list[str]:
    """What sums of decisions leave out whatever the year, as HTML, each with a link to its rows.

    ``directions`` are out and in; both where none is given.
    """
    said = []
    summary = cache.ask(
        "decision_summary", package=package.name, directions=directions, counting="all"
    )
    for row in summary.rows:
        for entry in decisions.left_out_whatever_the_year(row):
            rows = left_out_rows(entry, links.decisions_link(year=links.ANY_YEAR))
            said.append(f"{escape(entry.words)} {link('See these rows', address(rows))}")
    return said


def left_out_rows(entry: decisions.LeftOut, base: links.Target) -> links.Target:
    """Exactly the rows that ``entry`` says are left out, of those that ``base`` leads to."""
    direction = links.MONEY_OUT if entry.direction == "out" else links.MONEY_IN
    if entry.reason == "not_counted":
        only = links.decisions_link(direction=direction, rows=links.NOT_COUNTED)
    else:
        dated = links.NO_DATE if entry.reason == "undated" else links.START_ONLY
        only = links.decisions_link(
            year=links.ANY_YEAR, direction=direction, rows=links.COUNTED, dated=(dated,)
        )
    return links.Target(base.page, {**base.values, **only.values})
