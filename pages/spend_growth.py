"""How a series has grown, what drove the change, and how much of a published total is explained."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from commissioning import charts, tables, wording
from commissioning.ui import cache, citations, controls, links, sheet
from commissioning.ui.components import folded, heading, html, note, package, part, years
from commissioning.ui.figures import Part, figure
from commissioning.ui.quality import stated
from commissioning.ui.reconciled import reconciled, reconciled_each, restatements

MEASURES = {
    links.AMOUNT: "amount",
    links.INDEX: "index",
    links.PER_RESIDENT: "per_resident",
    links.SHARE: "share",
}
FAMILIES = {
    "paid": "Payments",
    "contracts": "Contract prices",
    "decisions": "Decisions found",
    "grants": "Grants found",
}
shown = package()
first_year, last_year = years()
visit = controls.current()
catalogue = cache.ask("series_list", package=shown.name).rows


def choose_series() -> list[Mapping[str, Any]]:
    """Place the choice of figures on one basis, then of series among them; return those chosen."""
    kinds: dict[str, list[Mapping[str, Any]]] = {}
    for row in catalogue:
        kinds.setdefault(wording.series_kind(row), []).append(row)
    order = sorted(kinds, key=lambda name: (-_longest(kinds[name]), name))
    left, right = st.columns([1, 2])
    with left:
        kind = controls.choose(links.FIGURES, order)
    series = {row["title"]: row for row in kinds[kind]}
    longest = max(series, key=lambda title: _comparable_points(series[title]))
    with right:
        chosen = controls.choose_many(links.SERIES, list(series), anything=longest) or (longest,)
    # A pinned link names the series shown, also when the reader left the choice open.
    visit.values[links.SERIES.name] = chosen
    return [series[title] for title in chosen]


def _comparable_points(row: Mapping[str, Any]) -> int:
    """How many years of a series keep one definition, so that growth between them can be stated."""
    return int(row["points"]) if row["joined"] else 0


def _longest(series: list[Mapping[str, Any]]) -> int:
    return max(_comparable_points(row) for row in series)


def growth_of(series: list[Mapping[str, Any]]) -> None:
    """Place the choice of measure and prices, and the series drawn so."""
    left, middle, right = st.columns([2, 1, 1])
    with left:
        measure = controls.pick(links.MEASURE)
        prices = controls.pick(links.PRICES)
    bases = [row["financial_year"] for row in cache.ask("price_bases").rows]
    with middle:
        price_base = controls.choose(links.PRICE_BASE, bases)
    with right:
        own = sorted({year for row in series for year in _years_of(row)})
        index_base = controls.choose(links.INDEX_BASE, [links.FIRST_SHOWN, *own])
    ids = tuple(row["series_id"] for row in series)
    base = None if index_base == links.FIRST_SHOWN else index_base
    answer = cache.ask(
        "growth",
        package=shown.name,
        series_ids=ids,
        first_year=first_year,
        last_year=last_year,
        price_base=price_base,
        index_base=base,
    )
    compound = cache.ask(
        "compound_growth",
        package=shown.name,
        series_ids=ids,
        first_year=first_year,
        last_year=last_year,
    )
    with sheet.stretch():
        figure(
            Part(
                key="growth",
                chart=cache.draw(
                    charts.growth_lines,
                    answer,
                    measure=MEASURES[measure],
                    real=prices == links.REAL,
                    price_base=price_base,
                    index_base=base,
                    place=shown.area,
                    apart=tuple(row["series_id"] for row in series if not row["joined"]),
                ),
                answers=(answer, compound),
                table=cache.tabulate(tables.growth_table, answer, price_base=price_base),
                source=citations.of_series(shown, series),
                definitions=[
                    row["definition"]
                    if row["definition"] == row["title"]
                    else f"{row['title']}: {row['definition']}."
                    for row in series
                ],
                restated=citations.restated(shown, ids, first_year, last_year),
            )
        )
        for family in dict.fromkeys(row["family"] for row in series):
            if family != "published":
                reconciled(
                    family,
                    first_year,
                    last_year,
                    narrowed=all(row["member"] for row in series),
                )
        html(
            tables.table(
                compound.rows, COMPOUND, caption="Growth from the first to the last full year"
            )
        )
        if any(row["family"] == "published" for row in series):
            folded(
                "The published figures behind each year, with their pages",
                "".join(map(record_of, series)),
            )


def record_of(row: Mapping[str, Any]) -> str:
    """The published figures a series is made of, each with its page, as a table in HTML."""
    record = cache.ask("source_record", package=shown.name, series_id=row["series_id"])
    return citations.record_table(record.rows, row["title"])


def drivers() -> None:
    """What each programme, funder or provider added to growth between two years."""
    heading("What drove the change")
    families = [
        name
        for family, name in FAMILIES.items()
        if any(row["family"] == family and row["member"] for row in catalogue)
    ]
    if not families:
        note("No series of this package is made of parts that add up to it.")
        return
    left, middle, right = st.columns(3)
    with left:
        name = controls.choose(links.CHANGE_IN, families)
    family = next(key for key, words in FAMILIES.items() if words == name)
    whole = next(row for row in catalogue if row["family"] == family and not row["member"])
    with middle:
        from_year = controls.choose(links.CHANGE_FROM, _ended(_years_of(whole)))
    with right:
        to_year = controls.choose(links.CHANGE_TO, _ended(_years_of(whole)))
    from_year, to_year, turned_round = links.in_order(
        from_year, to_year, called=(links.CHANGE_FROM.label, links.CHANGE_TO.label)
    )
    visit.notices.extend(turned_round)
    real = visit.values[links.PRICES.name] == links.REAL
    price_base = str(visit.values[links.PRICE_BASE.name]) if real else None
    answer = cache.ask(
        "contributions",
        package=shown.name,
        family=family,
        from_year=from_year,
        to_year=to_year,
        price_base=price_base,
    )
    linked = family in ("decisions", "grants")

    def rows_of(member: str | None) -> links.Target:
        members = (member,) if member else ()
        if family == "grants":
            return links.decisions_link(year=to_year, funders=members, direction=links.MONEY_IN)
        return links.decisions_link(year=to_year, programmes=members)

    with sheet.stretch():
        figure(
            Part(
                key="contributions",
                chart=cache.draw(
                    charts.contribution_bars,
                    answer,
                    family=family,
                    from_year=from_year,
                    to_year=to_year,
                    price_base=price_base,
                ),
                answers=(answer,),
                table=tables.contributions_table(
                    answer.rows,
                    from_year,
                    to_year,
                    link=(lambda row: visit.address(rows_of(row["member"]))) if linked else None,
                ),
                source=citations.of_series(shown, [whole]),
                definitions=[f"{whole['title']}: {whole['definition']}."],
                on_click=(lambda key: rows_of(key[1])) if linked else None,
                restated=[
                    row for year in (from_year, to_year) for row in restatements(family, year, year)
                ],
            )
        )
        reconciled_each(family, (from_year, to_year))


def decisions_found() -> None:
    """Decisions found by year and programme, and how far they explain each published total."""
    if not any(row["family"] == "decisions" for row in catalogue):
        return
    heading("Decisions found, year by year")
    every = visit.address(links.decisions_link())
    answer = cache.ask(
        "decisions_by_year", package=shown.name, first_year=first_year, last_year=last_year
    )
    whole = cache.ask("decision_summary", package=shown.name, directions=("out",))
    no_end = next(
        ((row["open_ended_lines"], row["open_ended_gbp"]) for row in whole.rows), (0, None)
    )
    figure(
        Part(
            key="decisions-by-year",
            chart=cache.draw(charts.yearly_bars, answer, place=shown.area, no_end=no_end),
            answers=(answer,),
            table=tables.yearly_table(
                answer.rows, link=lambda year: visit.address(links.decisions_link(year=year))
            ),
            source=citations.of_decisions(shown, every, "approvals"),
            on_click=lambda key: links.decisions_link(year=key[0], programmes=tuple(key[1:])),
            restated=restatements("decisions", first_year, last_year),
        )
    )
    reconciled("decisions", first_year, last_year)


def _ended(labels: list[str]) -> list[str]:
    """The years that were over when the figures were compiled; others may still change."""
    return [year for year in labels if wording.has_ended(year, shown.as_at)]


def _years_of(row: Mapping[str, Any]) -> list[str]:
    return wording.years_between(row["first_year"], row["last_year"])


COMPOUND = [
    tables.Column("title", "Series"),
    tables.Column("from_year", "From", "year"),
    tables.Column("to_year", "To", "year"),
    tables.Column("growth_percent", "Change, cash", "change", "not stated"),
    tables.Column("real_growth_percent", "Change, real terms", "change", "not stated"),
    tables.Column("cagr_percent", "A year on average, cash", "change", "not stated"),
    tables.Column("real_cagr_percent", "A year on average, real", "change", "not stated"),
    tables.Column("reason", "Why no rate is stated", missing=""),
]

if catalogue:
    with part("Growth"):
        growth_of(choose_series())
    with part("What drove the change"):
        drivers()
    with sheet.stretch():
        with part("Decisions found"):
            decisions_found()
        stated("spend_totals", "spend_lines", "decisions")
else:
    note("This package holds no series, so there is no growth to show. Choose another under Data.")
