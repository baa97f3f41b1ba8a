"""What was spent, what came in, what was decided, what is known of outcomes, and what is not."""

import datetime
from html import escape

import streamlit as st

from commissioning import charts, tables, wording
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import heading, items, link, package, paragraph, part, years
from commissioning.ui.figures import Part, figure

shown = package()
first_year, last_year = years()
visit = controls.current()
catalogue = cache.ask("series_list", package=shown.name).rows


def decisions_address(**values: links.Value) -> str:
    """The address of the decisions behind a figure."""
    return visit.address(links.DECISIONS, **values)


def record_address(total_id: str) -> str:
    """The address of the source record of a published total."""
    return visit.address(links.DATA_AND_METHODS, record=total_id)


def holds(family: str) -> bool:
    """Whether the package has any figure of a family of series, in whatever year."""
    return any(row["family"] == family for row in catalogue)


def published_totals() -> None:
    """The published totals as dots, or, where a body has none, what it paid by year."""
    totals = cache.ask("headline_totals", package=shown.name)
    if not totals.rows:
        payments()
        return
    events = cache.ask("events", package=shown.name, first_year=first_year, last_year=last_year)
    rows = [row for row in totals.rows if first_year <= row["financial_year"] <= last_year]
    figure(
        Part(
            key="published-totals",
            chart=cache.draw(
                charts.headline_dots,
                totals,
                events,
                place=shown.area,
                first_year=first_year,
                last_year=last_year,
            ),
            answers=(totals, events),
            table=tables.table(
                rows,
                [
                    tables.Column("financial_year", "Year", "year"),
                    tables.Column(
                        "amount_gbp",
                        "Amount, and its source",
                        "pounds",
                        link=lambda row: record_address(row["total_id"]),
                    ),
                    tables.Column("definition", "Definition"),
                ],
                caption="Published totals of commissioned services",
            ),
            source=citations.of_totals(rows, record_address),
            on_click=lambda key: (links.DATA_AND_METHODS, {"record": key[1]}),
        ),
        beside=True,
    )


def payments() -> None:
    """What the package's own ledger shows was paid, year by year."""
    answer = cache.ask(
        "growth",
        package=shown.name,
        series_ids=("paid",),
        first_year=first_year,
        last_year=last_year,
    )
    figure(
        Part(
            key="payments",
            chart=cache.draw(
                charts.growth_lines, answer, measure="amount", real=False, place=shown.area
            ),
            answers=(answer,),
            table=tables.growth_table(answer.rows),
            source=citations.of_package(shown, "payments"),
        )
    )


def money_in() -> None:
    """The longest published series of money in, and grants found by funder in the latest year."""
    heading("Money in")
    series = [
        row
        for row in catalogue
        if row["family"] == "published" and row["direction"] == "in" and row["joined"]
    ]
    if series:
        longest = max(series, key=lambda row: row["points"])
        grown = cache.ask(
            "growth",
            package=shown.name,
            series_ids=(longest["series_id"],),
            first_year=first_year,
            last_year=last_year,
        )
        paragraph(wording.growth_sentence(grown.rows, "amount", real=False), "cs-lead")
    answer = cache.ask(
        "grants_received", package=shown.name, first_year=first_year, last_year=last_year
    )
    if not (series or holds("grants")):
        paragraph("This package holds no money in.")
        return
    year = max((row["financial_year"] for row in answer.rows), default=last_year)
    figure(
        Part(
            key="grants-by-funder",
            chart=cache.draw(charts.grants_by_funder, answer, year=year, place=shown.area),
            answers=(answer,),
            table=tables.members_table(
                answer.rows,
                "funding_source",
                "Funder",
                year,
                link=lambda row: decisions_address(
                    year=year, funder=(row["funding_source"],), direction=links.MONEY_IN
                ),
            ),
            source=citations.of_decisions(
                shown, decisions_address(year=year, direction=links.MONEY_IN), "grants accepted"
            ),
            on_click=lambda key: (
                links.DECISIONS,
                {"year": key[0], "funder": (key[1],), "direction": links.MONEY_IN},
            ),
        ),
        level=3,
    )


def decisions_found() -> None:
    """How far decisions found explain the leading total, and what they approve by programme."""
    heading("Decisions found")
    if not holds("decisions"):
        paragraph("This package holds no decisions.")
        return
    totals = cache.ask("headline_totals", package=shown.name)
    covered = cache.ask("coverage", package=shown.name)
    answer = cache.ask(
        "decisions_by_year", package=shown.name, first_year=first_year, last_year=last_year
    )
    year = max((row["financial_year"] for row in answer.rows), default=last_year)
    if totals.rows:
        year = wording.leading_total(totals.rows)["financial_year"]
        paragraph(wording.coverage_sentence(covered.rows, year), "cs-lead")
    figure(
        Part(
            key="decisions-by-programme",
            chart=cache.draw(charts.decisions_by_programme, answer, year=year, place=shown.area),
            answers=(answer, covered),
            table=tables.members_table(
                answer.rows,
                "programme",
                "Programme",
                year,
                link=lambda row: decisions_address(year=year, programme=(row["programme"],)),
            ),
            source=citations.of_decisions(shown, decisions_address(year=year), "approvals"),
            on_click=lambda key: (links.DECISIONS, {"year": key[0], "programme": (key[1],)}),
        ),
        level=3,
    )


def outcomes() -> None:
    """How many targets have a result."""
    heading("Outcomes")
    answer = cache.ask("outcome_coverage", package=shown.name)
    figure(
        Part(
            key="outcomes",
            chart=cache.draw(charts.outcome_bars, answer),
            answers=(answer,),
            table=tables.outcomes_table(answer.rows),
            source=citations.of_package(shown, "targets and results as published"),
        ),
        level=3,
    )


def not_known() -> None:
    """What a reader might take for granted and should not, each with the way to its rows."""
    heading("What is not known")
    said = []
    as_at = datetime.date.fromisoformat(shown.as_at)
    without = cache.ask("years_without_total", package=shown.name, as_at=as_at)
    missing = wording.missing_years_sentence(row["financial_year"] for row in without.rows)
    if missing:
        said.append(
            f"{escape(missing)} "
            + link("See the totals that were found", visit.address(links.DATA_AND_METHODS))
        )
    if holds("decisions"):
        said.extend(citations.left_out(shown, decisions_address))
    said.extend(
        escape(
            f"{wording.count(row['target_only'], 'target')} of the body’s own services have no "
            "published result: not returned, which is neither missed nor zero."
        )
        for row in cache.ask("outcome_coverage", package=shown.name).rows
        if row["reported_by"] == "own" and row["target_only"]
    )
    items(said)


with part("Published totals"):
    published_totals()
for column, (name, place) in zip(
    st.columns(3, gap="medium"),
    (("Money in", money_in), ("Decisions found", decisions_found), ("Outcomes", outcomes)),
    strict=True,
):
    with column, part(name):
        place()
with part("What is not known"):
    not_known()
