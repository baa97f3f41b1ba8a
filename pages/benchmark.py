"""How big commissioning is: against the body's total, its residents and other areas."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from commissioning import charts, tables, wording
from commissioning.ui import cache, citations, controls, links, money
from commissioning.ui.components import (
    folded,
    heading,
    html,
    in_paragraph,
    lead,
    package,
    paragraph,
    part,
    years,
)
from commissioning.ui.figures import Part, Source, figure, worked_out
from commissioning.ui.reconciled import reconciled

STATEMENT = "share_statement"
RESIDENTS = {"out": "totals", "in": "grants"}
shown = package()
first_year, last_year = years()
visit = controls.current()


def share() -> None:
    """Each pair of published totals with its share, or why there is none."""
    heading("Share of the body's total expenditure")
    for row in cache.ask("package_statement", package=shown.name).rows:
        if row["key"] == STATEMENT:
            paragraph(row["value"])
    answer = cache.ask("share_of_total", package=shown.name)
    chart = cache.draw(charts.share_bars, answer, place=shown.area)
    table = tables.share_table(
        answer.rows,
        part_link=lambda row: _home(row["part_source_url"], row["part_total_id"]),
        whole_link=lambda row: _home(row["whole_source_url"], row["whole_total_id"]),
    )
    source = citations.of_package(shown, "as stated for each figure")
    if not chart.empty:
        figure(Part(key="share", chart=chart, answers=(answer,), table=table, source=source))
        return
    lead(chart.headline)
    if answer.rows:
        html(table)
        worked_out((answer,), SHARE_RULES)


def residents() -> None:
    """Totals and grants for each resident, money out and money in apart."""
    heading("For each resident")
    answer = cache.ask(
        "per_resident", package=shown.name, first_year=first_year, last_year=last_year
    )
    if not any(row["population"] for row in answer.rows):
        lead(cache.draw(charts.resident_bars, answer, what="figures").headline)
        return
    for direction, what in RESIDENTS.items():
        of_kind = cache.ask(
            "per_resident",
            package=shown.name,
            first_year=first_year,
            last_year=last_year,
            direction=direction,
        )
        chart = cache.draw(charts.resident_bars, of_kind, what=what, place=shown.area)
        if chart.empty:
            lead(chart.headline)
            continue
        figure(
            Part(
                key=f"residents-{direction}",
                chart=chart,
                answers=(of_kind,),
                table=tables.resident_table(of_kind.rows, what, link=_amount_home),
                source=citations.of_series(shown, of_kind.rows),
                restated=citations.restated(
                    shown, restated_ids(of_kind.rows), first_year, last_year
                ),
            )
        )
        if direction == "out":
            held = {row["family"] for row in money.family_years(shown)}
            reconciled("paid" if "paid" in held else "decisions", first_year, last_year)


def restated_ids(rows: wording.Rows) -> list[str]:
    """Every series and published total that figures for each resident are made from."""
    totals = [total for row in rows for total in (row["total_ids"] or "").split()]
    return list(dict.fromkeys([*totals, *(row["series_id"] for row in rows)]))


def peers() -> None:
    """What one fund gave each area in one year, with the body's own among them."""
    heading("Beside other areas")
    funds = cache.ask("peer_funds", package=shown.name)
    offered = [row for row in funds.rows if row["areas_found"] > 1]
    if not offered:
        lead(
            f"No published grants to other areas can be set beside {shown.body}, so there is no"
            " comparison to show."
        )
        return
    left, middle, right = st.columns([3, 2, 2])
    with left:
        fund = controls.choose(links.FUND, list(dict.fromkeys(row["fund"] for row in offered)))
    with middle:
        year = controls.choose(
            links.GRANT_YEAR, [row["financial_year"] for row in offered if row["fund"] == fund]
        )
    with right:
        compare = controls.pick(links.COMPARE)
    answer = cache.ask("peer_grants", package=shown.name, fund=fund, financial_year=year)
    figure(
        Part(
            key="peers",
            chart=cache.draw(charts.peer_bars, answer, per_head=compare == links.PER_HEAD),
            answers=(answer, funds),
            table=tables.peer_table(answer.rows),
            source=Source(
                "grants as published by the funder or by each area, with their pages in the table",
                visit.address(links.extract_link("area_names")),
                "grants as published; some are a ceiling (“up to”)",
            ),
        )
    )
    listed = tables.peer_funds_table(
        funds.rows,
        link=lambda row: (
            visit.address(links.peers_link(row["fund"], row["financial_year"]))
            if row["areas_found"] > 1
            else None
        ),
    )
    alone = in_paragraph(wording.single_areas_sentence(funds.rows))
    folded("Every fund and year that was found", alone + listed)


def _home(source_url: str | None, total_id: str) -> str:
    """The page of a published total, or its record where the page has no address."""
    return source_url or visit.address(links.record_link(total_id))


def _amount_home(row: Mapping[str, Any]) -> str:
    """The page of a figure; of a sum of figures, the series that lists them with their pages."""
    if row["total_ids"] and " " not in row["total_ids"]:
        return _home(row["source_url"], row["total_ids"])
    return visit.address(_series(row))


def _series(row: Mapping[str, Any]) -> links.Target:
    return links.series_link(wording.series_kind(row), row["title"])


SHARE_RULES = [
    "A share is worked out only from two published figures for the same years, on the same basis"
    " (budget or actual), both before or both after income is taken off, and of one scope.",
    "Where figures are rounded, the share is given with the range that rounding allows.",
]

with part("Share"):
    share()
with part("For each resident"):
    residents()
with part("Beside other areas"):
    peers()
