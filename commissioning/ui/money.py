"""What the pages about amounts share: the choice of basis, its source, its lines and its names."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from commissioning import wording
from commissioning.snapshots.captured import Words
from commissioning.tables import spending as spending_tables
from commissioning.tables.quality import counted_as_one_table
from commissioning.ui import cache, citations, controls, links, recorded, sheet
from commissioning.ui.components import Package, folded, in_paragraph, note, paragraph
from commissioning.ui.figures import Source, download
from commissioning.wording import quality
from commissioning.wording.figures import Row, pounds_exact
from commissioning.wording.spending import BASES, MONEY

DIMENSIONS = {
    links.BY_PROGRAMME: "programme",
    links.BY_SERVICE: "service",
    links.BY_PROVIDER: "provider",
    links.BY_AREA: "area",
    links.BY_FUNDER: "funder",
}
# The level that the members of one lead down to.
FURTHER = {
    links.BY_PROGRAMME: links.BY_SERVICE,
    links.BY_SERVICE: links.BY_PROVIDER,
    links.BY_PROVIDER: links.BY_AREA,
    links.BY_AREA: links.BY_SERVICE,
    links.BY_FUNDER: links.BY_PROGRAMME,
}
NONE = "This package holds no amounts by service and provider. Choose another under Data."


class Onward(NamedTuple):
    """Where the members of a level lead: a level further down, under the choices made so far.

    Two that lead to the same are equal, so a table can be kept with its links.
    """

    family: str
    level: str
    chosen: tuple[tuple[str, tuple[str, ...]], ...]
    shared: tuple[tuple[str, links.Value], ...]

    def target(self, member: str) -> links.Target:
        """What the choice of one member leads to."""
        narrower = {**dict(self.chosen), f"{DIMENSIONS[self.level]}s": (member,)}
        return divided_link(self.family, FURTHER[self.level], narrower)

    def __call__(self, row: Row) -> str:
        """The address that a row of the table leads to."""
        onward = self.target(row["member"])
        return links.address(onward.page, {**dict(self.shared), **onward.values})


def divided_link(family: str, level: str, chosen: Mapping[str, tuple[str, ...]]) -> links.Target:
    """Where the money of a family goes, divided by one level under some choices."""
    return links.money_link(
        words_of(family),
        level,
        programmes=chosen.get("programmes", ()),
        services=chosen.get("services", ()),
        providers=chosen.get("providers", ()),
        areas=chosen.get("areas", ()),
        funders=chosen.get("funders", ()),
    )


def family_years(package: Package) -> Sequence[Mapping[str, Any]]:
    """The financial years that each family of a package covers."""
    return cache.ask("family_years", package=package.name).rows


def choose_money(package: Package, *, money_in: bool = True) -> str | None:
    """Place the choice of basis among those the package has; None, and a note, when it has none.

    Without ``money_in`` grants received are not offered.
    """
    held = {row["family"] for row in family_years(package)}
    offered = [
        words
        for words, family in links.FAMILIES.items()
        if family in held and (money_in or family != "grants")
    ]
    if not offered:
        note(NONE)
        return None
    return links.FAMILIES[controls.choose(links.MONEY, offered)]


def words_of(family: str) -> str:
    """A family as readers choose it."""
    return next(words for words, name in links.FAMILIES.items() if name == family)


def choices_of(package: Package, family: str) -> dict[str, list[str]]:
    """The values of each dimension of a family, in order."""
    found: dict[str, list[str]] = {}
    for row in cache.ask("money_choices", package=package.name, family=family).rows:
        found.setdefault(row["dimension"], []).append(row["value"])
    return found


def source_of(package: Package, family: str) -> Source:
    """Where a family's amounts come from, and the basis they are on."""
    if family in ("decisions", "grants"):
        every = links.decisions_link(direction=links.MONEY_IN if family == "grants" else None)
        return citations.of_decisions(package, controls.current().address(every), BASES[family])
    return citations.of_package(package, BASES[family])


def rows_behind(package: Package, family: str, asked: Mapping[str, Any], rows_a_page: int) -> None:
    """The lines behind what is chosen, a page at a time, and all of them to download.

    There may be millions, so they are looked for once a reader unfolds them, or an address or a
    recording asks for them.
    """
    visit = controls.current()
    visit.values.setdefault(links.ROWS_PAGE.name, "1")
    folded = st.expander("The lines behind this", key="table-lines", on_change="rerun")
    if not (folded.open or controls.is_in_use(links.ROWS_PAGE) or recorded.is_wanted()):
        return
    with folded:
        size = cache.ask("money_rows", package=package.name, family=family, **asked, limit=1).rows
        if not size:
            paragraph(wording.nothing_found("lines", ["the years", "the other choices"]))
            return
        lines, total = size[0]["lines"], size[0]["total_gbp"]
        page, pages = controls.turn(links.ROWS_PAGE, lines, rows_a_page)
        answer = cache.ask(
            "money_rows",
            package=package.name,
            family=family,
            **asked,
            limit=rows_a_page,
            offset=(page - 1) * rows_a_page,
        )
        table = cache.tabulate(
            spending_tables.lines_table,
            answer,
            caption=f"{lines:,} lines, page {page} of {pages}; together "
            f"{pounds_exact(total)} of {MONEY[family]}",
        )
        recorded.show(lambda: Words(table))
        sheet.place(sheet.words(table))
        download(
            "lines",
            f"Lines of {MONEY[family]}",
            cache.later("money_rows", package=package.name, family=family, **asked, limit=lines),
            source_of(package, family),
        )


def names_that_count(package: Package, *kinds: str) -> None:
    """The package's mapping table for some kinds of name, folded away; nothing when it has none.

    For providers also the names that count as one by number or by spelling.
    """
    mapped = cache.ask("name_mappings", package=package.name, kinds=kinds)
    if mapped.rows:
        title = f"Names that count as one ({len(mapped.rows)}), with the reasons"
        folded(title, cache.tabulate(spending_tables.mappings_table, mapped))
    if "provider" not in kinds:
        return
    named = cache.ask("provider_names", package=package.name, together=True)
    together = quality.counted_as_one(named.rows)
    if together:
        folded(
            f"Providers with several names that are one ({len(together)}), and why",
            counted_as_one_table(together) + in_paragraph(quality.NAMES_MEAN),
        )
