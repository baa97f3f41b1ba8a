"""What was found against what was published: coverage by year, the gap and what explains it."""

from collections.abc import Mapping
from typing import Any

from commissioning import charts, tables, wording
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import items, note, package, paragraph, part, years
from commissioning.ui.figures import Part, figure
from commissioning.ui.reconciled import FAMILIES, restatements

shown = package()
first_year, last_year = years()
visit = controls.current()


def found_link(row: Mapping[str, Any]) -> str | None:
    """The address of the decisions that a year's figure is made of."""
    if not row["lines"]:
        return None
    return visit.address(links.decisions_link(year=row["financial_year"]))


def page(held: list[str]) -> None:
    """The choice of rows, then how much of each published total they explain."""
    name = controls.choose(links.SET_AGAINST, [FAMILIES[family] for family in held])
    family = next(key for key, words in FAMILIES.items() if words == name)
    paragraph(
        "A published total is a control total: rows that were found are added up and set against"
        " it. What they do not explain is shown, with what was left out and why."
    )
    answer = cache.ask(
        "reconciliation",
        package=shown.name,
        family=family,
        first_year=first_year,
        last_year=last_year,
    )
    decided = family == "decisions"

    def rows_of(key: list[str]) -> links.Target:
        if len(key) > 1:
            return links.record_link(key[1])
        if decided:
            return links.decisions_link(year=key[0])
        return links.package_link(shown.name)

    figure(
        Part(
            key="reconciliation",
            chart=cache.draw(
                charts.reconciliation_columns, answer, family=family, place=shown.area
            ),
            answers=(answer,),
            table=tables.reconciliation_table(
                answer.rows,
                family,
                total_link=lambda row: visit.address(links.record_link(row["total_id"])),
                found_link=found_link if decided else None,
            ),
            source=citations.of_decisions(
                shown, visit.address(links.decisions_link()), "approvals against published totals"
            )
            if decided
            else citations.of_package(shown, f"{wording.family_name(family)} against totals"),
            on_click=rows_of,
            restated=[
                *restatements(family, first_year, last_year),
                *citations.restated(
                    shown,
                    [row["total_id"] for row in answer.rows if row["total_id"]],
                    first_year,
                    last_year,
                ),
            ],
        )
    )
    if decided:
        items(citations.left_out(shown, visit.address, ("out",)))


families = {row["family"] for row in cache.ask("series_list", package=shown.name).rows}
held = [family for family in FAMILIES if family in families]
with part("Reconciliation"):
    if held:
        page(held)
    else:
        note(
            "This package holds no payments, contracts or decisions, so there is nothing to set "
            "against published totals. Choose another under Data."
        )
