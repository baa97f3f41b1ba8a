"""What was spent, what came in, what was decided, what is known of outcomes, and what is not."""

import datetime
from html import escape

import streamlit as st

from commissioning import charts, tables, wording
from commissioning.ui import cache, citations, controls, links, sheet
from commissioning.ui.components import (
    heading,
    html,
    items,
    lead,
    link,
    package,
    paragraph,
    part,
    restated,
    years,
)
from commissioning.ui.figures import Part, figure
from commissioning.ui.reconciled import reconciled
from commissioning.wording import outcomes as outcome_words

shown = package()
first_year, last_year = years()
visit = controls.current()
catalogue = cache.ask("series_list", package=shown.name).rows


def record_address(total_id: str) -> str:
    """The address of the source record of a published total."""
    return visit.address(links.record_link(total_id))


def decisions_in(year: str, directions: tuple[str, ...]) -> int:
    """How many decisions count in the sums of a year."""
    summary = cache.ask(
        "decision_summary",
        package=shown.name,
        first_year=year,
        last_year=year,
        directions=directions,
    )
    return sum(row["decisions"] for row in summary.rows)


def see_decisions(number: int, target: links.Target) -> str:
    """A link to so many decisions, as HTML; nothing where there are none."""
    if not number:
        return ""
    return link(f"See the {wording.count(number, 'decision')}", visit.address(target))


def holds(family: str) -> bool:
    """Whether the package has any figure of a family of series, in whatever year."""
    return any(row["family"] == family for row in catalogue)


def published_totals() -> None:
    """The published totals as dots."""
    if not cache.ask("headline_totals", package=shown.name).rows:
        if not holds("paid"):
            paragraph("This package holds no published total of spending and no payments.")
        return
    totals = cache.ask(
        "headline_totals", package=shown.name, first_year=first_year, last_year=last_year
    )
    events = cache.ask("events", package=shown.name, first_year=first_year, last_year=last_year)
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
                totals.rows,
                [
                    tables.Column("financial_year", "Year", "year"),
                    tables.Column(
                        "amount_gbp",
                        "Amount, and its source",
                        "pounds",
                        text=lambda row: wording.pounds_published(
                            row["amount_gbp"], row["precision"]
                        ),
                        link=lambda row: record_address(row["total_id"]),
                    ),
                    tables.Column("definition", "Definition"),
                ],
                caption="Published totals of commissioned services",
            ),
            source=citations.of_totals(totals.rows, record_address),
            on_click=lambda key: links.record_link(key[1]),
            restated=citations.restated(
                shown,
                [*totals.column("total_id"), *totals.column("series_id")],
                first_year,
                last_year,
            ),
        ),
        beside=True,
    )


def payments() -> None:
    """What the package's own ledger, where it has one, shows was paid year by year."""
    if not holds("paid"):
        return
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
            table=cache.tabulate(tables.growth_table, answer),
            source=citations.of_package(shown, "payments"),
            restated=citations.restated(shown, ["paid"], first_year, last_year),
        )
    )
    reconciled("paid", first_year, last_year)


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
        lead(
            wording.growth_sentence(grown.rows, "amount", real=False),
            link(
                "See this series",
                visit.address(links.series_link(wording.series_kind(longest), longest["title"])),
            ),
        )
        html(restated(citations.restated(shown, [longest["series_id"]], first_year, last_year)))
    if not holds("grants"):
        if not series:
            paragraph("This package holds no money in.")
        return
    found = cache.ask(
        "grants_received", package=shown.name, first_year=first_year, last_year=last_year
    )
    year = max(found.column("financial_year"), default=last_year)
    answer = cache.ask("grants_received", package=shown.name, first_year=year, last_year=year)
    accepted = links.decisions_link(year=year, direction=links.MONEY_IN)

    def of_funder(funder: str) -> links.Target:
        return links.decisions_link(year=year, funders=(funder,), direction=links.MONEY_IN)

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
                link=lambda row: visit.address(of_funder(row["funding_source"])),
            ),
            source=citations.of_decisions(shown, visit.address(accepted), "grants accepted"),
            on_click=lambda key: of_funder(key[1]),
            follow=see_decisions(decisions_in(year, ("in",)), accepted),
        ),
        level=3,
    )
    reconciled("grants", year, year)


def decisions_found() -> None:
    """What decisions found approve by programme, and how far they explain the leading total."""
    heading("Decisions found")
    if not holds("decisions"):
        paragraph("This package holds no decisions.")
        return
    found = cache.ask(
        "decisions_by_year", package=shown.name, first_year=first_year, last_year=last_year
    )
    own_years = set(found.column("financial_year"))
    year = max(own_years, default=last_year)
    totals = cache.ask(
        "headline_totals", package=shown.name, first_year=first_year, last_year=last_year
    )
    if totals.rows and wording.leading_total(totals.rows)["financial_year"] in own_years:
        year = wording.leading_total(totals.rows)["financial_year"]
    reconciled("decisions", first_year, last_year)
    answer = cache.ask("decisions_by_year", package=shown.name, first_year=year, last_year=year)

    def of_programme(programme: str) -> links.Target:
        return links.decisions_link(year=year, programmes=(programme,))

    approved = links.decisions_link(year=year)
    figure(
        Part(
            key="decisions-by-programme",
            chart=cache.draw(charts.decisions_by_programme, answer, year=year, place=shown.area),
            answers=(answer,),
            table=tables.members_table(
                answer.rows,
                "programme",
                "Programme",
                year,
                link=lambda row: visit.address(of_programme(row["programme"])),
            ),
            source=citations.of_decisions(shown, visit.address(approved), "approvals"),
            on_click=lambda key: of_programme(key[1]),
            follow=see_decisions(decisions_in(year, ("out",)), approved),
        ),
        level=3,
    )


def outcomes() -> None:
    """How the indicators of the body's own services stand, each status with the way to them."""
    heading("Outcomes")
    answer = cache.ask("indicator_standing", package=shown.name, reported_by="own")

    def of_status(status: str) -> links.Target:
        return links.outcomes_link(statuses=(status,))

    def address(code: str) -> str:
        return visit.address(of_status(outcome_words.STATUSES[code]))

    figure(
        Part(
            key="outcomes",
            chart=cache.draw(charts.status_bars, answer, place=shown.area),
            answers=(answer,),
            table=tables.status_table(answer.rows, link=address),
            source=citations.of_results(
                shown, answer.rows, "targets and results as published or returned"
            ),
            definitions=(outcome_words.BY_INTERVAL,),
            on_click=lambda key: of_status(key[1]),
            follow="; ".join(
                link(f"{number:,} {outcome_words.STATUSES[code].lower()}", address(code))
                for code, number in outcome_words.status_counts(answer.rows)
            )
            + "." * bool(answer.rows),
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
            + link(
                "See the totals that were found",
                visit.address(links.Target(links.DATA_AND_METHODS)),
            )
        )
    if holds("decisions"):
        said.extend(citations.left_out(shown, visit.address))
    said.extend(
        escape(
            f"Not returned: {wording.count(row['not_returned'], 'result')} of the body’s own "
            "services. That is neither a target missed nor zero."
        )
        for row in cache.ask("outcome_coverage", package=shown.name).rows
        if row["reported_by"] == "own" and row["not_returned"]
    )
    items(said)


with part("Published totals"):
    published_totals()
with sheet.stretch(), part("Payments"):
    payments()
for column, (name, place) in zip(
    st.columns(3, gap="medium"),
    (("Money in", money_in), ("Decisions found", decisions_found), ("Outcomes", outcomes)),
    strict=True,
):
    with column, sheet.stretch(), part(name):
        place()
with sheet.stretch(), part("What is not known"):
    not_known()
