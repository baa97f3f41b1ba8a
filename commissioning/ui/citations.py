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

BODIES_NAMED = 4
DECIDED = ("decisions", "grants")
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
    """Where series come from, with the basis they are all on.

    Published series are cited by the page of their latest figure, and how many pages have others;
    series made of decisions by those, and of other rows by the package.
    """
    basis = wording.listed(sorted({wording.basis_name(row["basis"]) for row in series}))
    records = [
        record
        for series_id in dict.fromkeys(row["series_id"] for row in series)
        for record in cache.ask("source_record", package=package.name, series_id=series_id).rows
    ]
    if series and all(row["family"] in DECIDED for row in series):
        direction = links.MONEY_IN if series[0]["family"] == "grants" else None
        target = links.decisions_link(direction=direction)
        return of_decisions(package, links.address(target.page, target.values), basis)
    return of_pages(package, records, basis)


def of_pages(package: Package, rows: Rows, basis: str) -> Source:
    """The page that the last of ``rows`` was published on, and how many more pages there are.

    The package where no row names its page. Every row's own page is in the table beside it.
    """
    cited = [row for row in rows if row["source_title"]]
    if not cited:
        return of_package(package, basis)
    last = max(cited, key=lambda row: row["financial_year"] or "")
    more = len({row["source_title"] for row in cited} - {last["source_title"]})
    others = (
        f" and {wording.count_in_words(more, 'other page')}, each named with its figure"
        * bool(more)
    )
    target = links.package_link(package.name)
    address = last["source_url"] or links.address(target.page, target.values)
    return Source(f"{wording.source_citation(last)}{others}", address, basis)


def of_results(package: Package, rows: Rows, basis: str) -> Source:
    """Where results come from: how many public pages, each named beside its result.

    The package where no row names its page, as with returns that providers made.
    """
    pages = {row["source_title"] for row in rows if row["source_title"]}
    if not pages:
        return of_package(package, basis)
    bodies = sorted({row["organisation"] for row in rows if row["source_title"]})
    few = wording.listed(bodies) if len(bodies) <= BODIES_NAMED else f"{len(bodies)} bodies"
    target = links.outcomes_link()
    return Source(
        f"{wording.count(len(pages), 'public page')} by or about {few}, each named beside its"
        " result under Outcomes",
        links.address(target.page, target.values),
        basis,
    )


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
