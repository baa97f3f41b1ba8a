"""Which figures and rows are not what they were in an earlier version, and what was restated."""

from collections.abc import Mapping
from html import escape
from typing import Any

from commissioning import charts, tables, wording
from commissioning.building import BUILDS_KEPT
from commissioning.faults import VersionUnavailable
from commissioning.store import Store
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import (
    BADGE,
    cannot_show,
    heading,
    html,
    items,
    lead,
    link,
    note,
    package,
    paragraph,
    part,
)
from commissioning.ui.figures import Part, download, figure, worked_out
from commissioning.wording import changes

EVERY_ROW = 1_000_000
FIGURES_LISTED = 100
METHOD = (
    "A figure is a published total, or a year of a series: published, or derived from the rows of "
    "an extract. The same money may be in several figures: a payment is in its programme and in "
    "the total of all payments.",
    "New and gone figures have no difference, because what is missing is not zero.",
    "Rows are compared by the key of their extract and by their values as read, so a row that only "
    "moved in its file, or an amount that is only written otherwise, is not a change. A row that "
    "can no longer be read is among those removed.",
)
shown = package()
visit = controls.current()
versions = cache.ask("data_versions").rows
current = next(row for row in versions if row["is_current"])
earlier = [row for row in versions if not row["is_current"]]
catalogue = {row["series_id"]: row for row in cache.ask("series_list", package=shown.name).rows}


def only_one() -> None:
    """That there is nothing to compare with yet, and how there comes to be."""
    asked = "".join(visit.asked.get(links.SINCE.name, [])[-1:])
    visit.values[links.SINCE.name] = ""
    if asked:
        visit.refused.append(f"Data version “{asked}” is not kept, so nothing is compared with it.")
    note(
        f"Only one version of the data is kept: {changes.version_words(current, time=True)}.",
        (
            "A second comes about when the data is changed and built again with "
            "“python -m commissioning build”. From then on this page says what changed.",
            f"Up to {BUILDS_KEPT} versions are kept, the oldest making room for new ones.",
        ),
    )


def choose_version() -> Mapping[str, Any]:
    """Place the choice of an earlier version; return the one chosen."""
    named = {changes.version_name(row["data_version"]): row for row in earlier}
    chosen = named[controls.choose(links.SINCE, list(named))]
    said = [escape(f"Version {changes.version_words(current, time=True)}: the data shown")]
    for row in earlier:
        words = f"Version {changes.version_words(row, time=True)}"
        if row is chosen:
            said.append(escape(f"{words}: compared with it here"))
        else:
            said.append(link(words, visit.changed(links.changes_link(row["data_version"]))))
    items(said)
    return chosen


def figure_address(row: Mapping[str, Any]) -> str | None:
    """Where a figure can be seen today; None for one that is gone."""
    if row["change"] == "gone":
        return None
    if row["figure_kind"] == "total":
        return visit.address(links.record_link(row["figure_id"]))
    members = (row["member"],) if row["member"] else ()
    if row["family"] == "decisions":
        target = links.decisions_link(year=row["financial_year"], programmes=members)
    elif row["family"] == "grants":
        target = links.decisions_link(
            year=row["financial_year"], funders=members, direction=links.MONEY_IN
        )
    else:
        series = catalogue[row["figure_id"]]
        target = links.series_link(wording.series_kind(series), series["title"])
    return visit.address(target)


def changed_rows_address(row: Mapping[str, Any]) -> str:
    """The changed rows of the extract that a figure is made from, on this page."""
    return visit.changed(links.Target(links.WHAT_CHANGED, {links.CHANGED_IN.name: row["extract"]}))


def figures_that_moved(compared: Store, then: str) -> None:
    """The largest movements as bars, and every figure that is new, gone or different."""
    answer = cache.ask_of(compared, "figure_changes", package=shown.name)
    chart = cache.draw(charts.movement_bars, answer, then=then, now=changes.version_words(current))
    table = tables.figure_changes_table(
        answer.rows[:FIGURES_LISTED], link=figure_address, behind=changed_rows_address
    )
    capped = changes.capped_words(len(answer.rows), FIGURES_LISTED, "figure")
    source = citations.of_package(shown, "each figure’s own, named in the table")
    if not chart.empty:
        table += f'<p class="cs-source">{escape(capped)}</p>'
        figure(
            Part(
                key="figure-changes",
                chart=chart,
                answers=(answer,),
                table=table,
                source=source,
                definitions=METHOD,
            )
        )
        return
    lead(chart.headline)
    if answer.rows:
        html(table)
        paragraph(capped, "cs-source")
        download("figure-changes", chart.headline, lambda: answer, source)
    worked_out((answer,), METHOD)


def rows_that_changed(compared: Store) -> None:
    """Rows added, removed or changed in the extract chosen, or in all of them."""
    heading("Which rows changed")
    counts = cache.ask_of(compared, "row_change_counts", package=shown.name)
    lead(changes.rows_sentence(counts.rows))
    held = cache.ask("package_contents", package=shown.name).column("resource")
    extracts = sorted({*held, *counts.column("resource")})
    chosen = controls.choose(links.CHANGED_IN, [links.EVERY_EXTRACT, *extracts])
    extract = None if chosen == links.EVERY_EXTRACT else chosen
    answer = cache.ask_of(compared, "row_changes", package=shown.name, extract=extract)
    entries = sum(row["entries"] for row in counts.rows if extract in (None, row["resource"]))
    if answer.rows:
        html(tables.row_changes_table(answer.rows))
        paragraph(changes.capped_words(entries, len(answer.rows), "line"), "cs-source")
        download(
            "row-changes",
            f"Rows that changed: {chosen}",
            cache.later_of(
                compared, "row_changes", package=shown.name, extract=extract, limit=EVERY_ROW
            ),
            citations.of_package(shown, "rows of the extracts"),
        )
    elif counts.rows:
        paragraph(f"No row of {chosen.replace('_', ' ')} was added, removed or changed.")
    worked_out((counts, answer))


def limits_of(compared: Store) -> None:
    """What one of the two versions has and the other has not, so that it cannot be compared."""
    said = changes.incomparable_sentences(compared.incomparable)
    if said:
        heading("What cannot be compared", 3)
        items([escape(sentence) for sentence in said])


def restated() -> None:
    """The restatements that the package lists, whatever versions are kept."""
    heading("Restatements")
    answer = cache.ask("restatements", package=shown.name)
    if not answer.rows:
        paragraph(changes.no_restatement_sentence(shown.illustrative))
        return
    badge = f"{BADGE} " if shown.illustrative else ""
    html(
        f'<p class="cs-text">{badge}A restatement replaces a published figure by another for the '
        "same year, on the same definition and basis.</p>"
    )
    html(tables.restatements_table(answer.rows))
    download(
        "restatements",
        "Restatements",
        lambda: answer,
        citations.of_package(shown, "each figure’s own"),
    )
    worked_out((answer,))


if earlier:
    with part("Figures and rows"):
        chosen_version = choose_version()
        try:
            store = cache.compared_with(chosen_version["data_version"])
        except VersionUnavailable as fault:
            cannot_show("These two versions cannot be compared.", str(fault))
        else:
            figures_that_moved(store, changes.version_words(chosen_version))
            rows_that_changed(store)
            limits_of(store)
else:
    only_one()
with part("Restatements"):
    restated()
